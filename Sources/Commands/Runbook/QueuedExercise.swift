import Conductor
import Evidence
import Foundation
import LinuxHost
import Vocabulary

/// One exercise of a larger whole: a mission, a responder, a seed, and the folder for its evidence.
struct QueuedExercise: Sendable {
  var source: MissionSource
  /// Who plays blue; nil is nobody.
  var runbook: RunbookSource?
  var seed: UInt64
  /// The folder of the whole.
  var root: String
  /// Its run folder, where that is not the place of a matrix.
  var place: String?
  /// Whether the same plan is played again with nobody responding, inside its run folder.
  var wantsTwin = false
  /// By whose promises it is scored.
  var service = Service.standard
  /// Whether the ledger of this folder, where there is one, is told of it.
  var isIndexed = true

  /// `<mission>/<runbook or none>/<seed>` below the root, unless it has a place of its own.
  var folder: RunFolder {
    RunFolder(
      path: place
        ?? "\(root)/\(source.mission.name)/\(runbook?.runbook.name ?? "none")/\(seed)")
  }

  /// For people.
  var words: String {
    "\(source.mission.name) × \(runbook?.runbook.name ?? "nobody"), seed \(seed)"
  }

  private var runbookCopy: String { folder.path + "/runbook.yaml" }

  /// Whether its folder holds a finished run of the same mission and runbook.
  var isDone: Bool {
    func text(_ path: String) -> String? {
      FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
    return text(folder.seal) != nil && text(folder.mission) == source.text
      && text(runbookCopy) == runbook?.text
  }

  /// Runs it. In a matrix it has no twin: nobody responding is an exercise of its own there.
  func perform(progress: @escaping @Sendable (String) -> Void) async throws -> TrialRecord {
    try putAside()
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    if let runbook {
      try Data(runbook.text.utf8).write(to: URL(fileURLWithPath: runbookCopy))
    }
    let plan = try source.plan(seed: seed)
    var run = ExerciseRun(
      plan: plan, mission: source.text,
      responder: runbook.map { .runbook($0.runbook) } ?? .none,
      ending: .settled(hold: plan.budget.holdNs), folder: folder,
      clock: { MonotonicClock.now() }, startedUTC: Date().formatted(.iso8601),
      isInterrupted: { Interruption.isAsked }, progress: progress)
    run.service = service
    let (assessment, twin) = try await Rehearsal(
      run: run, wantsTwin: wantsTwin, ablationRepeats: 0
    ).perform { try source.plan(seed: $0) }
    let record = Trials.record(assessment, twin: twin)
    // What a person broke off is no trial; the next time it is run again.
    if Interruption.isAsked && !record.isValid {
      try putAside()
      throw UsageError("interrupted", hint: "the same command goes on with what is missing")
    }
    if isIndexed { LedgerHook.index(folder) }
    return record
  }

  /// Puts aside what was never finished or belongs to another text: evidence is not overwritten.
  private func putAside() throws {
    let files = FileManager.default
    guard files.fileExists(atPath: folder.path) else { return }
    let free = (1...).lazy.map { "\(folder.path)-aside-\($0)" }
      .first { !files.fileExists(atPath: $0) }
    try files.moveItem(atPath: folder.path, toPath: free ?? folder.path + "-aside")
  }
}
