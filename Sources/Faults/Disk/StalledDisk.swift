package import Vocabulary

/// Lets calls on the disk under a member's data directory hang, as a dead controller does.
///
/// Effect: within 20 ms of the command, for the next call; whoever waits cannot be interrupted, but
///         can be killed.
/// Cure:   clears the fault's own setting; calls that are waiting are carried out at once.
/// Limits: what the kernel answers from its cache (a stat, a page that was read) goes on; at 120
///         waiting calls every further one waits, whichever it is.
/// Source: NFS `hard` mounts; Huang et al., "Gray Failure", HotOS 2017.
package struct StalledDisk: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `disk.stall`.
  package var signature: StepSignature {
    StepSignature(
      kind: "disk.stall", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature(
          "calls", .choices(DiskCall.allCases.map(\.rawValue)),
          help: "the calls that hang, such as fsync; usually all"),
        DiskStep.filesParameter,
      ],
      needs: [.namespaces, .fuse],
      summary: "lets calls on the disk under the data directory hang until it is healed",
      proof:
        "a call of each kind on a file of the probe's own does not come back; healed, the same "
        + "calls do")
  }

  /// One rule a host, and calls that must wait, and then come back, as the proof.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let words = DiskStep(step)
    let calls = words.calls(orElse: DiskCall.allCases)
    let look = DiskExpectation.Look.stall(calls: calls)
    return words.compiled(
      DiskSetting(stalls: [DiskStall(choice: words.choice, calls: calls)]), effect: [look],
      healed: [look])
  }
}
