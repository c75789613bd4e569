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
package struct ClusterFacts: Sendable, Equatable {
  /// Each member's address on the range.
  package var addresses: [HostName: String]

  /// Facts for a compilation.
  package init(addresses: [HostName: String]) { self.addresses = addresses }
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
