import Databases
import Faults
import Ranges
package import Vocabulary

/// Injects and heals a fault again and again on an idle cluster, and times each part.
package struct FaultBench: Sendable {
  /// The kind and its variant, as the report names it.
  package var name: String
  /// What the median to the effect may be at most.
  package var applyBarMs: Double?
  /// How often it is done.
  package var repeats: Int
  let kind: String
  let hosts: [HostName]
  let links: [Link]
  let parameters: [String: ParameterValue]

  /// How long the fsyncs of a slow disk take: a probe cannot mistake it for a busy machine.
  static let slowness = Nanoseconds.milliseconds(500)

  private init(
    _ name: String, kind: String, repeats: Int, bar: Double? = nil, hosts: [HostName],
    links: [Link] = [], parameters: [String: ParameterValue] = [:]
  ) {
    self.name = name
    self.kind = kind
    self.repeats = repeats
    self.hosts = hosts
    self.links = links
    self.parameters = parameters
    applyBarMs = bar
  }

  /// The cuts between the smaller and the larger half of a cluster, which act on every host of it.
  package static func cuts(_ members: [HostName], repeats: Int) -> [FaultBench] {
    let minority = members.prefix(members.count / 2)
    let majority = members.dropFirst(members.count / 2)
    let away = minority.flatMap { from in majority.map { Link(from: from, to: $0) } }
    let back = away.map { Link(from: $0.to, to: $0.from) }
    let bar = members.count == 5 ? 10.0 : nil
    return [
      FaultBench(
        "net.cut two-way", kind: "net.cut", repeats: repeats, bar: bar, hosts: members,
        links: away + back),
      FaultBench(
        "net.cut one-way", kind: "net.cut", repeats: repeats, bar: bar, hosts: members,
        links: away, parameters: ["one-way": .flag(true)]),
      FaultBench(
        "net.cut payload-only", kind: "net.cut", repeats: repeats, bar: bar, hosts: members,
        links: away, parameters: ["one-way": .flag(true), "payload-only": .flag(true)]),
    ]
  }

  /// The faults that act on one member; those that restart it are slow, and so are done less often.
  package static func member(_ host: HostName, repeats: Int) -> [FaultBench] {
    let few = min(repeats, 5)
    return [
      FaultBench(
        "disk.slow", kind: "disk.slow", repeats: repeats, bar: 25, hosts: [host],
        parameters: ["fsync": .duration(slowness)]),
      FaultBench("proc.pause", kind: "proc.pause", repeats: repeats, hosts: [host]),
      FaultBench("proc.kill", kind: "proc.kill", repeats: few, hosts: [host]),
      FaultBench("maintenance.stop", kind: "maintenance.stop", repeats: few, hosts: [host]),
    ]
  }

  /// Does it all; throws where an effect or a healing cannot be proved.
  package func run(
    on cluster: Cluster, clock: @Sendable () -> Nanoseconds
  ) async throws -> FaultFigures {
    var spans: [Spans] = []
    for index in 0..<max(1, repeats) {
      spans.append(try await once(StepName(rawValue: "bench-\(index)"), cluster, clock))
      // Heartbeats and retransmissions of the last round must not be timed with the next.
      try await Task.sleep(for: .milliseconds(50))
    }
    return FaultFigures(
      name: name, hosts: cluster.layout.members.count,
      apply: LatencyFigures(of: spans.map(\.apply)), proof: LatencyFigures(of: spans.map(\.proof)),
      heal: LatencyFigures(of: spans.map(\.heal)),
      healProof: LatencyFigures(of: spans.map(\.healProof)), applyBarMs: applyBarMs)
  }

  private struct Spans: Sendable {
    var apply = Nanoseconds.zero
    var proof = Nanoseconds.zero
    var heal = Nanoseconds.zero
    var healProof = Nanoseconds.zero
  }

  private func once(
    _ name: StepName, _ cluster: Cluster, _ clock: @Sendable () -> Nanoseconds
  ) async throws -> Spans {
    let step = PlannedStep(
      name: name, verb: kind.hasPrefix("maintenance") ? .operate : .inject, kind: kind,
      start: .at(.zero), lifeNs: nil, hosts: hosts, links: links, parameters: parameters, cure: nil)
    let facts = ClusterFacts(addresses: cluster.layout.addresses)
    guard let fault = FaultCatalogue.compile(step, on: facts) else {
      throw RangeError("there is no injector for \(kind)", hint: "see FaultCatalogue")
    }
    var spans = Spans()
    let commanded = clock()
    spans.apply =
      try await done(
        .inject(
          fault: name.rawValue, actions: fault.actions, undo: fault.undo, leaseNs: .seconds(60)),
        cluster) - commanded
    spans.proof = try await seen(fault.effect, fault.proofLimitNs, cluster) - commanded
    let healing = clock()
    spans.heal = try await done(.heal(fault: name.rawValue), cluster) - healing
    spans.healProof =
      try await seen(fault.healed, fault.proofLimitNs + .seconds(5), cluster) - healing
    return spans
  }

  private func done(_ ask: AgentRequest.Ask, _ cluster: Cluster) async throws -> Nanoseconds {
    guard case .done(let at, _) = try await cluster.connection.ask(ask) else {
      throw RangeError("the agent did not say that it was done", hint: "see hosts/agent.log")
    }
    return at
  }

  private func seen(
    _ probes: [HostProbe], _ limit: Nanoseconds, _ cluster: Cluster
  ) async throws -> Nanoseconds {
    let answer = try await cluster.connection.ask(.prove(probes: probes, limitNs: limit))
    guard case .proved(let result) = answer, result.seen else {
      var text = ""
      if case .proved(let result) = answer { text = ": \(result.text)" }
      throw RangeError(
        "\(name) could not be proved\(text)", hint: "see hosts/agent.log of the bench")
    }
    return result.atNs
  }
}
