import ArgumentParser
import Evidence
import Vocabulary

/// The checkers' verdicts anew from the recorded history.
struct EvidenceCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "The checkers' verdicts anew; exit 0, 1 or 2.")

  @Argument(help: "The run folder.") var folder: String
  @Flag(help: "The verdicts as JSON on standard output.") var json = false

  func run() throws {
    let (run, _) = try Derivation.assess(RunFolder(named: folder))
    if json {
      print(try CanonicalJSON.line(run.verdicts))
    } else {
      for verdict in run.verdicts {
        print("\(Terminal.padded(verdict.checker, 14)) \(verdict.result): \(verdict.summary)")
        for anomaly in verdict.anomalies.prefix(10) {
          print("  \(anomaly.name)\(anomaly.key.map { " on \($0)" } ?? ""): \(anomaly.summary)")
        }
      }
    }
    switch run.claimed {
    case .valid: return
    case .invalid: throw ExitCode(1)
    case .unknown: throw ExitCode(2)
    }
  }
}
