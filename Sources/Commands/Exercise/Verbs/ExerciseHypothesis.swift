import ArgumentParser
import Exercises
import Vocabulary

/// What blue believes.
struct ExerciseHypothesis: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "hypothesis", abstract: "Blue: post what you believe, with how much.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The mechanism; status --json lists them.") var mechanism: String
  @Option(help: "Hosts with commas.") var location = ""
  @Option(help: "0.7 or 70%.") var confidence: String
  @Option(help: "Alerts or actions that it rests on; repeat it.") var evidence: [String] = []
  @Option(help: "In your words.") var text = ""

  func command() throws -> ExerciseCommand {
    try ExerciseCommand(
      fields: [
        "do": "hypothesis", "mechanism": .string(mechanism), "location": .string(location),
        "confidence": .string(confidence), "text": .string(text),
        "evidence": .array(evidence.map { .string($0) }),
      ])
  }
}
