import Faults
import Vocabulary

extension ExerciseConductor {
  /// Hosts that operators took out of the membership: they do not run and nobody should start them.
  var removed: Set<HostName> {
    let changes = plan.steps.compactMap { step -> (at: Nanoseconds, step: PlannedStep)? in
      facts.effective[step.name].map { ($0, step) }
    }.sorted { $0.at < $1.at }
    return changes.reduce(into: []) { removed, change in
      switch change.step.kind {
      case "maintenance.remove-member" where compiled[change.step.name]?.isIrreversible == true:
        removed.formUnion(change.step.hosts)
      case "maintenance.add-member": removed.subtract(change.step.hosts)
      default: break
      }
    }
  }
}
