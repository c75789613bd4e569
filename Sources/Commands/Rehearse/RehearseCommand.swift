import ArgumentParser
import Conductor
import Debrief
import Evidence
import Foundation
import LinuxHost
import MissionLanguage
import Vocabulary

/// The main job: a mission run on a real database, unattended, with its twin, checked and scored.
struct RehearseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rehearse",
    abstract: "Run a mission on a real database, with its twin, and write the debrief.")

  @Argument(help: "The mission's file, or its name below Missions.") var mission: String
  @OptionGroup var options: RunOptions
  @Option(help: "Who plays blue: none, or runbook:FILE; without it the mission's own runbook.")
  var responder: String?
  @Option(parsing: .unconditional, help: "Repeat over this many seeds, and say k of n.")
  var trials = 1
  @Flag(help: "Run every part alone and all together as well.") var ablate = false
  @Option(parsing: .unconditional, help: "Repeats of each part with --ablate.") var repeats = 2
  @Flag(inversion: .prefixedNo, help: "Play it again with nobody responding.") var twin = true
  @Flag(help: "Print the plan in plain English, with every command and its undo, and run nothing.")
  var dryRun = false

  func validate() throws {
    guard (1...1_000).contains(trials) else {
      throw ValidationError("--trials takes 1 to 1000, not \(trials)")
    }
    guard (1...100).contains(repeats) else {
      throw ValidationError("--repeats takes 1 to 100, not \(repeats)")
    }
  }

  func run() async throws {
    let source = try MissionSource(path: mission, settings: options.settings)
    if dryRun {
      print(try MissionExplain.text(of: source, seed: options.seed))
      return
    }
    Interruption.listen()
    let responder = try Blue.responder(named: responder, for: source)
    var codes: [Int32] = []
    var records: [TrialRecord] = []
    for trial in 0..<UInt64(trials) where !Interruption.isAsked {
      let (code, record) = try await rehearse(source, seed: options.seed + trial, responder)
      codes.append(code)
      records.append(record)
    }
    if trials > 1, !records.isEmpty { try write(Trials.tables(of: records)[0]) }
    throw ExitCode(Self.worst(codes))
  }

  /// The table on the terminal, and as JSON beside the run folders.
  private func write(_ table: TrialTable) throws {
    let path = "\(options.runs)/\(table.mission)/\(RunOptions.stamp(Date()))-trials.json"
    let document = try CanonicalJSON.document(table)
    try Data(document.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    if options.json {
      Terminal.result(try CanonicalJSON.line(table))
    } else {
      Terminal.result(TrialsText.terminal(table))
      Terminal.result("trials: \(path)")
    }
  }

  private func rehearse(
    _ source: MissionSource, seed: UInt64, _ responder: Responder
  ) async throws -> (Int32, TrialRecord) {
    let run = try options.run(source, seed: seed, responder: responder, ending: nil)
    let rehearsal = Rehearsal(
      run: run, wantsTwin: twin, ablationRepeats: ablate ? repeats : 0)
    let (assessment, twin) = try await rehearsal.perform { try source.plan(seed: $0) }
    LedgerHook.take(assessment, twin: twin, isQuiet: options.quiet)
    if options.json {
      Terminal.result(try CanonicalJSON.line(Report.json(assessment, twin: twin)))
    } else {
      Terminal.result(Derivation.terminal(assessment, twin: twin))
      Terminal.result("debrief: \(Terminal.path(run.folder.debrief))")
    }
    return (assessment.exitCode, Trials.record(assessment, twin: twin))
  }

  /// An invalid exercise outweighs a finding, and a finding a missing answer.
  static func worst(_ codes: [Int32]) -> Int32 {
    for code: Int32 in [3, 1, 2] where codes.contains(code) { return code }
    return 0
  }
}
