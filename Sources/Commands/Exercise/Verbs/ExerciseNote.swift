import ArgumentParser
import Exercises
import Vocabulary

/// A remark at a moment of the exercise.
struct ExerciseNote: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "A remark at a moment of the exercise.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The remark.") var text: [String]
  @Option(help: "Seconds from the start; else now.") var atS: Double?

  func command() -> ExerciseCommand {
    .note(text: text.joined(separator: " "), atNs: atS.map { .seconds($0) })
  }
}
