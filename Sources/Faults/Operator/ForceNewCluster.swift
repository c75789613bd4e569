import Databases
package import Vocabulary

/// Makes one member a cluster of its own with what it has: the classic forced quorum.
///
/// Effect: the member accepts writes alone, whatever the others do; what was acknowledged without
///         it is not in it. etcd's member drops all others from its membership. Galera's goes on
///         as a second primary component where the others have their majority, and neither
///         component minds the other once they meet again. Redis's Sentinel promotes its own Redis
///         without asking the others, who take its word once they meet again. PostgreSQL's replica
///         is promoted past Patroni, which takes that back unless it is paused.
/// Cure:   none exists; the range is discarded afterwards.
/// Source: etcd operations guide, "Disaster recovery", `--force-new-cluster`; Galera Cluster
///         documentation, "Resetting the Quorum", `pc.bootstrap`; redis.io, "High availability with
///         Redis Sentinel", `SENTINEL FAILOVER`; PostgreSQL 15, `pg_promote`.
package struct ForceNewCluster: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `operator.force-new-cluster`.
  package var signature: StepSignature {
    StepSignature(
      kind: "operator.force-new-cluster", verb: .operate, targets: .hosts, parameters: [],
      needs: [.namespaces],
      summary: "makes a member lead by itself: etcd's --force-new-cluster, Galera's pc.bootstrap, "
        + "SENTINEL FAILOVER on its own Sentinel, pg_promote past Patroni",
      proof: "etcd's process was started with --force-new-cluster, Galera's member is in a primary "
        + "component without others, Redis and its own Sentinel or PostgreSQL say that it leads")
  }

  /// The database's own words for it; irreversible, so there is no undo.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    OperatorStep(step, on: cluster).compiled(.force)
  }
}
