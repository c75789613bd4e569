import Databases
package import Vocabulary

/// Takes a member into the membership again, empty, as an operator does after it was removed.
///
/// Effect: the member joins with a new identity and a clean data directory and copies everything
///         from the leader. Until it has started, the majority counts it as one that is down.
/// Cure:   none; the range is discarded, for the member is not the one that it was.
/// Limits: all other members of the mission must still be members, as etcd compares the lists.
/// Source: etcd operations guide, "Runtime reconfiguration".
package struct AddMember: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `maintenance.add-member`.
  package var signature: StepSignature {
    StepSignature(
      kind: "maintenance.add-member", verb: .operate, targets: .hosts, parameters: [],
      on: RemoveMember.databases, needs: [.namespaces],
      summary: "adds a removed member again and starts it on a clean data directory",
      proof: "it is listed as started and no learner, its data directory is new, and its client "
        + "port answers")
  }

  /// The database's own command, the old data moved aside, and a start.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    OperatorStep(step, on: cluster).compiled(.add)
  }
}
