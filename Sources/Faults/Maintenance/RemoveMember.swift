import Databases
package import Vocabulary

/// Takes a member out of the membership, as an operator does before a host is given back.
///
/// Effect: the member ends by itself and the majority is counted without it: of three members two
///         are left, and neither may fail. etcd refuses where too few would be left that answer.
/// Cure:   `maintenance.add-member`, which makes it a new and empty member; there is no way back to
///         the old one, so the range is discarded where nothing was refused.
/// Source: etcd operations guide, "Runtime reconfiguration", `--strict-reconfig-check`.
package struct RemoveMember: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `maintenance.remove-member`.
  package var signature: StepSignature {
    StepSignature(
      kind: "maintenance.remove-member", verb: .operate, targets: .hosts,
      parameters: [
        ParameterSignature(
          "expect", .choice(["done", "refused"]),
          help: "whether the database must do it or refuse it; done where it is left out")
      ],
      on: RemoveMember.databases, needs: [.namespaces],
      summary: "removes a member from the membership, typed at another member that serves",
      proof: "the other member's list lacks it; or, refused, still has it right after that member "
        + "had committed a question")
  }

  /// Where members are counted whether they run or not.
  static let databases = DatabaseScope(
    ["etcd"],
    elsewhere: "a member that is stopped is out and one that is started is in, so use "
      + "maintenance.stop and maintenance.start")

  /// The database's own command and a look at its list of members.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let words = OperatorStep(step, on: cluster)
    let isRefused = words.text("expect") == "refused"
    return words.compiled(
      .remove(isRefused: isRefused), proofLimitNs: .seconds(10), isIrreversible: !isRefused)
  }
}
