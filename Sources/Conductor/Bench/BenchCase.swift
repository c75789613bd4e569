import Faults
package import MissionLanguage
package import Vocabulary

/// One kind, or a variant of it, as a bench does it: written as a mission would write it.
package struct BenchCase: Sendable, Equatable {
  /// The kind and its variant, as the report names it.
  package var name: String
  /// Such as `net.cut`.
  package var kind: String
  /// Where it acts.
  package var reach: Reach
  /// Its parameters, as text.
  package var parameters: [String: String]
  /// Whether a member restarts by it, which takes long.
  package var restarts: Bool

  /// Where a fault acts.
  package enum Reach: Sendable, Equatable {
    /// Between the smaller and the larger half of the hosts.
    case halves
    /// The last host.
    case one
    /// Every host.
    case all
  }

  /// A case for the table.
  package init(
    _ name: String, kind: String? = nil, _ reach: Reach, _ parameters: [String: String] = [:],
    restarts: Bool = false
  ) {
    self.name = name
    self.kind = kind ?? name
    self.reach = reach
    self.parameters = parameters
    self.restarts = restarts
  }

  /// Whether each link is measured by itself to prove it, so that many hosts take minutes.
  ///
  /// On many hosts these act from the first host to all others, which is as many receivers.
  func isFromOne(hosts: Int) -> Bool {
    reach == .halves && kind != "net.cut" && hosts > Self.manyHosts
  }

  /// The name and, where it differs from the usual, where it acts.
  func title(hosts: Int) -> String { name + (isFromOne(hosts: hosts) ? " from one host" : "") }

  /// How often it is done where others are done so many times.
  func repeats(_ wanted: Int, hosts: Int) -> Int {
    restarts || isFromOne(hosts: hosts) ? min(wanted, 5) : wanted
  }

  private static let manyHosts = 9

  /// What the median to the effect may be at most; nil where nothing is demanded.
  package func applyBarMs(hosts: Int) -> Double? {
    switch kind {
    case "net.cut": hosts <= 5 ? 5 : 50
    case "net.delay" where hosts <= 5: 20
    case "clock.step" where reach == .one: 20
    case _ where kind.hasPrefix("disk.") && reach == .one: 25
    default: nil
    }
  }

  /// The step on these hosts, read by the mission language; errors are those of a mission.
  package func step(
    _ name: StepName, on hosts: [HostName], capabilities: Set<Capability>, catalogue: Catalogue
  ) -> Result<PlannedStep, MissionErrors> {
    var entries = targets(hosts).map { (key: $0.0, value: $0.1) }
    if isFromOne(hosts: hosts.count) { entries.append((key: "one-way", value: "true")) }
    entries += parameters.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) }
    if catalogue.signatures[kind]?.verb != .operate { entries.append((key: "for", value: "60s")) }
    return StepParser.plan(
      kind: kind, entries: entries, name: name,
      topology: Topology(hosts: hosts, capabilities: capabilities), catalogue: catalogue)
  }

  private func targets(_ hosts: [HostName]) -> [(String, String)] {
    func list(_ hosts: some Sequence<HostName>) -> String {
      hosts.map(\.rawValue).joined(separator: ", ")
    }
    switch reach {
    case .one: return [("on", list(hosts.suffix(1)))]
    case .all: return [("on", list(hosts))]
    case .halves where isFromOne(hosts: hosts.count):
      return [("from", list(hosts.prefix(1))), ("to", list(hosts.dropFirst()))]
    case .halves:
      return [
        ("from", list(hosts.prefix(hosts.count / 2))),
        ("to", list(hosts.dropFirst(hosts.count / 2))),
      ]
    }
  }
}
