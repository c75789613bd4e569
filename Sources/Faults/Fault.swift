package import Databases
package import Vocabulary

/// A kind of fault or operator's action: how a mission writes it, and what it compiles to.
///
/// Shape:  a stateless value; `compile` is pure, so a dry run shows exactly what a run does.
/// Effect: none by itself; an agent journals the undo, then does the actions, then runs the probes.
/// Cure:   every action that changes a host has its undo in the same compiled fault.
package protocol Fault: Sendable {
  /// The kind's keys, units and bounds, as missions write them.
  var signature: StepSignature { get }

  /// The host actions, their undo and the probes for one step on one cluster.
  func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault
}

/// What a fault may know of the cluster it is compiled for.
///
/// Shape: a dry run knows addresses only; what else it shows is a word in angle brackets.
package struct ClusterFacts: Sendable, Equatable {
  /// The database's kind, by which operators' actions find its commands.
  package var kind: String
  /// Where the members are, with their data directories and settings.
  package var layout: ClusterLayout
  /// The database's own identifier of each member, as probes last saw it.
  package var identifiers: [HostName: String]
  /// The folder in which backups lie, seen from every host.
  package var backups: String
  /// Members that serve as probes last saw them, the leader first; empty where nobody has looked.
  package var serving: [HostName] = []

  /// Where the second cluster that looks like this one is; nil where none stands.
  package var lookAlike: ClusterLayout?

  /// Where blue's tools are; nil where the range has none, words in a dry run.
  package var monitoring: MonitoringLayout?

  /// Each member's address on the range.
  package var addresses: [HostName: String] { layout.addresses }

  /// Facts of a cluster that is up.
  package init(
    kind: String, layout: ClusterLayout, identifiers: [HostName: String], backups: String
  ) {
    self.kind = kind
    self.layout = layout
    self.identifiers = identifiers
    self.backups = backups
  }

  /// Facts for a dry run, and for faults that need no more.
  package init(addresses: [HostName: String], kind: String = "etcd") {
    let hosts = addresses.keys
    self.init(
      kind: kind,
      layout: ClusterLayout(
        addresses: addresses,
        dataDirectories: Dictionary(
          uniqueKeysWithValues: hosts.map { ($0, "<data directory of \($0)>") }),
        settings: [:], token: "<token>"),
      identifiers: Dictionary(uniqueKeysWithValues: hosts.map { ($0, "<id of \($0)>") }),
      backups: "<backups>")
    monitoring = .unknown(kind: kind)
  }
}

/// A fault as an agent carries it out: data only.
package struct CompiledFault: Sendable, Equatable, Codable {
  /// What is done, in order.
  package var actions: [HostAction]
  /// What undoes it, in order; idempotent, names only objects of this fault.
  ///
  /// Empty where nothing can, or where nothing needs to.
  package var undo: [HostAction]
  /// All must be seen before the fault counts as effective.
  package var effect: [HostProbe]
  /// All must be seen before the fault counts as healed.
  package var healed: [HostProbe]
  /// How long the effect may take to be seen before the fault counts as unproved.
  package var proofLimitNs: Nanoseconds
  /// Whether nothing can bring back the state before; the range is discarded afterwards.
  package var isIrreversible: Bool

  /// A compiled fault.
  package init(
    actions: [HostAction], undo: [HostAction], effect: [HostProbe], healed: [HostProbe],
    proofLimitNs: Nanoseconds = .seconds(3), isIrreversible: Bool = false
  ) {
    self.actions = actions
    self.undo = undo
    self.effect = effect
    self.healed = healed
    self.proofLimitNs = proofLimitNs
    self.isIrreversible = isIrreversible
  }
}
