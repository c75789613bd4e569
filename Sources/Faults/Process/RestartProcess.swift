package import Vocabulary

/// Kills every process of the database with SIGKILL and starts it again at once.
///
/// Effect: what a supervisor does with a process that crashed; the member is away for its start.
/// Cure:   none needed; the healing is proved by a database that runs and answers.
/// Source: systemd.service(5), `Restart=always`.
package struct RestartProcess: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `proc.restart`.
  package var signature: StepSignature {
    StepSignature(
      kind: "proc.restart", verb: .inject, targets: .hosts, parameters: [],
      needs: [.namespaces],
      summary: "kills the database with SIGKILL and starts it again at once, as a supervisor does",
      proof: "it was killed and started after that, and its client port answers; healed, it still "
        + "does")
  }

  /// A kill and a start as one setting, which leaves nothing to undo but itself.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    ProcessLimit.compile(
      step, ProcessSetting(isRestarted: true),
      effect: { [.databaseRestarted(host: $0), .database(host: $0, state: .serving)] },
      proofLimitNs: .seconds(15))
  }
}
