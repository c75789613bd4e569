package import Faults
package import Ranges
package import Vocabulary

/// One fault by itself: injected, proved, held, healed and proved healed, each part timed.
///
/// Effect: asks the agent exactly what an exercise asks; the lease is renewed while it is held.
/// Cure:   whatever fails, and whoever interrupts, the fault is healed before this returns.
package struct FaultTrial: Sendable {
  /// The way to the agent.
  package var connection: any AgentLine
  /// What is injected.
  package var step: PlannedStep
  /// The same as actions, undo and probes.
  package var fault: CompiledFault
  /// How long it stays once it is proved.
  package var hold: Nanoseconds
  /// CLOCK_MONOTONIC.
  package var clock: @Sendable () -> Nanoseconds
  /// Whether a person wants it to end.
  package var isInterrupted: @Sendable () -> Bool = { false }
  /// Whether the hosts are compared with what they were before.
  package var comparesHosts = false
  /// Lines for people.
  package var progress: @Sendable (String) -> Void = { _ in }

  private static let lease = Nanoseconds.seconds(10)

  /// A trial of a step; nil where it is no fault.
  package init?(
    of step: PlannedStep, on facts: ClusterFacts, connection: any AgentLine,
    hold: Nanoseconds, clock: @escaping @Sendable () -> Nanoseconds
  ) {
    guard let fault = FaultCatalogue.compile(step, on: facts) else { return nil }
    self.connection = connection
    self.step = step
    self.fault = fault
    self.hold = hold
    self.clock = clock
  }

  /// Whether something would be typed that only an exercise knows, such as a member's identifier.
  package var needsExercise: Bool {
    fault.actions.contains { action in
      guard case .command(let command) = action else { return false }
      return command.arguments.contains { $0.contains("<") && $0.contains(">") }
    }
  }

  /// Does it all; what went wrong is in the outcome.
  package func run() async -> FaultTrialOutcome {
    var outcome = FaultTrialOutcome(kind: step.kind, hosts: step.hosts)
    outcome.isIrreversible = fault.isIrreversible
    let before = comparesHosts ? await snapshots(&outcome) : nil
    let isInjected = await inject(&outcome)
    if isInjected {
      if outcome.effect != nil { await held(&outcome) }
      if !fault.undo.isEmpty { await heal(&outcome) }
    }
    if let before, !fault.isIrreversible, !fault.undo.isEmpty {
      outcome.residue = await residue(since: before, &outcome)
    }
    return outcome
  }

  /// What differs on each host; what settles within a second is no residue.
  private func residue(
    since before: [HostSnapshot], _ outcome: inout FaultTrialOutcome
  ) async -> [String] {
    var lines: [String] = []
    for attempt in 0..<5 {
      if attempt > 0 { try? await Task.sleep(for: .milliseconds(250)) }
      do {
        lines = try await connection.residue(since: before).sorted { $0.key < $1.key }.flatMap {
          host, lines in lines.map { "\(host): \($0)" }
        }
      } catch {
        outcome.complaints.append("no snapshot of the hosts: \(error.message)")
        return []
      }
      if lines.isEmpty { break }
    }
    progress(
      lines.isEmpty ? "nothing is left on any host" : "LEFT    \(lines.joined(separator: "; "))")
    return lines
  }

  private func snapshots(_ outcome: inout FaultTrialOutcome) async -> [HostSnapshot]? {
    do {
      return try await connection.snapshots()
    } catch {
      outcome.complaints.append("no snapshot of the hosts: \(error.message)")
      return nil
    }
  }

  private func inject(_ outcome: inout FaultTrialOutcome) async -> Bool {
    let commanded = clock()
    do {
      let answer = try await connection.ask(
        .inject(
          fault: step.name.rawValue, actions: fault.actions, undo: fault.undo,
          leaseNs: Self.lease))
      guard case .done(let at, let hosts) = answer else { return true }
      outcome.applyNs = at - commanded
      outcome.skewNs = Self.skew(hosts)
    } catch {
      // The agent undoes what it had begun before it says that it could not go on.
      outcome.complaints.append("it could not be injected: \(error.message)")
      return false
    }
    progress("applied after \(Self.milliseconds(outcome.applyNs))")
    guard let proof = await prove(fault.effect, fault.proofLimitNs, &outcome) else { return true }
    outcome.proofNs = proof.atNs - commanded
    outcome.stoppedNs = proof.stoppedNs
    outcome.effect = proof.text
    progress("proved  after \(Self.milliseconds(outcome.proofNs)): \(proof.text)")
    return true
  }

  /// Holds the fault; an agent that cannot be told any more ends it at once.
  private func held(_ outcome: inout FaultTrialOutcome) async {
    progress("holds   for \(hold)")
    let end = clock() + hold
    var renewal = clock()
    while clock() < end, !isInterrupted() {
      try? await Task.sleep(for: .milliseconds(20))
      guard clock() > renewal + .seconds(1) else { continue }
      renewal = clock()
      do {
        try await connection.ask(.renew)
      } catch {
        outcome.complaints.append("its lease could not be renewed: \(error.message)")
        return
      }
    }
    if isInterrupted() { progress("stopped by a person: healing") }
  }

  private func heal(_ outcome: inout FaultTrialOutcome) async {
    let commanded = clock()
    do {
      guard case .done(let at, _) = try await connection.ask(.heal(fault: step.name.rawValue))
      else {
        outcome.complaints.append("the agent did not say that it was healed")
        return
      }
      outcome.healNs = at - commanded
    } catch {
      outcome.complaints.append("it could not be healed: \(error.message)")
      return
    }
    progress("healed  after \(Self.milliseconds(outcome.healNs))")
    let limit = fault.proofLimitNs + .seconds(5)
    guard let proof = await prove(fault.healed, limit, &outcome, isHealing: true) else { return }
    outcome.healProofNs = proof.atNs - commanded
    outcome.stoppedNs = [outcome.stoppedNs, proof.stoppedNs].compactMap { $0 }.max()
    outcome.healing = proof.text
    progress("proved  after \(Self.milliseconds(outcome.healProofNs)): \(proof.text)")
  }

  private func prove(
    _ probes: [HostProbe], _ limit: Nanoseconds, _ outcome: inout FaultTrialOutcome,
    isHealing: Bool = false
  ) async -> ProbeResult? {
    let what = isHealing ? "its healing" : "its effect"
    do {
      let answer = try await connection.ask(.prove(probes: probes, limitNs: limit))
      guard case .proved(let result) = answer else { return nil }
      if result.seen { return result }
      outcome.complaints.append("\(what) was not proved within \(limit): \(result.text)")
    } catch {
      outcome.complaints.append("\(what) was not proved: \(error.message)")
    }
    return nil
  }

  /// From the first host's effect to the last one's.
  private static func skew(_ hosts: [String: Nanoseconds]) -> Nanoseconds {
    guard let first = hosts.values.min(), let last = hosts.values.max() else { return .zero }
    return last - first
  }

  /// `3.1 ms`, or `-` for what did not happen.
  package static func milliseconds(_ span: Nanoseconds?) -> String {
    guard let span else { return "-" }
    let tenths = (span.inMilliseconds * 10).rounded() / 10
    return tenths >= 100 ? "\(Int(tenths.rounded())) ms" : "\(tenths) ms"
  }
}
