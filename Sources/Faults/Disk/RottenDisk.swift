package import Vocabulary

/// Flips bits in what a member reads from its disk.
///
/// Units:  `ratio` is the share of 4 KiB blocks in which one bit is flipped.
/// Effect: the same block of the same file gives the same flipped bit every time it is read. The
///         kernel's cache is emptied when the fault begins and ends, so maps see it as well.
/// Cure:   clears the fault's own setting; what is stored was never changed.
/// Limits: what the database itself writes back after it read it wrongly stays wrong: that is its
///         own act. A renamed file rots elsewhere.
/// Source: Bairavasundaram et al., "An Analysis of Data Corruption in the Storage Stack", FAST
///         2008; Ganesan et al., "Redundancy Does Not Imply Fault Tolerance", FAST 2017.
package struct RottenDisk: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `disk.bit-rot`.
  package var signature: StepSignature {
    StepSignature(
      kind: "disk.bit-rot", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature(
          "ratio", .ratio, bounds: 0.01...1,
          help: "the share of 4 KiB blocks with one flipped bit; usually 10%"),
        DiskStep.filesParameter,
      ],
      needs: [.namespaces, .fuse],
      summary: "flips bits in what is read from the disk; what is stored stays whole",
      proof:
        "a canary read through the mount has flipped bits and what lies below is whole; healed, "
        + "both are whole")
  }

  /// One rule a host, and a canary as the proof of both effect and healing.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let words = DiskStep(step)
    let ratio = words.ratio("ratio") ?? 0.1
    let look = DiskExpectation.Look.rot(ratio: ratio)
    return words.compiled(
      DiskSetting(rot: [BitRot(choice: words.choice, ratio: ratio)]), effect: [look],
      healed: [look])
  }
}
