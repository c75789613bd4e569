import ArgumentParser
import Exercises

/// A message for observers.
struct ExerciseRelease: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "White: a message for observers.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "What they are told.") var text: [String]

  func command() -> ExerciseCommand { .release(text: text.joined(separator: " ")) }
}
