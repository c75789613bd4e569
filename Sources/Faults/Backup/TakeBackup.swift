import Databases
package import Vocabulary

/// Takes a backup of one host into the range's folder of backups, under the step's name.
///
/// Effect: a file that holds what that member had; with `keep` its end is cut off afterwards, as a
///         copy that broke off leaves it.
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
          help: "only this share of the file is kept, as of a copy that broke off")
      ],
      needs: [.namespaces],
      summary: "takes a backup of a member and keeps it under the name of the step",
      proof: "a trial restore of the file succeeds, or fails where its end was cut off")
  }

  /// Save, look, and perhaps cut; nothing to undo.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let words = BackupStep(step, on: cluster)
    guard let database = words.database else { return BackupStep.nothing }
    var kept: Double?
    if case .ratio(let share) = step.parameters["keep"] { kept = share }
    var actions: [HostAction] = []
    var effect: [HostProbe] = []
    for host in step.hosts {
      let isFirst = host == step.hosts.first
      let file = words.file(isFirst ? step.name.rawValue : "\(step.name)-\(host)")
      actions += [
        .command(OperatorCommand(on: host, ["mkdir", "-p", cluster.backups])),
        .command(
          OperatorCommand(
            on: host, database.backup(of: host, to: file, in: words.layout(of: host)),
            limitNs: .seconds(35))),
        .command(OperatorCommand(on: host, database.inspection(of: file))),
      ]
      if let kept { actions.append(.command(OperatorCommand(on: host, cut(file, to: kept)))) }
      effect.append(
        .command(
          host: host,
          arguments: trial(
            file, database.restore(file, on: host, as: words.trial(of: file, on: host))),
          expecting: CommandExpectation(
            succeeds: kept == nil,
            meaning: kept == nil
              ? "the backup \(step.name) is whole" : "the backup \(step.name) is not whole")))
    }
    return CompiledFault(
      actions: actions, undo: [], effect: effect, healed: [], proofLimitNs: .seconds(10))
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
