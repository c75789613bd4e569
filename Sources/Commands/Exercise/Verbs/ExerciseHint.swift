import ArgumentParser
import Exercises

/// Help for blue.
struct ExerciseHint: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "hint", abstract: "White: help blue; it costs the bit that it helped.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "What it helps: detection or diagnosis.") var subject: String
  @Argument(help: "What blue is told.") var text: [String]
  @Option(help: "Why; blue does not see it.") var reason: String

  func command() -> ExerciseCommand {
    .hint(subject: subject, text: text.joined(separator: " "), reason: reason)
  }
}
