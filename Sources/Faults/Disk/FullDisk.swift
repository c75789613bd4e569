package import Vocabulary

/// Leaves no space on the disk under a member's data directory.
///
/// Units:  `leave` is how many bytes may still be added; removing and truncating give space back.
/// Effect: within 20 ms of the command what would grow gets ENOSPC: a write beyond a file's end, a
///         new file or directory, a reservation. Writing over what is there goes on, as on a disk.
/// Cure:   clears the fault's own setting; nothing was really filled.
/// Limits: space is counted by the sizes of files, so holes and directories cost nothing.
/// Source: Jepsen `jepsen.nemesis` fill-disk; Chaos Mesh DiskChaos.
package struct FullDisk: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `disk.full`.
  package var signature: StepSignature {
    StepSignature(
      kind: "disk.full", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature(
          "leave", .bytes, bounds: 0...268_435_456,
          help: "how many bytes may still be added, such as 10MB; usually none")
      ],
      needs: [.namespaces, .fuse],
      summary: "leaves no space on the disk under the data directory",
      proof: "a new file on the same mount that would take more than is left gets ENOSPC; healed, "
        + "it is made")
  }

  /// One budget a host, and a file beyond it as the proof of both effect and healing.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let words = DiskStep(step)
    let leave = words.bytes("leave") ?? 0
    let look = DiskExpectation.Look.full(leaveBytes: leave)
    return words.compiled(
      DiskSetting(full: [DiskFull(choice: words.choice, leaveBytes: leave)]), effect: [look],
      healed: [look])
  }
}
