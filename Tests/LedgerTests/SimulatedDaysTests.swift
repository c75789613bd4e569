import Evidence
import Findings
import Foundation
import Testing
import Vocabulary

@testable import Ledger

/// Days of a simulated program: beside the evidence, and marked wherever they are used.
@Suite struct SimulatedDaysTests {
  private static let at = "2024-02-08T13:00:00Z"

  private static func day(
    _ run: RunFolder, at: String = at, part: SimulatedDay.Part = .people
  ) throws -> SimulatedDay {
    let seal = try #require(FileManager.default.contents(atPath: run.seal))
    return SimulatedDay(
      run: run.path.split(separator: "/").suffix(2).joined(separator: "/"),
      seal: Digest.sha256(seal), at: at, part: part)
  }

  private static func outcome(_ run: RunFolder, began: String) -> ExerciseOutcome {
    let record = TrialRecord(
      folder: "r1", mission: "etcd-trial", responder: "runbook:a", seed: 1, defects: [],
      verdict: .valid,
      bits: .init(detected: true, diagnosed: false, contained: false, withinSla: false),
      readiness: 2, timeToContainmentNs: nil, end: .open,
      damage: .init(
        blast: 3, lostWrites: 0, outageNs: .seconds(1), longestWriteGapNs: .seconds(1)),
      twin: nil, gaps: [.notContained], versions: [:])
    return ExerciseOutcome(
      record: record, run: run.path.split(separator: "/").suffix(2).joined(separator: "/"),
      began: began, service: "orders", family: "quorum-erosion", possible: [.notContained])
  }

  @Test func `An exercise counts on its simulated day, and its evidence keeps its own`() throws {
    let trial = try TrialPlace()
    let run = try trial.addRun("r1", began: "2026-11-29T03:00:00Z")
    let before = trial.bytes(run.summary)
    var days = try SimulatedDays(at: trial.place)
    #expect(days.isEmpty)
    try days.add(try Self.day(run))
    let ledger = try TeamLedger(at: trial.place)
    _ = try ledger.record(
      run, outcome: Self.outcome(run, began: "2026-11-29T03:00:00Z"), at: Self.at)
    let exercise = try #require(try ledger.exercises(ExerciseFilter()).first)
    #expect(exercise.simulated?.day == "2024-02-08" && exercise.simulated?.part == .people)
    #expect(exercise.summary.began == "2026-11-29T03:00:00Z")
    #expect(trial.bytes(run.summary) == before)
    let finding = try #require(try ledger.finding("F-1"))
    let fact = try #require(finding.trials.first?.fact)
    #expect(fact.began == Self.at && fact.evidenceBegan == "2026-11-29T03:00:00Z")
    #expect(fact.isSimulated && finding.isSimulated)
    #expect(try ledger.findings(.everything, on: "2024-02-09").map(\.isSimulated) == [true])
    let journal = String(decoding: trial.bytes(trial.place.journal), as: UTF8.self)
    #expect(journal.contains("\"evidence_began\":\"2026-11-29T03:00:00Z\""))
    #expect(try ledger.defects(program: nil).isEmpty)
    _ = try TeamLedger.rebuild(at: trial.place, program: nil)
    #expect(try ledger.exercises(ExerciseFilter()) == [exercise])
  }

  @Test func `Without such a day nothing is marked, and the journal says no more than before`()
    throws
  {
    let trial = try TrialPlace()
    let run = try trial.addRun("r1", began: "2026-11-29T03:00:00Z")
    let ledger = try TeamLedger(at: trial.place)
    _ = try ledger.record(
      run, outcome: Self.outcome(run, began: "2026-11-29T03:00:00Z"), at: Self.at)
    #expect(try ledger.exercises(ExerciseFilter()).first?.simulated == nil)
    #expect(try ledger.findings(.everything, on: "2026-11-30").map(\.isSimulated) == [false])
    let finding = try #require(try ledger.finding("F-1"))
    #expect(!finding.isSimulated && finding.trials.first?.fact.began == "2026-11-29T03:00:00Z")
    let journal = String(decoding: trial.bytes(trial.place.journal), as: UTF8.self)
    #expect(!journal.contains("evidence_began"))
  }

  @Test func `A day of other evidence is refused, wherever it would be used`() throws {
    let trial = try TrialPlace()
    let run = try trial.addRun("r1")
    var days = try SimulatedDays(at: trial.place)
    try days.add(try Self.day(run))
    let ledger = try TeamLedger(at: trial.place)
    _ = try ledger.record(run, outcome: nil, at: Self.at)
    try Data("# another seal\n".utf8).write(to: URL(fileURLWithPath: run.seal))
    #expect(throws: LedgerError.self) {
      try ledger.record(run, outcome: Self.outcome(run, began: Self.at), at: Self.at)
    }
    #expect(try trial.journal.read().events.isEmpty)
    _ = try TeamLedger.rebuild(at: trial.place, program: nil)
    #expect(throws: LedgerError.self) { try ledger.exercises(ExerciseFilter()) }
  }

  @Test func `A day stands once it was given, and the file is written whole`() throws {
    let trial = try TrialPlace()
    let runs = try ["r2", "r1"].map { try trial.addRun($0) }
    var days = try SimulatedDays(at: trial.place)
    for run in runs { try days.add(try Self.day(run)) }
    try days.add(try Self.day(runs[0]))
    #expect(throws: LedgerError.self) {
      try days.add(try Self.day(runs[0], at: "2024-05-09T13:00:00Z"))
    }
    let lines = trial.bytes(trial.place.simulated).split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 2 && String(decoding: lines[0], as: UTF8.self).contains("/r1"))
    #expect(try SimulatedDays(at: trial.place) == days)
  }

  @Test(
    "A file that is none is refused, with the line",
    arguments: [
      ("{}\n", "line 1"), ("no json\n", "line 1"),
      (#"{"at":"2024-02-30T13:00:00Z","part":"people","run":"a/b","seal":""}"#, "line 1"),
      ("LINE\nLINE\n", "a second day"),
    ])
  func unreadable(text: String, message: String) throws {
    let trial = try TrialPlace()
    let line = try CanonicalJSON.line(try Self.day(try trial.addRun("r1")))
    let bytes = Data(text.replacing("LINE", with: line).utf8)
    try bytes.write(to: URL(fileURLWithPath: trial.place.simulated))
    #expect {
      try SimulatedDays(at: trial.place)
    } throws: { error in
      (error as? LedgerError)?.message.contains(message) == true
    }
  }
}
