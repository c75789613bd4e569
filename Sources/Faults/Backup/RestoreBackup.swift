import Databases
package import Vocabulary

/// Restores a backup on some hosts, which then are a new cluster of exactly these.
///
/// Effect: their old data is moved aside; whatever was acknowledged after the backup is gone. Hosts
///         that are left out stay what they were: dead ones dead, live ones the old cluster.
///         With `until` or `replay` the archived log is played from the backup on.
/// Cure:   none; the range is discarded.
/// Limits: a backup of another cluster restores as well, and nothing but the comparison says so.
///         Of Redis the new cluster keeps the old one's name: who comes back follows it.
/// Source: etcd operations guide, "Disaster recovery"; the others' in the files of each database.
package struct RestoreBackup: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `backup.restore`.
  package var signature: StepSignature {
    StepSignature(
      kind: "backup.restore", verb: .operate, targets: .hosts,
      parameters: [
        ParameterSignature(
          "from", .step(TakeBackup().signature.kind), isRequired: true,
          help: "the earlier backup.take step whose file is restored"),
        ParameterSignature(
          "until", .step(MarkLog().signature.kind), on: Self.archiving,
          help: "the earlier backup.mark step up to which the archived log is played"),
        ParameterSignature(
          "replay", .flag, on: Self.archiving,
          help: "true plays all of the log that was archived since the backup"),
      ], atMostOne: ["until", "replay"], needs: [.namespaces],
      summary: "restores a backup on these hosts and starts them as a new cluster of their own",
      proof: "each was restarted, answers, and is a member of a cluster of exactly these hosts")
  }

  /// Where a log is archived, marked and played.
  static let archiving = DatabaseScope(
    ["patroni"],
    elsewhere: "only the log of PostgreSQL is archived; restore the backup as it is")

  /// Restored beside the old data first, then stopped, exchanged and started.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let words = BackupStep(step, on: cluster)
    return words.restore(words.source ?? "", on: step.hosts)
  }
}
