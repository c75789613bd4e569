import Databases
package import Vocabulary

/// Puts a backup in the place of one member's data, the others keeping what they have.
///
/// Effect: what the database makes of it. etcd, all members restarted: the leader replays its whole
///         log onto the restored data, the member holds other revisions than the rest, and all
///         report themselves healthy; its vote may also make a member the leader that lacks the
///         last acknowledged writes. Without a restart the leader remembers what the member had,
///         and the member panics: then it cannot be proved. Redis: a replica copies everything
///         anew; a primary that is back before it is missed makes its replicas copy what the backup
///         holds, and all acknowledged since is lost. Patroni: the member never follows again, is
///         called running, and is preferred by the next election, which loses the same. Galera: the
///         member is given what it lacks; all restarted, it founds the group, and whoever joins it
///         dies.
/// Cure:   none; the range is discarded.
/// Limits: a leader of etcd whose log no longer reaches back sends its own data, which repairs it.
///         The leader of Patroni hands over before it stops, and is repaired.
/// Source: etcd operations guide, "Disaster recovery": all members restore the same snapshot; the
///         others' in the files of each database.
package struct OldSnapshot: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `operator.old-snapshot`.
  package var signature: StepSignature {
    StepSignature(
      kind: "operator.old-snapshot", verb: .operate, targets: .hosts,
      parameters: [
        ParameterSignature(
          "taken", .step(TakeBackup().signature.kind), isRequired: true,
          help: "the earlier backup.take step whose file it is"),
        ParameterSignature(
          "full-restart", .flag, help: "whether all members are restarted around the restore"),
      ],
      needs: [.namespaces],
      summary: "puts an old backup in the place of one member's data, and starts it as it was",
      proof: "the restore succeeds, its data directory is new, it was restarted and its database "
        + "answers")
  }

  /// A restore in place, with or without a restart of all; irreversible, so there is no undo.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let words = OperatorStep(step, on: cluster)
    let snapshot = "\(cluster.backups)/\(words.text("taken") ?? "").db"
    return words.compiled(
      .restore(snapshot: snapshot, isFullRestart: words.flag("full-restart")),
      proofLimitNs: .seconds(cluster.kind == "etcd" ? 15 : 40))
  }
}
