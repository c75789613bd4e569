import ArgumentParser
import Exercises

/// Blue hands over to the next shift.
struct ExerciseHandOver: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "hand-over", abstract: "Blue: hand over to the next shift.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "What the next one must know.") var text: [String]

  func command() -> ExerciseCommand { .handOver(text: text.joined(separator: " ")) }
}
