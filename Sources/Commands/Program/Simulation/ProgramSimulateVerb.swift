import ArgumentParser
import Debrief
import Foundation
import Ledger
import LinuxHost
import Programs
import Vocabulary

/// Quarters of a made-up team from real exercises: what findings and trends become of them.
struct ProgramSimulateVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Two years of a made-up team, every exercise really played; exit 1 where a check is "
      + "not met.",
    discussion: """
      The folder is a program of its own: cygnet.yaml, findings.jsonl, run folders, and \
      simulated.jsonl with the made-up days; whatever shows something of it says “simulated”. \
      What is finished is not played again: the same command goes on. See docs/howto/two-years.md.
      """)

  @Option(help: "Where it goes; a folder of its own.") var folder = "runs/year"
  @Option(
    help: "Missions by name or file, parted by commas, each with a runbook and a tempting one.")
  var missions: String?
  @Option(help: "The first quarter, such as 2024Q1.") var from = "2024Q1"
  @Flag(help: "Two quarters of one mission, without re-tests: too few to tell, and says so.")
  var short = false
  @Option(parsing: .unconditional, help: "How many exercises at once, each on its own range.")
  var jobs = 3
  @Flag(inversion: .prefixedNo, help: "Play what is in a window again with nobody responding.")
  var twin = true
  @Flag(help: "Print what would be played, and play nothing.") var dryRun = false
  @Flag(help: "One JSON object on standard output.") var json = false
  @Flag(help: "No progress on standard error.") var quiet = false

  func validate() throws {
    guard let quarter = Quarter(from), (1_970...2_200).contains(quarter.year) else {
      throw ValidationError("--from takes a quarter such as 2024Q1, not '\(from)'")
    }
    guard (1...16).contains(jobs) else {
      throw ValidationError("--jobs takes 1 to 16, not \(jobs)")
    }
  }

  func run() async throws {
    let missions = try readMissions()
    let first = Quarter(from) ?? Quarter(year: 2_024, number: 1)
    let plan = SimulatedPlan(
      missions.map(\.source.mission.name),
      course: short ? .short(from: first) : .twoYears(from: first))
    if dryRun {
      print(SimulationText.plan(plan).joined(separator: "\n"))
      return
    }
    if !quiet { Terminal.say(SimulationText.plan(plan).joined(separator: "\n")) }
    let team = SimulatedTeam(folder: folder, plan: plan)
    try team.write()
    let exercises = SimulatedExercises(
      team: team, missions: missions,
      service: try ServiceSource.service(named: team.servicePath), wantsTwin: twin && !short,
      jobs: jobs, isQuiet: quiet)
    let desk = try LedgerDesk(program: team.place.program)
    try desk.ledger.catchUp()
    Interruption.listen()
    let done = try await perform(plan, exercises, desk)
    let report = try SimulatedYears(desk: desk, exercises: exercises, done: done).report()
    try write(report, to: team.root)
    print(
      try json
        ? CanonicalJSON.line(SimulationDocument(report)) : SimulationText.terminal(report))
    if !quiet { Terminal.say("page: \(Terminal.path(team.root + "/simulation.html"))") }
    if !report.isAsExpected { throw ExitCode(1) }
  }

  /// Quarter after quarter: exercises are played, then the ledger takes them in.
  private func perform(
    _ plan: SimulatedPlan, _ exercises: SimulatedExercises, _ desk: LedgerDesk
  ) async throws -> [SimulatedExercises.Done] {
    var ledger = try SimulatedLedger(desk, exercises: exercises)
    var all: [SimulatedExercises.Done] = []
    // Two quarters of one mission have no exercise that waits for another.
    let batches = short ? [plan.periods] : plan.periods.map { [$0] }
    for batch in batches {
      let quarters = batch.map(\.quarter)
      if !quiet {
        Terminal.say("simulated \(quarters.map(\.description).joined(separator: ", "))")
      }
      let done = try await exercises.perform(
        plan.plays.filter { quarters.contains($0.quarter) })
      for period in batch {
        try ledger.take(period, done.filter { $0.play.quarter == period.quarter })
      }
      all += done
    }
    return all
  }

  private func readMissions() throws -> [SimulatedExercises.Mission] {
    let usual =
      short
      ? "etcd-wrong-cluster"
      : "etcd-leader-on-the-wrong-side,etcd-quorum-erosion,etcd-wrong-cluster"
    let sources = try MissionChoice.sources(missions ?? usual)
    let families = sources.map(\.mission.family)
    guard !sources.isEmpty, Set(families).count == families.count else {
      throw UsageError(
        "missions of one family would be compared with one another",
        hint: "name one mission of each family; cygnet mission list shows families")
    }
    guard sources.count <= 12 else {
      throw UsageError("a window has room for 12 missions", hint: "name fewer")
    }
    return try sources.map { try SimulatedExercises.Mission($0) }
  }

  /// The page, its pictures and its data, beside the ledger.
  private func write(_ report: SimulationReport, to root: String) throws {
    let last = report.plan.periods.last?.quarter ?? report.plan.course.first
    let files = [
      ("simulation.html", SimulationPage.html(report)),
      ("simulation.json", try CanonicalJSON.document(SimulationDocument(report))),
      ("trends.svg", TrendPicture.draw(report.trends).file),
      ("coverage.svg", CoveragePicture.draw(report.coverage, in: last).file),
    ]
    for (name, text) in files {
      try Data(text.utf8).write(
        to: URL(fileURLWithPath: "\(root)/\(name)"), options: .atomic)
    }
  }
}
