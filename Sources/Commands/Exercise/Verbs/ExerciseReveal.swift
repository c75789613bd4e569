import ArgumentParser
import Exercises

/// Publishes mission and salt.
struct ExerciseReveal: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "reveal", abstract: "White: publish the mission and the salt of its commitment.")

  @OptionGroup var seat: SeatOptions

  func command() -> ExerciseCommand { .reveal }
}
