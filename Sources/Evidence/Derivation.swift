package import Debrief
import Foundation
import Readiness
package import Vocabulary

/// Writes what follows from evidence into the run folder: verdict, score, debrief.
package enum Derivation {
  /// Reads a folder and its twin and assesses both.
  package static func assess(
    _ folder: RunFolder
  ) throws(EvidenceError) -> (run: Assessment, twin: Assessment?) {
    let record = try RunRecord(reading: folder)
    var twin: Assessment?
    if FileManager.default.fileExists(atPath: folder.twin.plan) {
      var other = try RunRecord(reading: folder.twin)
      // What the parts do alone is true of the twin as well.
      other.ablation = record.ablation
      twin = Assessment(of: other)
    }
    return (Assessment(of: record, twin: twin), twin)
  }

  /// Writes `verdict.json`, `score.json`, `attribution.json` and `summary.json`.
  package static func writeScore(
    _ run: Assessment, twin: Assessment?
  ) throws(EvidenceError) {
    try write(run.record.folder.verdict) { try CanonicalJSON.document(run.verdicts) }
    try write(run.record.folder.score) { try CanonicalJSON.document(run.score) }
    let attributions = Attributions(run: run.attribution, twin: twin?.attribution)
    try write(run.record.folder.attribution) { try CanonicalJSON.document(attributions) }
    let files = FileManager.default
    let folder = run.record.folder
    // One that was sealed by an earlier version has none, and may not get one.
    if !files.fileExists(atPath: folder.seal) || files.fileExists(atPath: folder.summary) {
      try write(folder.summary) { try CanonicalJSON.document(RunSummary(run, twin: twin)) }
    }
  }

  /// Writes `debrief.html` and `debrief.md`.
  package static func writeDebrief(
    _ run: Assessment, twin: Assessment?
  ) throws(EvidenceError) {
    let input = debrief(run, twin: twin)
    try write(run.record.folder.debrief) { DebriefPage.html(input) }
    try write(run.record.folder.debriefText) { DebriefText.markdown(input) }
  }

  /// The summary for a terminal.
  package static func terminal(_ run: Assessment, twin: Assessment?) -> String {
    DebriefText.terminal(debrief(run, twin: twin))
  }

  /// All that a debrief is written from.
  package static func debrief(_ run: Assessment, twin: Assessment?) -> DebriefInput {
    let record = run.record
    // The last two parts of the path, so that a folder that was moved gives the same bytes.
    let name = record.folder.path.split(separator: "/").suffix(2).joined(separator: "/")
    var input = DebriefInput(
      plan: record.plan, environment: record.environment, folder: "runs/" + name,
      responder: record.responder, isValid: run.isValid, invalidReasons: run.defects,
      faults: run.faults, timeline: run.timeline, verdicts: run.verdicts, series: run.series,
      score: run.score, attribution: run.attribution,
      twin: twin.map {
        DebriefInput.TwinRun(
          timeline: $0.timeline, series: $0.series, score: $0.score,
          verdicts: $0.verdicts, attribution: $0.attribution)
      }, ablation: record.ablation, restores: run.restores)
    input.classification = record.people.classification
    input.code = record.people.code
    input.isSham = record.people.isSham
    input.clock = run.clock
    input.grading = GradeSheet(plan: record.plan, run: run.recorded)
    if record.responder != "none" {
      input.red = RedScore(
        plan: record.plan, run: run.recorded, score: run.score, attribution: run.attribution,
        rubric: record.constants.rubric)
      input.workshop = workshop(run, twin: twin)
    }
    input.terminals = record.people.terminals.map { run.clock.time($0) }
    return input
  }

  /// The gaps that the facts open, with what the exercise's log says of them.
  package static func workshop(_ run: Assessment, twin: Assessment?) -> GapWorkshop {
    GapWorkshop(Trials.record(run, twin: twin).gaps, log: run.record.people.log)
  }

  /// Writes a document whole or not at all.
  static func write(_ path: String, _ text: () throws -> String) throws(EvidenceError) {
    do {
      try Data(try text().utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw EvidenceError("cannot write \(path): \(error)", hint: "check for free space")
    }
  }
}
