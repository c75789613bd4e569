import Databases
import Faults
import Ranges
import Vocabulary

extension ExerciseConductor {
  /// Takes over from a process that died: what began is over or goes on, and never begins again.
  ///
  /// Effect: a fault that the agent healed by itself is a `lease.expired` at the moment that its
  ///         journal names, and is proved healed now.
  func takeOver(
    _ events: [TimelineEvent], journal: [Journal.Line], identities: ClusterIdentities,
    paged: PagedAlerts
  ) async {
    know(identities)
    if case .alertmanager = alerts { alerts = .alertmanager(paged) }
    facts.alerts = alerts.active(since: origin)
    exerciseClock = ExerciseClock(events)
    var started: Set<StepName> = []
    var over: [StepName: Nanoseconds] = [:]
    for event in events {
      guard let step = event.step else { continue }
      switch event.kind {
      case .stepCommanded, .stepSkipped, .stepUnproved: started.insert(step)
      case .stepEffective: facts.effective[step] = event.timeNs
      case .healProved, .leaseExpired: over[step] = event.timeNs
      case .cueSent:
        started.insert(step)
        facts.effective[step] = event.timeNs
      default: break
      }
    }
    let inPlace = await heldFaults()
    for step in plan.steps where started.contains(step.name) && over[step.name] == nil {
      guard let fault = compile(step, clusterFacts) else { continue }
      compiled[step.name] = fault
      if inPlace.contains(step.name.rawValue) {
        held.append(step.name)
      } else if let healed = journal.last(where: {
        $0.fault == step.name.rawValue && $0.state == .healed
      }) {
        over[step.name] = max(.zero, healed.timeNs - origin)
        await noteHealed(step, fault, at: healed.timeNs - origin)
      }
    }
    schedule.takeOver(
      started: started, effective: facts.effective.mapValues(exerciseClock.time),
      over: over.mapValues(exerciseClock.time))
    schedule.isPaused = true
    facts.decidedAt = events.first { $0.kind == .decisionPosted }?.timeNs
    facts.cuedAt = events.last { $0.kind == .cueSent }?.timeNs
    lastChange = now
  }

  private func heldFaults() async -> Set<String> {
    guard case .status(let status) = try? await cluster.connection.ask(.status) else { return [] }
    return Set(status.heldFaults)
  }

  private func noteHealed(_ step: PlannedStep, _ fault: CompiledFault, at moment: Nanoseconds) async
  {
    timeline.append(
      .white, .leaseExpired, at: moment, step: step.name, host: nil, ["healed": true])
    _ = await proveGone(step, fault)
  }
}
