package import Vocabulary

/// Lets a manager that was paused promote by itself again.
///
/// Effect: within seconds members elect among themselves where nobody leads, and one that leads
///         without the manager's consent is made a follower.
/// Cure:   none needed; a manager that manages is the normal state.
package struct ResumeFailover: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `operator.resume-manager`.
  package var signature: StepSignature {
    StepSignature(
      kind: "operator.resume-manager", verb: .operate, targets: .hosts, parameters: [],
      on: ManagerWords.databases, needs: [.namespaces],
      summary: "lets a paused manager promote by itself again",
      proof: "the manager says that it is not paused")
  }

  /// The manager's own word, without an undo.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let manager = ManagerWords(step, on: cluster)
    return CompiledFault(
      actions: manager.typed(isResumed: true), undo: [], effect: manager.proof(isPaused: false),
      healed: [], proofLimitNs: .seconds(15))
  }
}
