package import Vocabulary

/// The steps of an exercise as they were executed: what its twin plays again.
///
/// Shape: pure; the plan and the timeline of the exercise go in, the twin's plan comes out. A step
///        that took effect starts at the moment of the exercise clock at which it was commanded,
///        whether it was due, held, waited for or triggered; one that did not is left out.
/// Limits: people heal nothing in a twin. A fault lives as its plan says; a heal step comes as long
///         after the effect as it came, and where the end overtook it, as it was planned.
package enum ExecutedSteps {
  /// The plan that nobody responds to.
  package static func plan(of plan: Plan, in timeline: [TimelineEvent]) -> Plan {
    let told = Told(timeline)
    var twin = plan
    twin.steps = plan.steps.compactMap { step in
      switch step.verb {
      case .inject, .operate: told.executed(step)
      case .cue: told.sent(step)
      case .heal: told.healing(step, plan)
      // Nothing but a heal step may still follow a wait.
      case .wait: step
      }
    }
    return twin
  }

  /// Whether there is anything to play.
  package static func hasAny(_ plan: Plan) -> Bool {
    plan.steps.contains { $0.verb == .inject || $0.verb == .operate }
  }

  /// What the timeline tells of steps.
  private struct Told {
    private let clock: ExerciseClock
    private var commanded: [StepName: Nanoseconds] = [:]
    private var effective: [StepName: Nanoseconds] = [:]
    private var cued: [StepName: Nanoseconds] = [:]
    /// Healings that the plan brought about, and not the end of the exercise.
    private var healed: [StepName: Nanoseconds] = [:]
    private var skipped: Set<StepName> = []

    init(_ timeline: [TimelineEvent]) {
      clock = ExerciseClock(timeline)
      let ends: Set<TimelineEvent.Kind> = [
        .abortCalled, .finishCalled, .limitReached, .incidentBegan, .exerciseEnded,
      ]
      var isOver = false
      for event in timeline {
        isOver = isOver || ends.contains(event.kind)
        guard let step = event.step else { continue }
        switch event.kind {
        case .stepCommanded: commanded[step] = commanded[step] ?? event.timeNs
        case .stepEffective: effective[step] = effective[step] ?? event.timeNs
        case .cueSent: cued[step] = cued[step] ?? event.timeNs
        case .stepSkipped: skipped.insert(step)
        case .healCommanded: if !isOver { healed[step] = healed[step] ?? event.timeNs }
        default: break
        }
      }
    }

    func executed(_ step: PlannedStep) -> PlannedStep? {
      guard effective[step.name] != nil, let at = commanded[step.name] else { return nil }
      return starting(step, .at(clock.time(at)))
    }

    func sent(_ step: PlannedStep) -> PlannedStep? {
      cued[step.name].map { starting(step, .at(clock.time($0))) }
    }

    func healing(_ step: PlannedStep, _ plan: Plan) -> PlannedStep? {
      let target = StepName(rawValue: step.kind)
      guard !skipped.contains(step.name), let since = effective[target],
        let fault = plan.steps.first(where: { $0.name == target }), executed(fault) != nil
      else { return nil }
      guard let at = healed[target] else { return step }
      let plus = max(.zero, clock.time(at) - clock.time(since))
      return starting(step, .after(target, plus: plus))
    }

    private func starting(_ step: PlannedStep, _ start: StepStart) -> PlannedStep {
      var step = step
      step.start = start
      return step
    }
  }
}
