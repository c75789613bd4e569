package import Vocabulary

/// Makes one etcd member a cluster of its own with what it has: the classic forced quorum.
///
/// Effect: the member drops all others from its membership and accepts writes alone; whatever was
///         acknowledged without it is gone.
/// Cure:   none exists; the range is discarded afterwards.
/// Source: etcd operations guide, "Disaster recovery", `--force-new-cluster`.
package struct ForceNewCluster: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `operator.force-new-cluster`.
  package var signature: StepSignature {
    StepSignature(
      kind: "operator.force-new-cluster", verb: .operate, targets: .hosts, parameters: [],
      needs: [.namespaces, .etcd],
      summary: "restarts an etcd member with --force-new-cluster, making it a cluster of its own",
      proof: "its process was started with --force-new-cluster and its client port answers")
  }

  /// A stop and a forced start; irreversible, so there is no undo.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let argument = "--force-new-cluster"
    return CompiledFault(
      actions: step.hosts.flatMap {
        [
          HostAction.stopDatabase(host: $0),
          .startDatabase(host: $0, extraArguments: [argument]),
        ]
      }, undo: [],
      // A member that serves proves nothing, for it served before as well.
      effect: step.hosts.flatMap {
        [
          HostProbe.databaseArgument(host: $0, argument: argument),
          .database(host: $0, state: .serving),
        ]
      }, healed: [], proofLimitNs: .seconds(15), isIrreversible: true)
  }
}
