package import Vocabulary

extension FaultRecord {
  /// Each fault and operation of the plan, from command to proved healing, as the timeline has it.
  package static func all(of plan: Plan, in timeline: [TimelineEvent]) -> [FaultRecord] {
    plan.steps.filter { $0.verb == .inject || $0.verb == .operate }.map { step in
      let events = timeline.filter { $0.step == step.name }
      func first(_ kind: TimelineEvent.Kind) -> TimelineEvent? { events.first { $0.kind == kind } }
      let proofs = [first(.stepEffective), first(.healProved)].compactMap {
        $0?.fields["proof"]?.text
      }
      return FaultRecord(
        id: step.name, kind: step.kind, targets: step.hosts,
        commandedNs: first(.stepCommanded)?.timeNs, effectiveNs: first(.stepEffective)?.timeNs,
        healedNs: first(.healProved)?.timeNs, healProved: first(.healProved) != nil,
        proof: proofs.isEmpty ? nil : proofs.joined(separator: " · healed: "))
    }
  }
}
