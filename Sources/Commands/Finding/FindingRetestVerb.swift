import ArgumentParser
import Conductor
import Evidence
import Findings
import Foundation
import Ledger
import LinuxHost
import Vocabulary

/// The re-test of findings: their mission, several times, each with a seed of its own.
struct FindingRetestVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retest",
    abstract: "Run a finding's mission several times, and write down what it shows.",
    discussion: """
      Seeds that showed the gap come first. Exits with 0 where every finding is verified, 1 where a
      gap showed itself, 2 where the trials are too few to tell, 3 where exercises were invalid.
      """)

  @Argument(help: "Findings, such as F-3.") var findings: [String] = []
  @Flag(help: "All that are said to be fixed and that a machine can test.") var all = false
  @Flag(help: "With --all: those that were verified before as well.") var verified = false
  @Option(parsing: .unconditional, help: "Trials of each finding.") var trials = 6
  @Option(help: "Write the results as JUnit XML.") var junit: String?
  @Flag(inversion: .prefixedNo, help: "Play each trial again with nobody responding.")
  var twin = true
  @Option(help: "The team's cygnet.yaml; without it the nearest from here upwards.")
  var program: String?
  @OptionGroup var options: RunOptions

  func validate() throws {
    guard all != !findings.isEmpty else { throw ValidationError("name findings, or give --all") }
    guard (1...100).contains(trials) else {
      throw ValidationError("--trials takes 1 to 100, not \(trials)")
    }
  }

  func run() async throws {
    let desk = try LedgerDesk(program: program)
    try desk.ledger.catchUp()
    let wanted = try wanted(desk)
    // A mistake in the last mission is found before the first one has run for an hour.
    let tests = try wanted.map { try Retest($0, of: self, at: desk) }
    Interruption.listen()
    var results: [RetestResult] = []
    for test in tests where !Interruption.isAsked {
      let result = try await perform(test, at: desk)
      results.append(result)
      Terminal.result(try options.json ? CanonicalJSON.line(result) : result.line)
      // Written after each, so that an interrupted pipeline has what there is.
      try write(results, of: desk)
    }
    if tests.isEmpty {
      Terminal.say("no finding waits for a machine's re-test; see cygnet finding claim")
      try write([], of: desk)
    }
    if Interruption.isAsked {
      throw UsageError("interrupted", hint: "the same command goes on with seeds that are left")
    }
    throw ExitCode(RehearseCommand.worst(results.map(\.exitCode)))
  }

  /// One finding with all that its trials need.
  private struct Retest {
    var id: FindingID
    var source: MissionSource
    var options: RunOptions
    var responder: Responder
    var seeds: [UInt64]

    init(_ finding: Finding, of command: FindingRetestVerb, at desk: LedgerDesk) throws {
      id = finding.id
      guard finding.opening.proof == .machine else {
        throw UsageError(
          "\(finding.id) is tested by people, not by a machine",
          hint: "link it into the next exercise: retests: [\(finding.id)] in its mission")
      }
      let found = try RetestSource(finding, options: command.options, at: desk)
      (source, options) = (found.mission, found.options)
      responder = try Blue.responder(
        named: finding.retest?.responder ?? finding.trials.first?.fact.responder ?? "none",
        for: source)
      seeds = RetestSeeds.choose(
        for: finding, count: command.trials, first: command.options.seed)
    }
  }

  private func wanted(_ desk: LedgerDesk) throws -> [Finding] {
    guard !all else {
      var filter = FindingFilter()
      filter.statuses = [.claimedFixed, .retestPending]
      if verified { filter.statuses.insert(.verified) }
      return try desk.ledger.findings(filter, on: desk.today).compactMap { row in
        try desk.ledger.finding(row.id)
      }.filter { $0.opening.proof == .machine && $0.retest != nil }
    }
    return try findings.map { typed in
      let id = FindingID(typed: typed)
      try desk.mustHave(id)
      guard let finding = try desk.ledger.finding(id) else {
        throw UsageError("\(id) was never opened", hint: "cygnet ledger verify")
      }
      return finding
    }
  }

  /// What is written down before the first trial runs.
  static func beginning(of id: FindingID) -> FindingCommand { .beginRetest(id, run: nil) }

  private func perform(_ test: Retest, at desk: LedgerDesk) async throws -> RetestResult {
    let circumstances = desk.circumstances(by: FindingEvent.machine)
    try desk.decide(Self.beginning(of: test.id), about: test.id, in: circumstances)
    let start = MonotonicClock.now()
    var runs: [String] = []
    for (number, seed) in test.seeds.enumerated() where !Interruption.isAsked {
      if !options.quiet {
        Terminal.say("\(test.id)  trial \(number + 1) of \(test.seeds.count), seed \(seed)")
      }
      let run = try test.options.run(
        test.source, seed: seed, responder: test.responder, ending: nil)
      let (assessment, other) = try await Rehearsal(
        run: run, wantsTwin: twin, ablationRepeats: 0
      ).perform { try test.source.plan(seed: $0) }
      // What a person broke off is no trial.
      if Interruption.isAsked && !assessment.isValid { break }
      let entry = try desk.record(assessment, twin: other)
      for note in entry.notes { Terminal.say("note: \(note)") }
      runs.append(LedgerDesk.run(of: run.folder))
    }
    let seconds = (MonotonicClock.now() - start).inSeconds
    guard let finding = try desk.ledger.finding(test.id) else {
      throw UsageError("\(test.id) is gone from the journal", hint: "cygnet ledger verify")
    }
    return RetestResult(finding, runs: runs, seconds: seconds, on: desk.today)
  }

  private func write(_ results: [RetestResult], of desk: LedgerDesk) throws {
    guard let junit else { return }
    let findings = try results.compactMap {
      try desk.ledger.finding(FindingID(rawValue: $0.finding))
    }
    let report = RetestReport(
      findings, name: "cygnet finding retest", at: desk.at,
      runs: Set(results.flatMap(\.runs)),
      seconds: Dictionary(
        results.map { (FindingID(rawValue: $0.finding), $0.seconds) }, uniquingKeysWith: { $1 }))
    try Data(report.xml.utf8).write(to: URL(fileURLWithPath: junit), options: .atomic)
  }
}
