import Databases
package import Vocabulary

/// Restarts a member whose data directory was wiped, under its old name, as if it had its data.
///
/// Effect: the member votes as one that has forgotten what it acknowledged. With a peer that missed
///         writes it makes a majority without them, which reports itself healthy. A leader that
///         still remembers what the member had makes it panic: then it cannot be proved.
/// Cure:   none; the range is discarded.
/// Source: etcd operations guide, "Runtime reconfiguration": a member that lost its data must be
///         removed and added again.
package struct StaleMember: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `operator.stale-member`.
  package var signature: StepSignature {
    StepSignature(
      kind: "operator.stale-member", verb: .operate, targets: .hosts, parameters: [],
      needs: [.namespaces],
      summary: "moves a member's data aside and starts it empty, as the member that it was",
      proof: "it was started as a member of an existing cluster, its data directory is new, and "
        + "its client port answers")
  }

  /// The old data moved aside and a start, perhaps a copy; irreversible, so there is no undo.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    OperatorStep(step, on: cluster).compiled(.wipe, proofLimitNs: .seconds(30))
  }
}
