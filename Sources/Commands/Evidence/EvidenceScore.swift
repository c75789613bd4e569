import ArgumentParser
import Evidence
import Vocabulary

/// Verdict and score anew from the evidence.
struct EvidenceScore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Write verdict.json and score.json anew from the evidence; same bytes each time.")

  @Argument(help: "The run folder.") var folder: String
  @Flag(help: "The score as JSON on standard output.") var json = false

  func run() throws {
    let (run, twin) = try Derivation.assess(RunFolder(named: folder))
    try Derivation.writeScore(run, twin: twin)
    if json {
      print(try CanonicalJSON.document(run.score), terminator: "")
    } else {
      print(run.score.readinessReason)
      if let constants = run.score.constants { print("constants: \(constants.words)") }
      for input in run.score.inputs { print("\(Terminal.padded(input.name, 22)) \(input.value)") }
    }
  }
}
