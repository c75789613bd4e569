import Conductor
import Vocabulary

/// What came of a trial, as a person reads it.
enum TrialText {
  static func text(_ outcome: FaultTrialOutcome) -> String {
    let hosts = outcome.hosts.map(\.rawValue).joined(separator: ", ")
    var lines = ["\(outcome.kind) on \(hosts): \(verdict(outcome))"]
    lines.append("  apply       " + span(outcome.applyNs) + skew(outcome))
    lines.append("  proved      " + span(outcome.proofNs) + (outcome.effect ?? "NOT PROVED"))
    if outcome.isIrreversible {
      lines.append("  heal        nothing can undo it")
    } else {
      lines.append("  heal        " + span(outcome.healNs))
      lines.append(
        "  heal proved " + span(outcome.healProofNs) + (outcome.healing ?? "NOT PROVED"))
    }
    if outcome.stoppedNs != nil {
      lines.append("  stopped     " + span(outcome.stoppedNs) + "each process at most")
    }
    lines += outcome.complaints.map { "  NOT PROVED  \($0)" }
    if outcome.residue.isEmpty, outcome.exitCode == 0, !outcome.isIrreversible {
      lines.append("  left        nothing: every host is as it was")
    }
    lines += outcome.residue.map { "  LEFT        \($0)" }
    return lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }.joined(separator: "\n")
  }

  private static func verdict(_ outcome: FaultTrialOutcome) -> String {
    if outcome.exitCode == 1 { return "proved and healed, but something is left" }
    if outcome.exitCode == 3 { return "NOT PROVED" }
    return outcome.isIrreversible ? "proved; nothing can undo it" : "proved, and proved healed"
  }

  private static func span(_ span: Nanoseconds?) -> String {
    Terminal.padded(FaultTrial.milliseconds(span), 10)
  }

  private static func skew(_ outcome: FaultTrialOutcome) -> String {
    guard outcome.hosts.count > 1, let skew = outcome.skewNs else { return "" }
    return "from the first host to the last \(FaultTrial.milliseconds(skew))"
  }
}
