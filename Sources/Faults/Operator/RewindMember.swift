import Databases
package import Vocabulary

/// Makes the data of the member that has more what the one has that has less: `pg_rewind` reversed.
///
/// Effect: two lead, as after a promotion past a paused manager. The one that the step names is
///         stopped and rewound to the other; what it alone acknowledged is gone. Then the manager
///         is resumed, and makes it a follower of the other one.
/// Cure:   none; the range is discarded.
/// Limits: where no other member leads as well, or the named one does not, nothing is stopped and
///         the step is unproved, with the reason.
/// Source: PostgreSQL 15, "pg_rewind"; Patroni 3.0, "Pause/Resume mode for the cluster".
package struct RewindMember: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `operator.rewind`.
  package var signature: StepSignature {
    StepSignature(
      kind: "operator.rewind", verb: .operate, targets: .hosts, parameters: [],
      on: DatabaseScope(
        ["patroni"],
        elsewhere: "a member that went its own way is emptied there and copies everything anew: "
          + "maintenance.remove-member and maintenance.add-member on etcd, else "
          + "operator.stale-member"),
      needs: [.namespaces],
      summary: "of two that lead rewinds this one to the other, whichever was right, and resumes "
        + "the manager: pg_rewind",
      proof: "it followed nobody before, follows now, and serves")
  }

  /// The database's own words for it; irreversible, so there is no undo.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    OperatorStep(step, on: cluster).compiled(.rewind, proofLimitNs: .seconds(40))
  }
}
