import ArgumentParser
import Exercises
import Vocabulary

/// A remark at a moment of the exercise.
struct ExerciseNote: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "A remark at a moment of the exercise.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The remark.") var text: [String]
  @Option(help: "A moment of the exercise clock, such as 3:07; else now.") var at: String?
  @Option(help: "The same in seconds.") var atS: Double?

  func command() throws -> ExerciseCommand {
    let moment = at.map { ClockText.read($0) }
    guard moment != .some(nil), at == nil || atS == nil else {
      throw UsageError("--at is no moment of the exercise clock", hint: "--at 3:07, once")
    }
    return .note(
      text: text.joined(separator: " "), atNs: (moment ?? nil) ?? atS.map { .seconds($0) })
  }
}
