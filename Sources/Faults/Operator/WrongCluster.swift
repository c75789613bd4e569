import Databases
package import Vocabulary

/// A recovery command that goes to the cluster beside the right one.
///
/// Effect: the host obeys, as it would have in the incident; the incident goes on. On a look-alike
///         nobody notices before somebody reads the prompt.
/// Limits: `remove-member` needs a look-alike of at least two hosts.
/// Cure:   none; what a command did to the wrong cluster stays, and the range is discarded.
/// Source: GitLab, "Postmortem of database outage of January 31", 2017.
package struct WrongCluster: Fault {
  private static let does = ["restart", "force-new-cluster", "remove-member", "restore"]

  /// The kind for a catalogue.
  package init() {}

  /// `operator.wrong-cluster`.
  package var signature: StepSignature {
    StepSignature(
      kind: "operator.wrong-cluster", verb: .operate, targets: .hosts,
      parameters: [
        ParameterSignature("does", .choice(Self.does), help: "what was meant for the right one"),
        ParameterSignature(
          "from", .step(TakeBackup().signature.kind), help: "the backup that `restore` takes"),
      ],
      needs: [.namespaces],
      summary: "gives a host of another cluster the recovery command that was meant for this one",
      proof: "that host did what the command says: it was restarted, forced or restored, or its "
        + "cluster has a member fewer")
  }

  /// What the command does, on the wrong host; a restart without `does`.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let words = BackupStep(step, on: cluster)
    switch step.parameters["does"] {
    case .text("force-new-cluster"): return ForceNewCluster().compile(step, on: cluster)
    case .text("remove-member"): return removal(step, words)
    case .text("restore"): return words.restore(words.source ?? "", on: step.hosts)
    default: return RestartMember().compile(step, on: cluster)
    }
  }

  /// Another member than the host's own leaves; a cluster of one has none that could.
  private func removal(_ step: PlannedStep, _ words: BackupStep) -> CompiledFault {
    // What follows is in etcd's words; the others take nobody out by a command.
    guard let database = words.database as? EtcdDatabase else { return BackupStep.nothing }
    var fault = BackupStep.nothing
    fault.isIrreversible = true
    for host in step.hosts {
      let layout = words.layout(of: host)
      let list = database.membership(seenFrom: host, of: layout, without: []).arguments
        .joined(separator: " ")
      let tool = list.replacing(" member list", with: "")
      let other = "$(\(list) | grep -v ', \(host), ' | head -n 1 | cut -d , -f 1)"
      fault.actions.append(
        .command(OperatorCommand(on: host, ["sh", "-c", "\(tool) member remove \(other)"])))
      fault.effect.append(
        .command(
          host: host,
          arguments: ["sh", "-c", "test $(\(list) | wc -l) -lt \(layout.members.count)"],
          expecting: CommandExpectation(meaning: "the cluster of \(host) has a member fewer")))
    }
    return fault
  }
}
