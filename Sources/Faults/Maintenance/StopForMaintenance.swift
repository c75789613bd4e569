package import Vocabulary

/// Takes a member out as an operator does for an upgrade: SIGTERM, and it stays out.
///
/// Effect: the member leaves cleanly; the cluster goes on with one member fewer.
/// Cure:   `maintenance.start`; where nobody does it, the end of the exercise does.
package struct StopForMaintenance: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `maintenance.stop`.
  package var signature: StepSignature {
    StepSignature(
      kind: "maintenance.stop", verb: .operate, targets: .hosts, parameters: [],
      needs: [.namespaces],
      summary: "stops a member cleanly, as the first half of a rolling upgrade",
      proof: "no process of the database is left in the host; ended, its port answers again")
  }

  /// A clean stop, and a start as its undo.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    CompiledFault(
      actions: step.hosts.map { .stopDatabase(host: $0) },
      undo: step.hosts.map { .startDatabase(host: $0, extraArguments: []) },
      effect: step.hosts.map { .database(host: $0, state: .gone) },
      healed: step.hosts.map { .database(host: $0, state: .serving) },
      proofLimitNs: .seconds(10))
  }
}
