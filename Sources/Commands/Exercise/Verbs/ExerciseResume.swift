import ArgumentParser
import Exercises

/// Lets the clock run on.
struct ExerciseResume: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "White: let the clock run on.")

  @OptionGroup var seat: SeatOptions

  func command() -> ExerciseCommand { .resume }
}
