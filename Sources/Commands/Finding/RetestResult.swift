import Findings
import Foundation

/// What a re-test of one finding showed.
struct RetestResult: Encodable {
  var finding: String
  var status: Finding.Status
  /// In how many of these trials the gap showed itself.
  var shown: Int
  /// Trials that count.
  var trials: Int
  /// Exercises that may not be believed.
  var invalid: Int
  var runs: [String]
  /// What all trials since the claim show.
  var demonstration: String
  /// Of these trials.
  var exitCode: Int32
  var seconds: Double

  init(_ finding: Finding, runs: [String], seconds: Double, on today: String) {
    let own = finding.trials.filter { runs.contains($0.fact.run) }
    self.finding = finding.id.rawValue
    status = finding.status(on: today)
    shown = own.count { $0.counts && $0.fact.isShown }
    trials = own.count(where: \.counts)
    invalid = own.count { !$0.fact.isValid }
    self.runs = runs
    demonstration = finding.demonstration.text
    self.seconds = (seconds * 10).rounded() / 10
    if shown > 0 {
      exitCode = 1
    } else if status == .verified {
      exitCode = 0
    } else {
      exitCode = invalid > 0 ? 3 : 2
    }
  }

  var line: String {
    let rest = invalid > 0 ? ", \(invalid) invalid" : ""
    return "\(finding)  \(status.rawValue)  shown in \(shown) of \(trials) trials\(rest); "
      + demonstration
  }
}
