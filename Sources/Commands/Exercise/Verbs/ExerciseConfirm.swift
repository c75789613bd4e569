import ArgumentParser
import Exercises

/// White's word on what only a person can judge.
struct ExerciseConfirm: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "confirm", abstract: "White: say go on an item that only a person can judge.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The item, as status names it.") var item: String
  @Option(help: "What you looked at.") var reason: String

  func command() -> ExerciseCommand { .confirm(item: item, reason: reason) }
}
