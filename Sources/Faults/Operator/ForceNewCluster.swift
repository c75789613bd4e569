import Databases
package import Vocabulary

/// Makes one member a cluster of its own with what it has: the classic forced quorum.
///
/// Effect: the member accepts writes alone, whatever the others do; what was acknowledged without
///         it is not in it. etcd's member drops all others from its membership. Galera's goes on
///         as a second primary component where the others have their majority, and neither
///         component minds the other once they meet again.
/// Cure:   none exists; the range is discarded afterwards.
/// Source: etcd operations guide, "Disaster recovery", `--force-new-cluster`; Galera Cluster
///         documentation, "Resetting the Quorum", `pc.bootstrap`.
package struct ForceNewCluster: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `operator.force-new-cluster`.
  package var signature: StepSignature {
    StepSignature(
      kind: "operator.force-new-cluster", verb: .operate, targets: .hosts, parameters: [],
      needs: [.namespaces],
      summary: "makes a member a cluster of its own: etcd's --force-new-cluster, Galera's "
        + "pc.bootstrap",
      proof: "etcd's process was started with --force-new-cluster, or Galera's member is in a "
        + "primary component without others; its client port answers")
  }

  /// The database's own words for it; irreversible, so there is no undo.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    OperatorStep(step, on: cluster).compiled(.force)
  }
}
