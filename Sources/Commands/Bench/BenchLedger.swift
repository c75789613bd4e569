import ArgumentParser
import Findings
import Foundation
import Ledger
import LinuxHost
import Vocabulary

/// Times a ledger of many exercises and findings, in a folder of its own.
struct BenchLedger: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Time a ledger of many exercises and findings.",
    discussion: """
      Seconds are those of the processor, so that a busy machine changes little; what is measured \
      is one process that opens the ledger, as a command does. Exits with 1 where a bar is missed.
      """)

  @Option(help: "Exercises.") var exercises = 10_000
  @Option(help: "Findings.") var findings = 50_000
  @Option(help: "Where its folders go, usually where temporary files do; removed in the end.")
  var folder: String?
  @Flag(help: "One JSON object on standard output.") var json = false

  func validate() throws {
    for (name, value) in [("--exercises", exercises), ("--findings", findings)]
    where !(1...1_000_000).contains(value) {
      throw ValidationError("\(name) takes 1 to 1000000, not \(value)")
    }
  }

  private struct Report: Encodable {
    var exercises: Int
    var findings: Int
    var rebuildS: Double
    var exercisesPerS: Double
    var listMs: Double
    var pageMs: Double
    var oneFindingMs: Double
    var decideMs: Double
    /// Of a program's pages in the console, by name.
    var programMs: [String: Double]

    var isMet: Bool {
      exercisesPerS >= 1_000 && listMs <= 200 && pageMs <= 100
        && programMs.values.allSatisfy { $0 <= 100 }
    }
  }

  func run() throws {
    let place = LedgerPlace(
      root: (folder ?? FileManager.default.temporaryDirectory.path)
        + "/cygnet-bench-ledger-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(atPath: place.root) }
    Terminal.say("writing \(exercises) run folders and a journal of \(findings) findings")
    try LedgerSample.write(at: place, exercises: exercises, findings: findings)
    Terminal.say("making the index")
    let (rebuilt, rebuild) = try Self.timed {
      try TeamLedger.rebuild(at: place, program: nil)
    }
    guard rebuilt.exercises == exercises, rebuilt.findings == findings else {
      throw UsageError("the index has \(rebuilt); something is wrong with the bench")
    }
    let report = Report(
      exercises: exercises, findings: findings, rebuildS: rebuild,
      exercisesPerS: (Double(exercises) / rebuild).rounded(),
      listMs: try Self.list(place), pageMs: try Self.pages(place, exercises: exercises),
      oneFindingMs: try Self.one(place, findings: findings),
      decideMs: try Self.decide(place, findings: findings), programMs: try Self.program(place))
    print(try json ? CanonicalJSON.line(report) : Self.text(report))
    if !report.isMet { throw ExitCode(1) }
  }

  /// What `cygnet finding list` does: open, catch up, read, write each line.
  private static func list(_ place: LedgerPlace) throws -> Double {
    try worst(of: 3) {
      let ledger = try TeamLedger(at: place)
      try ledger.catchUp()
      var filter = FindingFilter()
      filter.limit = 200
      let rows = try ledger.findings(filter, on: "2027-01-01")
      let text = rows.map(FindingText.line).joined(separator: "\n")
      precondition(!text.isEmpty, "a bench without findings times nothing")
      _ = try ledger.count(filter, on: "2027-01-01")
    }
  }

  /// The first, a middle and the last page of exercises and of findings.
  private static func pages(_ place: LedgerPlace, exercises: Int) throws -> Double {
    let ledger = try TeamLedger(at: place)
    var worst = 0.0
    for share in [0, exercises / 2, max(0, exercises - 50)] {
      var filter = ExerciseFilter()
      (filter.limit, filter.offset) = (50, share)
      worst = max(worst, try timed { try ledger.exercises(filter) }.seconds)
      filter.gap = .noDiagnosis
      filter.offset = 0
      worst = max(worst, try timed { try ledger.exercises(filter) }.seconds)
      var findings = FindingFilter.everything
      (findings.limit, findings.offset) = (50, share)
      worst = max(worst, try timed { try ledger.findings(findings, on: "2027-01-01") }.seconds)
    }
    return milliseconds(worst)
  }

  private static func one(_ place: LedgerPlace, findings: Int) throws -> Double {
    let ledger = try TeamLedger(at: place)
    return try worst(of: 3) { _ = try ledger.finding(FindingID(number: findings / 2 + 1)) }
  }

  private static func decide(_ place: LedgerPlace, findings: Int) throws -> Double {
    let ledger = try TeamLedger(at: place)
    let id = FindingID(number: findings)
    return try worst(of: 3) {
      _ = try ledger.decide(about: id) { _ in
        [
          FindingEvent(
            finding: id, at: "2027-01-01T00:00:00Z", by: "ada@example.org",
            change: .edited(title: "Another title", text: nil))
        ]
      }
    }
  }

  /// Each page as a browser gets it, but for the way: the worse of both seats, of three times.
  private static func program(_ place: LedgerPlace) throws -> [String: Double] {
    let bench = try BenchProgram(at: place)
    var figures: [String: Double] = [:]
    for (name, page, query) in BenchProgram.pages {
      for seesPlans in [true, false] {
        let time = try worst(of: 3) { try bench.draw(page, query, seesPlans: seesPlans) }
        figures[name] = max(figures[name] ?? 0, time)
      }
    }
    return figures
  }

  private static func worst(of count: Int, _ body: () throws -> Void) throws -> Double {
    milliseconds(try (0..<count).map { _ in try timed(body).seconds }.max() ?? 0)
  }

  private static func timed<Value>(
    _ body: () throws -> Value
  ) throws -> (value: Value, seconds: Double) {
    let start = ProcessClock.cpu()
    let value = try body()
    return (value, (ProcessClock.cpu() - start).inSeconds)
  }

  private static func milliseconds(_ seconds: Double) -> Double {
    (seconds * 10_000).rounded() / 10
  }

  private static func text(_ report: Report) -> String {
    func bar(_ isMet: Bool, _ words: String) -> String { "\(isMet ? "met" : "MISSED") (\(words))" }
    var rows = [
      (
        "rebuild",
        "\(String(format: "%.2f", report.rebuildS)) s, \(Int(report.exercisesPerS)) exercises/s   "
          + bar(report.exercisesPerS >= 1_000, "≥ 1000")
      ),
      ("finding list", "\(report.listMs) ms   \(bar(report.listMs <= 200, "≤ 200"))"),
      ("worst page", "\(report.pageMs) ms   \(bar(report.pageMs <= 100, "≤ 100"))"),
      ("one finding", "\(report.oneFindingMs) ms"),
      ("one decision", "\(report.decideMs) ms"),
    ]
    rows += report.programMs.sorted { $0.key < $1.key }.map { name, time in
      ("program/\(name)", "\(time) ms   \(bar(time <= 100, "≤ 100"))")
    }
    let width = (rows.map(\.0.count).max() ?? 0) + 2
    let head = "\(report.exercises) exercises, \(report.findings) findings; processor time"
    return ([head] + rows.map { Terminal.padded($0.0, width) + $0.1 }).joined(separator: "\n")
  }
}
