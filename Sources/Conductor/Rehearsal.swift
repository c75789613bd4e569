package import Evidence
import Foundation
import MissionLanguage
package import Vocabulary

/// A mission rehearsed: the run, its twin with nobody responding, its parts alone; what follows.
///
/// Effect: one run folder with the twin and the arms inside it, derived files and a SEAL.
package struct Rehearsal: Sendable {
  /// The run itself; its folder is the run folder.
  package var run: ExerciseRun
  /// Whether the twin is played; without a responder the run is its own twin.
  package var wantsTwin: Bool
  /// How often each arm of the ablation is run; 0 is no ablation.
  package var ablationRepeats: Int

  /// A rehearsal to be run.
  package init(run: ExerciseRun, wantsTwin: Bool, ablationRepeats: Int) {
    self.run = run
    self.wantsTwin = wantsTwin
    self.ablationRepeats = ablationRepeats
  }

  /// Runs all of it and returns what follows from the evidence.
  package func perform(
    plans: @escaping @Sendable (UInt64) throws -> Plan
  ) async throws -> (run: Assessment, twin: Assessment?) {
    let outcome = try await run.run()
    if wantsTwin && run.responder != .none && outcome.isWhole && !run.isInterrupted() {
      run.progress("twin   the same plan with nobody responding")
      var twin = run
      twin.responder = .none
      twin.folder = run.folder.twin
      try await twin.run()
    }
    if ablationRepeats > 0 && outcome.isWhole && !run.isInterrupted() {
      let conductor = AblationConductor(
        run: run, seeds: (0..<UInt64(ablationRepeats)).map { run.plan.seed + $0 },
        span: .seconds(3), plans: plans)
      _ = try await conductor.perform()
    }
    return try Self.derive(run.folder)
  }

  /// Derives everything and seals the folder.
  package static func derive(
    _ folder: RunFolder
  ) throws -> (run: Assessment, twin: Assessment?) {
    let (assessment, twin) = try Derivation.assess(folder)
    try Derivation.writeScore(assessment, twin: twin)
    try Derivation.writeDebrief(assessment, twin: twin)
    try Seal.write(folder)
    return (assessment, twin)
  }
}
