package import Vocabulary

/// Lets what a member has written and not synced vanish when its power is cut.
///
/// Shape:  the cut of the power is the next kill of the database, by whichever fault; in the 20 ms
///         before it syncs are no longer answered, so writes under way are caught.
/// Effect: `honest`, the usual mode, loses what was written since the file's last fsync; `lying`
///         acknowledges fsyncs without doing them, and loses all since the fault began.
/// Cure:   clears the fault's own setting; without a kill nothing is ever lost.
/// Limits: data and sizes are lost, names are not: a new file is empty, a rename stays. Where the
///         disk's own process is killed nothing is lost, and the exercise is invalid.
/// Source: LazyFS; Ramos et al., "When Amnesia Strikes", VLDB 2024; Jepsen `jepsen.lazyfs`.
package struct LostSync: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `disk.lost-fsync`.
  package var signature: StepSignature {
    StepSignature(
      kind: "disk.lost-fsync", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature(
          "mode", .choice(["honest", "lying"]),
          help: "honest: only unsynced writes vanish; lying: synced ones as well; usually honest"),
        DiskStep.filesParameter,
      ],
      needs: [.namespaces, .fuse],
      summary: "lets unsynced writes vanish when the database is killed, as a power cut does",
      proof:
        "a canary's write vanishes at a power cut for it alone, its synced write only where the "
        + "disk lies; healed, neither does")
  }

  /// One rule a host, and a canary as the proof of both effect and healing.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let words = DiskStep(step)
    let isLying = words.text("mode") == "lying"
    let look = DiskExpectation.Look.loss(isLying: isLying)
    return words.compiled(
      DiskSetting(losses: [SyncLoss(choice: words.choice, isLying: isLying)]), effect: [look],
      healed: [look])
  }
}
