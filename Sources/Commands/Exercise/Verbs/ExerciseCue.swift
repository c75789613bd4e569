import ArgumentParser
import Exercises

/// A message for blue.
struct ExerciseCue: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "cue", abstract: "White: a message for blue.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "What blue is told.") var text: [String]

  func command() -> ExerciseCommand { .cue(text: text.joined(separator: " ")) }
}
