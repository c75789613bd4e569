import Databases
package import Vocabulary

/// Sets a point in the database's log, under the step's name, up to which a restore may play it.
///
/// Effect: a record in the log that changes no data, and a switch to the log's next file, so that
///         all before the point is archived at once.
/// Cure:   none needed.
/// Limits: a cluster whose mission sets no archive archives nothing, and the step fails.
/// Source: PostgreSQL 15, "Backup Control Functions": `pg_create_restore_point`, `pg_switch_wal`.
package struct MarkLog: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `backup.mark`.
  package var signature: StepSignature {
    StepSignature(
      kind: "backup.mark", verb: .operate, targets: .hosts, parameters: [], needs: [.namespaces],
      summary: "sets a point in the archived log of PostgreSQL, up to which a restore may go",
      proof: "the file of the log that holds the point is in the archive")
  }

  /// Typed at the first host; it finds the primary by itself.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let database = DatabaseCatalogue.database(cluster.kind) as? any ReplayedDatabase
    guard let database, let host = step.hosts.first else { return BackupStep.nothing }
    let layout = BackupStep(step, on: cluster).layout(of: host)
    let note = "\(cluster.backups)/\(step.name).mark"
    return CompiledFault(
      actions: [
        .command(OperatorCommand(on: host, ["mkdir", "-p", cluster.backups])),
        .command(
          OperatorCommand(on: host, database.mark(step.name.rawValue, note: note, in: layout))),
      ], undo: [],
      effect: [
        .command(
          host: host, arguments: database.markQuestion(note: note, in: layout),
          expecting: CommandExpectation(meaning: "the log up to \(step.name) is archived"))
      ], healed: [], proofLimitNs: .seconds(10))
  }
}
