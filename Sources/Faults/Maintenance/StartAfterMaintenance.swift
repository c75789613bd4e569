package import Vocabulary

/// Puts a member back as an operator does after an upgrade.
///
/// Effect: the member starts with its own data and catches up.
/// Cure:   none needed; a running member is the normal state.
package struct StartAfterMaintenance: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `maintenance.start`.
  package var signature: StepSignature {
    StepSignature(
      kind: "maintenance.start", verb: .operate, targets: .hosts, parameters: [],
      needs: [.namespaces], summary: "starts a member that maintenance had stopped",
      proof: "its process runs and its client port answers")
  }

  /// A start, without an undo.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    CompiledFault(
      actions: step.hosts.map { .startDatabase(host: $0, extraArguments: []) }, undo: [],
      effect: step.hosts.map { .database(host: $0, state: .serving) }, healed: [],
      proofLimitNs: .seconds(15))
  }
}
