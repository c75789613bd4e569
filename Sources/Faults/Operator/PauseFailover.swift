import Databases
package import Vocabulary

/// Pauses the manager that promotes by itself, as an operator does before maintenance.
///
/// Effect: nothing happens, until a leader dies: then nobody is promoted, however long it takes,
///         and a member that somebody promotes by hand is left alone beside the old leader.
/// Cure:   `operator.resume-manager`; where nobody does it, the end of the exercise does.
/// Limits: the manager is the cluster's, whatever the host on which it is typed.
/// Source: Patroni 3.0, "Pause/Resume mode for the cluster".
package struct PauseFailover: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `operator.pause-manager`.
  package var signature: StepSignature {
    StepSignature(
      kind: "operator.pause-manager", verb: .operate, targets: .hosts, parameters: [],
      on: ManagerWords.databases, needs: [.namespaces],
      summary: "pauses what promotes by itself: typed on a host, in force for the whole cluster",
      proof: "the manager says that it is paused; ended, that it is not")
  }

  /// The manager's own word, and its opposite as the undo.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let manager = ManagerWords(step, on: cluster)
    return CompiledFault(
      actions: manager.typed(isResumed: false), undo: manager.typed(isResumed: true),
      effect: manager.proof(isPaused: true), healed: manager.proof(isPaused: false),
      proofLimitNs: .seconds(15))
  }
}
