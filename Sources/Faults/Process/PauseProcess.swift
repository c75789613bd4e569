package import Vocabulary

/// Stops every process of the database on a host with SIGSTOP, as a long garbage collection would.
///
/// Effect: at once; sockets stay open and the kernel still acknowledges what arrives.
/// Cure:   SIGCONT; harmless to a process that runs.
/// Limits: a member that an operator restarts meanwhile runs: a new process was never stopped.
/// Source: Jepsen `jepsen.nemesis/hammer-time`.
package struct PauseProcess: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `proc.pause`.
  package var signature: StepSignature {
    StepSignature(
      kind: "proc.pause", verb: .inject, targets: .hosts, parameters: [], needs: [.namespaces],
      summary: "stops the database with SIGSTOP; its connections stay open",
      proof: "the kernel reports every process of the database as stopped; healed, none is")
  }

  /// SIGSTOP, and SIGCONT as its undo.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    ProcessLimit.compile(
      step, ProcessSetting(isPaused: true), isServing: false,
      effect: { [.database(host: $0, state: .stopped)] }, proofLimitNs: .seconds(3))
  }
}
