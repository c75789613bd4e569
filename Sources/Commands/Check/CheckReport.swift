import Consistency
import Debrief
import Vocabulary

/// A checked history for people and for `--json`.
struct CheckReport: Encodable {
  var file: String
  var operations: Int
  /// Nil where neither the operations nor the caller told.
  var model: String?
  /// Why it was taken to be about that.
  var modelBecause: String
  var result: Validity
  /// The processor time from opening the file to the verdict.
  var cpuMs: Double
  var verdicts: [Verdict]

  init(file: String, _ check: HistoryCheck, cpu: Nanoseconds) {
    self.file = file
    operations = check.operations
    model = check.model?.rawValue
    modelBecause = check.reason
    result = check.result
    cpuMs = cpu.inMilliseconds
    verdicts = check.verdicts
  }

  /// The verdicts, each with its first anomalies and their operations.
  var text: String {
    let about = model.map { "model \($0): \(modelBecause)" } ?? modelBecause
    var lines = ["\(result.rawValue): \(operations) operations; \(about)"]
    for verdict in verdicts {
      lines.append(
        "\(Terminal.padded(verdict.checker, 14)) \(verdict.result.rawValue): \(verdict.summary)")
      for anomaly in verdict.anomalies { lines += Self.lines(anomaly) }
    }
    return lines.joined(separator: "\n")
  }

  static func lines(_ anomaly: Anomaly) -> [String] {
    let key = anomaly.key.map { " on \($0)" } ?? ""
    let clock = WitnessClock(anomaly.witness)
    return ["  \(anomaly.name)\(key): \(anomaly.summary)"]
      + anomaly.witness.map { operation in
        let end = operation.completedNs.map { "\(clock.text($0)) \(clock.unit)" } ?? "never"
        let mark = operation.isImpossible ? "✘" : " "
        return "  \(mark) \(clock.text(operation.invokedNs)) … \(end)  "
          + "process \(operation.process)  \(operation.label)"
          + (operation.outcome == .ok ? "" : "  (\(operation.outcome.rawValue))")
      }
  }
}
