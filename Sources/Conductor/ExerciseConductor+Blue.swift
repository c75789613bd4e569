import Databases
import Faults
import Foundation
import MissionLanguage
import Ranges
import Vocabulary

extension ExerciseConductor {
  /// Lets the runbook do what is due.
  func play(at now: Nanoseconds) {
    guard let moves = responder?.handle(at: now, facts: visibleFacts) else { return }
    for move in moves {
      switch move {
      case .hypothesis(let mechanism, let location, let confidence, let evidence):
        timeline.append(
          .blue, .hypothesisPosted, at: now, step: nil, host: nil,
          [
            "mechanism": .string(mechanism), "location": .string(location),
            "confidence": .number(confidence), "evidence": evidence.map { .string($0) } ?? .null,
          ])
        progress("blue   believes \(mechanism) on \(location), \(Int(confidence * 100)) %")
      case .decide(let response):
        facts.decidedAt = facts.decidedAt ?? now
        timeline.append(
          .blue, .decisionPosted, at: now, step: nil, host: nil, ["response": .string(response)])
        progress("blue   decides: \(response)")
      case .act(let kind, let hosts, let words, let parameters):
        blueActions += 1
        let step = PlannedStep(
          name: StepName(rawValue: "blue-\(blueActions)"), verb: .operate, kind: kind,
          start: .at(.zero), lifeNs: nil, hosts: hosts, links: [], parameters: parameters,
          cure: nil)
        progress(
          "blue   does \(kind) on "
            + (hosts.isEmpty ? words : hosts.map(\.rawValue).joined(separator: ", "))
        )
        running.append(Task { await act(step, words: words) })
      }
    }
  }

  private func act(_ step: PlannedStep, words: String) async {
    let start = now
    guard !step.hosts.isEmpty || words.isEmpty else {
      record(step, start: start, exit: 64, detail: "no host is '\(words)' now")
      return
    }
    let isGuarded = plan.blue.guardrail == true
    let refusal = noteWrongTarget(step, isStopped: isGuarded)
    if isGuarded, let refusal {
      record(step, start: start, exit: 77, detail: refusal)
      return
    }
    do {
      let (exit, detail) =
        step.kind == "operator.move-leader"
        ? try await moveLeader(awayFrom: step.hosts) : try await operate(step)
      record(step, start: start, exit: exit, detail: detail)
      if exit == 0 { await endMaintenance(restartedBy: step.kind, on: step.hosts) }
    } catch {
      await lookAtRestore(step, commanded: start, started: nil, failure: error.message)
      record(step, start: start, exit: 70, detail: error.message)
    }
  }

  private func record(_ step: PlannedStep, start: Nanoseconds, exit: Int32, detail: String) {
    lastChange = now
    timeline.append(
      .blue, .actionExecuted, at: now, step: nil, host: step.hosts.first,
      [
        "action": .string(step.kind),
        "hosts": .array(step.hosts.map { .string($0.rawValue) }),
        "parameters": .object(step.parameters.mapValues { .string(QuantityText.words($0)) }),
        "exit": .integer(Int64(exit)), "mutating": true, "started_ns": .integer(start.rawValue),
        "duration_ns": .integer((now - start).rawValue), "detail": .string(detail),
        "prompt": step.hosts.first.map { .string(prompt(on: $0)) } ?? .null,
        "expected": step.hosts.contains(where: facts.lookAlikes.contains)
          ? identities.own.map { .string("cluster \($0)") } ?? .null : .null,
      ])
    progress("blue   \(step.kind): \(exit == 0 ? "done" : "exit \(exit)"), \(detail)")
  }

  func operate(_ step: PlannedStep) async throws(RangeError) -> (Int32, String) {
    guard let fault = compile(step, clusterFacts) else {
      return (64, FaultCatalogue.refusal(of: step, on: clusterFacts))
    }
    // What cannot be undone must be known at the end, or the range would be expected whole.
    if fault.isIrreversible {
      compiled[step.name] = fault
      facts.effective[step.name] = now
    }
    if step.kind == "maintenance.stop" { stoppedByBlue.append(fault) }
    let commanded = now
    let answer = try await cluster.connection.ask(.perform(actions: fault.actions))
    let proof = try await prove(fault.effect, within: fault.proofLimitNs)
    if case .done(let applied, _) = answer {
      await lookAtRestore(
        step, commanded: commanded, started: applied - origin,
        failure: proof.seen ? nil : proof.text)
    }
    return (proof.seen ? 0 : 1, proof.text)
  }

  /// Starts what blue stopped and left so, which is a response and nobody's residue.
  ///
  /// Effect: nothing where blue started it again; where no process comes up there is residue.
  /// Limits: what people stop in a terminal, and what was stopped before a take-over, is not known.
  func startWhatBlueStopped() async {
    for fault in stoppedByBlue.reversed() {
      do {
        try await cluster.connection.ask(.perform(actions: fault.undo))
        let proof = try await prove(fault.healed, within: fault.proofLimitNs + .seconds(5))
        progress("what blue stopped: \(proof.text)")
      } catch { progress("what blue stopped could not be started: \(error.message)") }
    }
  }

  /// Moves the leader to the follower with the lowest name that is not among `hosts` and answers.
  private func moveLeader(awayFrom hosts: [HostName]) async throws(RangeError) -> (Int32, String) {
    guard let status = observer.last,
      let target = status.serving.first(where: { !hosts.contains($0) && $0 != status.leader }),
      let command = cluster.database.moveLeaderCommand(
        to: target, in: cluster.layout, status: status)
    else { return (1, "no member can take the lead") }
    guard
      case .ran(let exit, let output, let error, _, _) = try await cluster.connection.ask(
        .run(host: nil, arguments: command, limitNs: .seconds(5)))
    else { return (70, "the agent gave no answer") }
    return (exit, (exit == 0 ? output : error).trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// A member that blue started again is no longer in maintenance: the step is over from now on.
  ///
  /// A manager is the cluster's: whoever lets it go on ends its pause, wherever that was typed.
  func endMaintenance(restartedBy kind: String, on hosts: [HostName]) async {
    let pause = "operator.pause-manager"
    let isResumed = ["operator.resume-manager", "operator.rewind"].contains(kind)
    guard isResumed || ["maintenance.start", "operator.restart"].contains(kind) else { return }
    let over = plan.steps.filter {
      $0.verb == .operate && held.contains($0.name) && ($0.kind == pause) == isResumed
        && (isResumed || Set($0.hosts).isSubset(of: hosts))
    }
    for step in over { await heal(step) }
  }
}
