import Databases
package import Vocabulary

/// Restores a snapshot on one member only, the others keeping what they have.
///
/// Effect: after a restart of all members the leader replays its whole log onto the restored data:
///         the member holds other revisions than the rest, and all report themselves healthy. Its
///         vote may also make a member the leader that lacks the last acknowledged writes.
///         Without one the leader remembers what the member had, and the member panics: then it
///         cannot be proved.
/// Cure:   none; the range is discarded.
/// Limits: a leader whose log no longer reaches back sends its own data instead, which repairs it.
/// Source: etcd operations guide, "Disaster recovery": all members restore the same snapshot.
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
      summary: "restores an old snapshot on one member, in place of its data",
      proof: "the restore succeeds, its data directory is new, it was restarted and its client "
        + "port answers")
  }

  /// A restore in place, with or without a restart of all; irreversible, so there is no undo.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let words = OperatorStep(step, on: cluster)
    let snapshot = "\(cluster.backups)/\(words.text("taken") ?? "").db"
    return words.compiled(
      .restore(snapshot: snapshot, isFullRestart: words.flag("full-restart")))
  }
}
