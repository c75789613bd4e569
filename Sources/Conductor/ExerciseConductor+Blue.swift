import Databases
import Faults
import Foundation
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
      case .act(let kind, let hosts, let words):
        blueActions += 1
        let name = StepName(rawValue: "blue-\(blueActions)")
        progress(
          "blue   does \(kind) on "
            + (hosts.isEmpty ? words : hosts.map(\.rawValue).joined(separator: ", "))
        )
        running.append(Task { await act(kind, on: hosts, words: words, name: name) })
      }
    }
  }

  private func act(_ kind: String, on hosts: [HostName], words: String, name: StepName) async {
    let start = now
    guard !hosts.isEmpty else {
      record(kind, hosts: [], start: start, exit: 64, detail: "no host is '\(words)' now")
      return
    }
    do {
      let (exit, detail) =
        kind == "operator.move-leader"
        ? try await moveLeader(awayFrom: hosts) : try await operate(kind, on: hosts, name: name)
      record(kind, hosts: hosts, start: start, exit: exit, detail: detail)
      if exit == 0 { await endMaintenance(restartedBy: kind, on: hosts) }
    } catch {
      record(kind, hosts: hosts, start: start, exit: 70, detail: error.message)
    }
  }

  private func record(
    _ kind: String, hosts: [HostName], start: Nanoseconds, exit: Int32, detail: String
  ) {
    timeline.append(
      .blue, .actionExecuted, at: now, step: nil, host: hosts.first,
      [
        "action": .string(kind), "hosts": .array(hosts.map { .string($0.rawValue) }),
        "exit": .integer(Int64(exit)), "mutating": true, "started_ns": .integer(start.rawValue),
        "duration_ns": .integer((now - start).rawValue), "detail": .string(detail),
      ])
    progress("blue   \(kind): \(exit == 0 ? "done" : "exit \(exit)"), \(detail)")
  }

  private func operate(
    _ kind: String, on hosts: [HostName], name: StepName
  ) async throws(RangeError) -> (Int32, String) {
    let step = PlannedStep(
      name: name, verb: .operate, kind: kind, start: .at(.zero), lifeNs: nil, hosts: hosts,
      links: [], parameters: [:], cure: nil)
    guard let fault = compile(step, clusterFacts) else {
      return (64, "there is no operator's action '\(kind)'")
    }
    try await cluster.connection.ask(.perform(actions: fault.actions))
    let proof = try await prove(fault.effect, within: fault.proofLimitNs)
    return (proof.seen ? 0 : 1, proof.text)
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
  private func endMaintenance(restartedBy kind: String, on hosts: [HostName]) async {
    guard ["maintenance.start", "operator.restart"].contains(kind) else { return }
    let over = plan.steps.filter {
      $0.verb == .operate && held.contains($0.name) && Set($0.hosts).isSubset(of: hosts)
    }
    for step in over { await heal(step) }
  }
}
