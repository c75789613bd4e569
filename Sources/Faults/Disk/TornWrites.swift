package import Vocabulary

/// Lets of a member's last unsynced write only the first part survive when its power is cut.
///
/// Shape:  the cut of the power is the next kill of the database, by whichever fault; in the 20 ms
///         before it syncs are no longer answered, so a write under way is caught.
/// Units:  `at` is how many bytes survive; without it a boundary of 512 bytes is drawn.
/// Effect: of each chosen file the last write, if it is unsynced; earlier ones survive whole unless
///         `disk.lost-fsync` is held as well.
/// Cure:   clears the fault's own setting; without a kill nothing is ever torn.
/// Limits: a write within one sector of 512 bytes is written whole or not at all, here not.
/// Source: LazyFS torn-op; Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014.
package struct TornWrites: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `disk.torn-write`.
  package var signature: StepSignature {
    StepSignature(
      kind: "disk.torn-write", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature(
          "at", .bytes, bounds: 1...1_048_576,
          help: "how many bytes of the last write survive; usually up to a sector that is drawn"),
        DiskStep.filesParameter,
      ],
      needs: [.namespaces, .fuse],
      summary: "lets only a part of the last unsynced write survive when the database is killed",
      proof:
        "of a canary's last write the first part survives a power cut for it alone; healed, all "
        + "of it does")
  }

  /// One rule a host, and a canary as the proof of both effect and healing.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let words = DiskStep(step)
    let place = words.bytes("at")
    let look = DiskExpectation.Look.torn(atBytes: place)
    return words.compiled(
      DiskSetting(torn: [TornWrite(choice: words.choice, atBytes: place)]), effect: [look],
      healed: [look])
  }
}
