package import Faults
import MissionLanguage
package import Ranges
package import Vocabulary

/// Injects and heals faults again and again on idle hosts, and times each part.
package struct FaultBench: Sendable {
  /// The way to the agent.
  package var connection: RangeConnection
  /// Where the hosts are.
  package var facts: ClusterFacts
  /// What this machine can do.
  package var capabilities: Set<Capability>
  /// CLOCK_MONOTONIC.
  package var clock: @Sendable () -> Nanoseconds

  /// A bench on a range.
  package init(
    connection: RangeConnection, facts: ClusterFacts, capabilities: Set<Capability>,
    clock: @escaping @Sendable () -> Nanoseconds
  ) {
    self.connection = connection
    self.facts = facts
    self.capabilities = capabilities
    self.clock = clock
  }

  /// What came of one case.
  package enum Outcome: Sendable {
    /// Every time it was proved and proved healed.
    case measured(FaultFigures)
    /// It cannot be done on this machine.
    case notHere(String)
    /// It was not proved, or not healed.
    case unproved(String)
  }

  private var hosts: [HostName] { facts.addresses.keys.sorted() }

  /// Does a case so many times.
  package func run(_ one: BenchCase, repeats: Int) async -> Outcome {
    var outcomes: [FaultTrialOutcome] = []
    for index in 0..<max(1, repeats) {
      let trial: FaultTrial
      let name = String(one.name.map { $0.isLetter || $0.isNumber ? $0 : "-" })
      switch self.trial(one, StepName(rawValue: "\(name)-\(index)")) {
      case .success(let made): trial = made
      case .failure(let errors):
        return .notHere(errors.diagnostics.map(\.message).joined(separator: "; "))
      }
      let outcome = await trial.run()
      if let complaint = outcome.complaints.first { return .unproved(complaint) }
      outcomes.append(outcome)
      // Heartbeats and retransmissions of the last round must not be timed with the next.
      try? await Task.sleep(for: .milliseconds(50))
    }
    func figures(_ span: (FaultTrialOutcome) -> Nanoseconds?) -> LatencyFigures {
      LatencyFigures(of: outcomes.compactMap(span))
    }
    let held = figures(\.stoppedNs)
    let stopped = held.count > 0 ? held : nil
    return .measured(
      FaultFigures(
        name: one.title(hosts: hosts.count), hosts: hosts.count, apply: figures(\.applyNs),
        skew: figures(\.skewNs),
        proof: figures(\.proofNs), heal: figures(\.healNs), healProof: figures(\.healProofNs),
        applyBarMs: one.applyBarMs(hosts: hosts.count), stopped: stopped))
  }

  /// Injects a fault of each area, proves them, then heals all as `cygnet heal` does; the healing.
  ///
  /// Errors: an area whose fault cannot be tried here, for then it would not be everything.
  package func healEverything(repeats: Int) async throws -> LatencyFigures {
    var seen: Set<String> = []
    let mixed = BenchCases.all().filter { one in
      !one.restarts && seen.insert(String(one.kind.prefix { $0 != "." })).inserted
    }
    var spans: [Nanoseconds] = []
    for index in 0..<max(1, repeats) {
      let trials = try mixed.enumerated().map { number, one in
        try trial(one, StepName(rawValue: "all-\(index)-\(number)")).get()
      }
      for trial in trials {
        try await connection.ask(
          .inject(
            fault: trial.step.name.rawValue, actions: trial.fault.actions,
            undo: trial.fault.undo, leaseNs: .seconds(60)))
      }
      for trial in trials {
        try await require(trial.fault.effect, "\(trial.step.kind) was not proved")
      }
      let commanded = clock()
      for trial in trials.reversed() {
        try await connection.ask(.heal(fault: trial.step.name.rawValue))
      }
      spans.append(clock() - commanded)
      for trial in trials {
        try await require(trial.fault.healed, "\(trial.step.kind) was not proved healed")
      }
    }
    return LatencyFigures(of: spans)
  }

  private func require(_ probes: [HostProbe], _ complaint: String) async throws {
    let answer = try await connection.ask(.prove(probes: probes, limitNs: .seconds(15)))
    guard case .proved(let result) = answer, result.seen else {
      throw RangeError(complaint, hint: "see hosts/agent.log of the bench")
    }
  }

  private func trial(
    _ one: BenchCase, _ name: StepName
  ) -> Result<FaultTrial, MissionErrors> {
    one.step(name, on: hosts, capabilities: capabilities, catalogue: BenchCases.catalogue).map {
      guard
        let trial = FaultTrial(
          of: $0, on: facts, connection: connection, hold: .zero, clock: clock)
      else { preconditionFailure("a kind of the catalogue compiles") }
      return trial
    }
  }
}
