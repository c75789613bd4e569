import Exercises
import MissionLanguage
import Vocabulary

/// Every step with its three times, from the plan, the events and what the conductor waits for.
enum ShownSteps {
  static func all(
    of plan: Plan, in events: [TimelineEvent], _ gauges: ConductorGauges?
  ) -> [ShownStep] {
    plan.steps.map { step in
      let own = events.filter { $0.step == step.name }
      func time(_ kind: TimelineEvent.Kind) -> Nanoseconds? {
        own.last { $0.kind == kind }?.timeNs
      }
      var shown = ShownStep(
        name: step.name, kind: step.kind, targets: step.hosts,
        state: state(own, isHeld: gauges?.heldBack.contains(step.name) ?? false),
        due: PlanText.due(step.start), inNs: gauges?.remaining[step.name],
        commandedNs: time(.stepCommanded), acknowledgedNs: time(.stepAcknowledged),
        effectiveNs: time(.stepEffective), healedNs: time(.healProved) ?? time(.leaseExpired))
      // A cue is in effect as it is sent.
      if step.verb == .cue { shown.effectiveNs = time(.cueSent) }
      return shown
    }
  }

  /// What the last telling event of a step says of it.
  private static func state(_ own: [TimelineEvent], isHeld: Bool) -> String {
    let states: [TimelineEvent.Kind: String] = [
      .stepCommanded: "commanded", .stepAcknowledged: "commanded", .stepEffective: "effective",
      .cueSent: "effective", .stepUnproved: "unproved", .healUnproved: "unproved",
      .stepSkipped: "skipped", .healProved: "healed", .leaseExpired: "healed",
    ]
    return own.last { states[$0.kind] != nil }.flatMap { states[$0.kind] }
      ?? (isHeld ? "held" : "waiting")
  }
}
