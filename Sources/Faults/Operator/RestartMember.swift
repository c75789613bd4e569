package import Vocabulary

/// Restarts a member, the most familiar action of a team under pressure.
///
/// Effect: a clean stop and a start; the member is away for about as long as its start takes.
/// Cure:   none needed; the member runs afterwards.
package struct RestartMember: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `operator.restart`.
  package var signature: StepSignature {
    StepSignature(
      kind: "operator.restart", verb: .operate, targets: .hosts, parameters: [],
      needs: [.namespaces], summary: "stops a member cleanly and starts it again",
      proof: "it was stopped and started after that, and its client port answers")
  }

  /// A stop and a start on each host, without an undo.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    CompiledFault(
      actions: step.hosts.flatMap {
        [
          HostAction.stopDatabase(host: $0), .startDatabase(host: $0, extraArguments: []),
        ]
      }, undo: [],
      effect: step.hosts.flatMap {
        [HostProbe.databaseRestarted(host: $0), .database(host: $0, state: .serving)]
      }, healed: [],
      proofLimitNs: .seconds(15))
  }
}
