package import Vocabulary

/// Kills every process of the database on a host with SIGKILL, and starts it again at the end.
///
/// Effect: at once; unsynced data in the process is lost, unsynced pages of the kernel are not.
/// Cure:   starts the database as it was started before; nothing to do where it runs.
/// Source: Jepsen `jepsen.nemesis/node-start-stopper`.
package struct KillProcess: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `proc.kill`.
  package var signature: StepSignature {
    StepSignature(
      kind: "proc.kill", verb: .inject, targets: .hosts, parameters: [], needs: [.namespaces],
      summary: "kills the database with SIGKILL; it stays dead for the fault's life",
      proof: "no process of the database is left in the host; healed, it runs and its port answers")
  }

  /// SIGKILL, and a start as its undo.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    ProcessLimit.compile(
      step, ProcessSetting(isDown: true), effect: { [.database(host: $0, state: .gone)] },
      proofLimitNs: .seconds(10))
  }
}
