import Databases
package import Vocabulary

/// Takes a backup of one host into the range's folder of backups, under the step's name.
///
/// Effect: a file that holds what that member had; with `keep` its end is cut off afterwards, as a
///         copy that broke off leaves it; with `empty` all of it, as a job leaves it whose disk was
///         full and whose exit nobody looked at: the right name, the newest date, no byte. With
///         `inconsistent` the files are copied past the database while it writes, the log first.
/// Cure:   none needed; a backup changes nothing.
/// Limits: a further host of the same step writes `<name>-<host>.db`.
/// Source: etcd operations guide, "Disaster recovery"; the others' in the files of each database.
package struct TakeBackup: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `backup.take`.
  package var signature: StepSignature {
    StepSignature(
      kind: "backup.take", verb: .operate, targets: .hosts,
      parameters: [
        ParameterSignature(
          "keep", .ratio, bounds: 0.1...0.9,
          help: "only this share of the file is kept, as of a copy that broke off"),
        ParameterSignature(
          "inconsistent", .flag,
          on: DatabaseScope(
            ["galera", "patroni"],
            elsewhere: "only files of PostgreSQL and MariaDB are copied so; a snapshot of etcd or "
              + "Redis is one file of one moment, and one that is not whole is `keep: 60%`"),
          help: "true copies the files of the running server, past the database's own tool"),
        ParameterSignature(
          "empty", .flag,
          help: "true keeps a file of no bytes, as of a job that failed and said it had not"),
      ], atMostOne: ["keep", "empty", "inconsistent"], needs: [.namespaces],
      summary: "takes a backup of a member and keeps it under the name of the step",
      proof: "a trial restore of the file succeeds, or fails where it was cut off or emptied; "
        + "a copy lacks what the database's own tool adds")
  }

  /// Save, look, and perhaps cut; nothing to undo.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let words = BackupStep(step, on: cluster)
    guard let database = words.database else { return BackupStep.nothing }
    let kept = Self.kept(of: step)
    let isCopy = step.parameters["inconsistent"] == .flag(true)
    let copied = isCopy ? database as? any CopiedDatabase : nil
    if isCopy, copied == nil { return BackupStep.nothing }
    var actions: [HostAction] = []
    var effect: [HostProbe] = []
    for host in step.hosts {
      let isFirst = host == step.hosts.first
      let file = words.file(isFirst ? step.name.rawValue : "\(step.name)-\(host)")
      actions += [
        .command(OperatorCommand(on: host, ["mkdir", "-p", cluster.backups])),
        .command(
          OperatorCommand(
            on: host,
            copied?.copy(of: host, to: file, in: words.layout(of: host))
              ?? database.backup(of: host, to: file, in: words.layout(of: host)),
            limitNs: .seconds(35))),
        .command(OperatorCommand(on: host, database.inspection(of: file))),
      ]
      if let kept { actions.append(.command(OperatorCommand(on: host, cut(file, to: kept)))) }
      if let copied {
        // Whether a server starts on it is luck, and is left to the restore.
        effect.append(
          .command(
            host: host, arguments: copied.copyQuestion(of: file),
            expecting: CommandExpectation(
              meaning: "the backup \(step.name) was made without the database's own tool")))
        continue
      }
      effect.append(
        .command(
          host: host,
          arguments: trial(
            file, database.restore(file, on: host, as: words.trial(of: file, on: host))),
          expecting: CommandExpectation(
            succeeds: kept == nil,
            meaning: kept == nil
              ? "the backup \(step.name) is whole" : "the backup \(step.name) is not whole")))
      if kept == 0 { effect.append(emptiness(of: file, on: host)) }
    }
    return CompiledFault(
      actions: actions, undo: [], effect: effect, healed: [], proofLimitNs: .seconds(10))
  }

  /// The share of the file that is left; nil where all of it is.
  private static func kept(of step: PlannedStep) -> Double? {
    if case .ratio(let share) = step.parameters["keep"] { return share }
    return step.parameters["empty"] == .flag(true) ? 0 : nil
  }

  /// A file that is missing is another mistake than one that is there and empty.
  private func emptiness(of file: String, on host: HostName) -> HostProbe {
    .command(
      host: host, arguments: ["sh", "-c", "test -f \"$1\" && ! test -s \"$1\"", "empty", file],
      expecting: CommandExpectation(meaning: "\(file) is there and holds no byte"))
  }

  /// A restore into a folder that is removed again; a look at the file alone finds small cuts not.
  private func trial(_ file: String, _ restore: [String]) -> [String] {
    let words = "rm -rf \"$0\"; \"$@\"; code=$?; rm -rf \"$0\"; exit $code"
    return ["sh", "-c", words, "\(file).trial"] + restore
  }

  private func cut(_ file: String, to share: Double) -> [String] {
    let percent = Int((share * 100).rounded())
    return [
      "sh", "-c", "truncate -s $(( $(stat -c %s \"$1\") * \(percent) / 100 )) \"$1\"", "cut", file,
    ]
  }
}
