import Ranges
package import Vocabulary

/// What people do to an exercise that runs; whoever calls writes the events of it.
extension ExerciseConductor {
  /// Stops the exercise clock: nothing starts, nothing ends by plan; held faults stay held.
  package func pause(at moment: Nanoseconds) {
    tellClock(.exercisePaused, at: moment)
    schedule.isPaused = true
  }

  /// Lets the clock go on where it stood.
  package func resume(at moment: Nanoseconds) {
    tellClock(.exerciseResumed, at: moment)
    schedule.isPaused = false
  }

  private func tellClock(_ kind: TimelineEvent.Kind, at moment: Nanoseconds) {
    exerciseClock.handle(
      TimelineEvent(sequence: 0, timeNs: moment, lane: .white, kind: kind))
  }

  /// Ends the exercise and undoes everything at once; nothing is injected after it.
  ///
  /// Effect: the undo of what is held begins before this returns to the caller's next line; what
  ///         is being injected at this moment is undone as soon as the agent says that it is in.
  package func abort(reason: String) {
    guard stop == nil else { return }
    isAborted = true
    end(reason, isWhole: true)
    running.append(Task { await healEverything() })
  }

  /// Ends the exercise before its window is over; everything is healed.
  package func finish(reason: String) { end(reason, isWhole: true) }

  /// Holds a step back, or lets it go; false where it has started.
  package func hold(_ step: StepName, _ isHeld: Bool) -> Bool { schedule.hold(step, isHeld) }

  /// Leaves a step out, which is an event; false where it has started.
  package func skip(_ step: StepName, reason: String) -> Bool {
    guard let actions = schedule.skip(step, reason: reason) else { return false }
    carryOut(actions)
    return true
  }

  /// Starts a step now, whatever it waits for; false where it has started, or nothing may start.
  package func trigger(_ step: StepName) -> Bool {
    schedule.isBlocked = !mayStart()
    guard stop == nil, let actions = schedule.trigger(step, at: exerciseNow) else { return false }
    carryOut(actions)
    return true
  }

  /// A cue was handed to blue, which steps may wait for.
  package func noteCue(at moment: Nanoseconds) {
    facts.cuedAt = max(facts.cuedAt ?? moment, moment)
  }

  /// Blue decided something, which steps may wait for.
  package func noteDecision(at moment: Nanoseconds) {
    facts.decidedAt = min(facts.decidedAt ?? moment, moment)
  }

  /// What people see beside the events: how the cluster fares, and what each step waits for.
  package var gauges: ConductorGauges {
    ConductorGauges(
      nowNs: now, exerciseNs: exerciseNow, writeSuccess: load.writeSuccess,
      writesPerSecond: load.writesPerSecond, lost: load.lost, redundancy: facts.redundancy,
      leader: facts.leader, silent: facts.silent, heldFaults: held,
      remaining: plan.steps.reduce(into: [:]) {
        $0[$1.name] = schedule.remaining($1.name, at: exerciseNow)
      }, heldBack: Set(plan.steps.map(\.name).filter(schedule.isHeld)))
  }

  /// Notes a typed command that went to hosts of another cluster; others are no news.
  package func noteTyped(_ command: String, on hosts: [HostName]) {
    let step = PlannedStep(
      name: StepName(rawValue: "typed"), verb: .operate, kind: command, start: .at(.zero),
      lifeNs: nil, hosts: hosts, links: [], parameters: [:], cure: nil)
    noteWrongTarget(step, isStopped: false)
  }

  /// Carries out an operator's action that a person asked for at a host.
  ///
  /// Returns the exit code and what a proof saw; the action itself is the caller's event.
  package func operate(
    _ kind: String, on hosts: [HostName], parameters: [String: ParameterValue] = [:]
  ) async -> (exit: Int32, detail: String) {
    blueActions += 1
    let step = PlannedStep(
      name: StepName(rawValue: "blue-\(blueActions)"), verb: .operate, kind: kind,
      start: .at(.zero), lifeNs: nil, hosts: hosts, links: [], parameters: parameters, cure: nil)
    let refusal = noteWrongTarget(step, isStopped: plan.blue.guardrail == true)
    if plan.blue.guardrail == true, let refusal { return (77, refusal) }
    do {
      let done = try await operate(step)
      lastChange = now
      if done.0 == 0 { await endMaintenance(restartedBy: kind, on: hosts) }
      return (done.0, done.1)
    } catch {
      return (70, error.message)
    }
  }
}

/// What a conductor knows at one moment, for the people who watch.
package struct ConductorGauges: Sendable, Equatable {
  /// The offset on the monotonic clock.
  package var nowNs: Nanoseconds
  /// The exercise clock.
  package var exerciseNs: Nanoseconds
  /// Share of writes acknowledged over the last second.
  package var writeSuccess: Double?
  /// Acknowledged writes over the last second.
  package var writesPerSecond: Int
  /// Acknowledged writes that a later read showed to be lost.
  package var lost: Int
  /// Members that may still fail.
  package var redundancy: Int?
  /// As probes see it.
  package var leader: HostName?
  /// Members that do not answer.
  package var silent: [HostName]
  /// Faults that are in.
  package var heldFaults: [StepName]
  /// Until each step starts, where that is known.
  package var remaining: [StepName: Nanoseconds]
  /// Steps that somebody holds back.
  package var heldBack: Set<StepName>
}
