import Faults
import Ranges
import Vocabulary

/// When nobody conducts for a while: a laptop that was closed, a process that was stopped.
extension ExerciseConductor {
  /// Stops the exercise clock from the last moment that was conducted on; white lets it go on.
  ///
  /// Effect: nothing that became due meanwhile begins before that.
  func standStill(since moment: Nanoseconds) {
    guard stop == nil, !schedule.isPaused else { return }
    let event = timeline.append(
      .white, .controllerLost, at: now, step: nil, host: nil,
      ["since_ns": .integer(moment.rawValue), "reason": "the console stood still"])
    exerciseClock.handle(event)
    schedule.isPaused = true
    progress("paused nobody conducted for \(ExerciseRun.seconds(now - moment)); white resumes")
  }

  /// The agent heard nothing for the length of a lease and healed the fault.
  ///
  /// Effect: a rehearsal is over by it, for nobody is there to judge; people go on after a pause.
  func noteLeaseEnd(of fault: String, healed: Bool, at moment: Nanoseconds) {
    let name = StepName(rawValue: fault)
    timeline.append(
      .white, .leaseExpired, at: moment, step: name, host: nil, ["healed": .bool(healed)])
    guard case .people = ending, healed, let step = plan.steps.first(where: { $0.name == name }),
      let fault = compiled[name]
    else {
      end("the lease of \(name) ran out", isWhole: false)
      return
    }
    standStill(since: min(lastTick, moment))
    held.removeAll { $0 == name }
    running.append(Task { await proveOver(step, fault) })
  }

  private func proveOver(_ step: PlannedStep, _ fault: CompiledFault) async {
    if await proveGone(step, fault) {
      tellSchedule(.healed(step.name))
    } else {
      healingUnproved(step, "its lease ran out, and the probe still sees it")
    }
  }

  /// Whether a probe sees that a fault which the agent healed by itself is gone.
  func proveGone(_ step: PlannedStep, _ fault: CompiledFault) async -> Bool {
    guard let proof = try? await prove(fault.healed, within: fault.proofLimitNs + .seconds(5)),
      proof.seen
    else { return false }
    timeline.append(
      .red, .healProved, at: proof.atNs - origin, step: step.name, host: nil,
      ["proof": .string(proof.text)])
    progress("healed \(step.name) by itself: \(proof.text)")
    return true
  }
}
