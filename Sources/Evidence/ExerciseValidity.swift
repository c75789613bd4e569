import Histories
import Vocabulary

/// Whether an exercise may be believed: every fault proved, every fault proved healed, to the end.
///
/// Source: product.md, "proof of effect and proof of healing"; exit code 3.
package enum ExerciseValidity {
  /// Why it may not, one sentence each; empty where it may.
  package static func defects(of record: RunRecord) -> [String] {
    var reasons: [String] = []
    if let defect = record.timelineDefect { reasons.append("the timeline is not whole: \(defect)") }
    if let defect = record.people.defect {
      reasons.append("the exercise's log is not whole: \(defect)")
    }
    for step in record.plan.steps where step.verb == .inject || step.verb == .operate {
      reasons += defects(of: step, in: record.timeline)
    }
    for event in record.timeline {
      let step = event.step?.rawValue ?? "a fault"
      switch event.kind {
      case .leaseExpired:
        reasons.append("the lease of \(step) ran out: the agent healed it, not the conductor")
      case .residueSeen:
        let lines = event.fields["lines"]?.elements?.compactMap(\.text) ?? []
        reasons.append(
          "residue on \(event.host?.rawValue ?? "a host"): \(lines.joined(separator: "; "))")
      case .helperEnded:
        reasons.append("the \(event.fields["name"]?.text ?? "load") ended by itself")
      default: break
      }
    }
    if record.history?.endedCleanly == false {
      reasons.append("the history has no end: the load did not finish its final reads")
    }
    if let ended = record.timeline.first(where: { $0.kind == .exerciseEnded }) {
      if ended.fields["whole"]?.flag != true {
        reasons.append("it was stopped: \(ended.fields["reason"]?.text ?? "no reason recorded")")
      }
    } else {
      reasons.append("its end is not recorded: the controller died")
    }
    return reasons
  }

  private static func defects(of step: PlannedStep, in timeline: [TimelineEvent]) -> [String] {
    let events = timeline.filter { $0.step == step.name }
    func has(_ kind: TimelineEvent.Kind) -> Bool { events.contains { $0.kind == kind } }
    guard has(.stepCommanded) else { return [] }
    if !has(.stepEffective) {
      let why = events.first { $0.kind == .stepUnproved }?.fields["reason"]?.text
      return ["\(step.name) was not proved to take effect\(why.map { ": \($0)" } ?? "")"]
    }
    if step.verb == .inject && !has(.healProved) {
      let why = events.first { $0.kind == .healUnproved }?.fields["reason"]?.text
      return ["\(step.name) was not proved healed\(why.map { ": \($0)" } ?? "")"]
    }
    if has(.healUnproved) { return ["the end of \(step.name) was not proved"] }
    return []
  }
}
