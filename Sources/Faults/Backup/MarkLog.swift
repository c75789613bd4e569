import Databases
package import Vocabulary

/// Sets a point in the database's log, under the step's name, up to which a restore may play it.
///
/// Effect: a record in the log that changes no data, and a switch to the log's next file, so that
///         all before the point is archived at once.
/// Cure:   none needed.
/// Limits: a cluster whose mission sets no archive archives nothing, and the step fails. A further
///         host of the same step sets the point `<name>-<host>`.
/// Source: PostgreSQL 15, "Backup Control Functions": `pg_create_restore_point`, `pg_switch_wal`.
package struct MarkLog: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `backup.mark`.
  package var signature: StepSignature {
    StepSignature(
      kind: "backup.mark", verb: .operate, targets: .hosts, parameters: [],
      on: RestoreBackup.archiving, needs: [.namespaces],
      summary: "sets a point in the archived log of PostgreSQL, up to which a restore may go",
      proof: "the file of the log that holds the point is in the archive")
  }

  /// Typed at each host, which finds the primary by itself; one host is enough.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let database = DatabaseCatalogue.database(cluster.kind) as? any ReplayedDatabase
    guard let database else { return BackupStep.nothing }
    let words = BackupStep(step, on: cluster)
    var actions: [HostAction] = []
    var effect: [HostProbe] = []
    for host in step.hosts {
      let name = host == step.hosts.first ? step.name.rawValue : "\(step.name)-\(host)"
      let layout = words.layout(of: host)
      let note = "\(cluster.backups)/\(name).mark"
      actions += [
        .command(OperatorCommand(on: host, ["mkdir", "-p", cluster.backups])),
        .command(OperatorCommand(on: host, database.mark(name, note: note, in: layout))),
      ]
      effect.append(
        .command(
          host: host, arguments: database.markQuestion(note: note, in: layout),
          expecting: CommandExpectation(meaning: "the log up to \(name) is archived")))
    }
    return CompiledFault(
      actions: actions, undo: [], effect: effect, healed: [], proofLimitNs: .seconds(10))
  }
}
