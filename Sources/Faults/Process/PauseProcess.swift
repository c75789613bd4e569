package import Vocabulary

/// Stops every process of the database on a host with SIGSTOP, as a long garbage collection would.
///
/// Effect: at once; sockets stay open and the kernel still acknowledges what arrives.
/// Cure:   SIGCONT; harmless to a process that runs.
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
    CompiledFault(
      actions: step.hosts.map {
        .set(host: $0, fault: step.name.rawValue, setting: .process(ProcessSetting(isPaused: true)))
      },
      undo: step.hosts.map { .clear(host: $0, fault: step.name.rawValue, part: .process) },
      effect: step.hosts.map { .database(host: $0, state: .stopped) },
      healed: step.hosts.map { .database(host: $0, state: .running) })
  }
}
