import Console
import Evidence
import Findings
import Foundation
import Ledger
import Programs
import Readiness
import Vocabulary

/// What the ledger of a simulated program says at its end, with every check.
///
/// Shape: read from the ledger and the run folders alone; nothing that the run remembers.
struct SimulatedYears {
  let desk: LedgerDesk
  let exercises: SimulatedExercises
  /// Every exercise that took place, in the order of their days.
  let done: [SimulatedExercises.Done]

  private var plan: SimulatedPlan { exercises.team.plan }
  private var at: String { plan.periods.last?.claim ?? "" }

  func report() throws -> SimulationReport {
    let indexed = try desk.ledger.exercises(ExerciseFilter())
    let practised = indexed.compactMap(Practised.exercise)
    let trends = ProgramTrends(practised)
    let backlog = try desk.ledger.backlog()
    var report = SimulationReport(
      plan: plan, trends: trends,
      coverage: CoverageMap(
        practised, cards: exercises.missions.map { MissionCard($0.source.mission) },
        databases: desk.program.services.map(\.database)))
    let known = Dictionary(
      indexed.map { ($0.run, $0) }, uniquingKeysWith: { first, _ in first })
    let windows = done.filter { $0.part == .people }
    report.played = windows.compactMap { done -> SimulationReport.Played? in
      guard let own = known[done.play.run], let exercise = Practised.exercise(own) else {
        return nil
      }
      return SimulationReport.Played(
        exercise, of: done.play, evidenceBegan: own.summary.began)
    }
    report.counts.windows = report.played.count
    report.counts.retests = done.count { $0.part == .retest }
    report.counts.void = done.count { $0.part == .void }
    report.counts.twins = done.count {
      FileManager.default.fileExists(atPath: exercises.folder(of: $0.play).twin.plan)
    }
    report.changes = Self.changes(backlog)
    report.findings = try items()
    let pairs = plan.missions.map { ($0, paired($0, practised)) }.filter { !$0.1.isEmpty }
    let tests = pairs.map { ($0.0, TrendChecks.paired($0.1)) }
    report.paired = tests.map {
      SimulationReport.Paired(mission: $0.0, words: $0.1.test.words)
    }
    let plays = done.map(\.play)
    report.checks = TrendChecks(plan, plays: plays, trends: trends).all
    report.checks += tests.map { $0.1.check }
    report.checks += FindingChecks(plan: plan, plays: plays, backlog: backlog, at: at).all
    report.checks += try honesty(practised)
    return report
  }

  private static func changes(_ backlog: Backlog) -> [SimulationReport.Change] {
    backlog.events.compactMap { event -> SimulationReport.Change? in
      guard let day = CalendarDay(iso: event.day) else { return nil }
      func change(_ what: String, _ by: String) -> SimulationReport.Change {
        SimulationReport.Change(
          day: day, finding: event.finding.rawValue, what: what, by: by)
      }
      switch event.change {
      case .opened(let opening): return change("opened", "\(opening.title), \(opening.run)")
      case .claimedFixed(let claim): return change("claimed fixed", claim)
      case .verified(let count, let trials): return change("verified", "\(count)/\(trials)")
      case .reopened(let reason, let run):
        return change("reopened", ([reason] + [run].compactMap(\.self)).joined(separator: ", "))
      case .deadlineExtended(let due, _): return change("date missed", "moved to \(due)")
      default: return nil
      }
    }
  }

  private func items() throws -> [SimulationReport.Item] {
    let today = String(at.prefix(10))
    let rows = try desk.ledger.findings(.everything, on: today)
    return try rows.compactMap { row -> SimulationReport.Item? in
      guard let finding = try desk.ledger.finding(row.id) else { return nil }
      return SimulationReport.Item(
        finding: row.id.rawValue, title: row.title, status: row.status.rawValue,
        owner: row.owner, due: row.due, priority: finding.priority.text,
        demonstration: finding.demonstration.text, reopened: row.reopenCount)
    }
  }

  /// Readiness with the tempting answer, and with the right one on the same seed.
  private func paired(
    _ mission: String, _ practised: [PractisedExercise]
  ) -> [(before: Int, after: Int)] {
    func readiness(_ done: SimulatedExercises.Done) -> Int? {
      practised.first { $0.run == done.play.run }?.readiness
    }
    let own = done.filter { $0.play.mission == mission }
    let learned = plan.periods.first { $0.number == plan.course.learnsIn }?.quarter
    let retests = own.filter { $0.part == .retest && $0.play.quarter == learned }
    return retests.compactMap { after -> (before: Int, after: Int)? in
      let before = own.first {
        $0.part == .people && $0.play.answer == .tempting && !$0.play.hasForgotten
          && $0.play.seed == after.play.seed
      }
      guard let before, let low = readiness(before), let high = readiness(after) else {
        return nil
      }
      return (low, high)
    }
  }

  /// That nothing of it can be taken for what it is not.
  private func honesty(_ practised: [PractisedExercise]) throws -> [SimulationCheck] {
    let unmarked = practised.filter { $0.simulated == nil }
    let bare = practised.map { exercise in
      var exercise = exercise
      exercise.simulated = nil
      return exercise
    }
    let people = ProgramTrends(bare).families.reduce(0) { $0 + $1.points.count }
    let broken = try done.flatMap { try Verification.defects(of: exercises.folder(of: $0.play)) }
    let ledger = try desk.ledger.defects(program: (desk.program, desk.digest))
    return [
      SimulationCheck(
        "every exercise of the ledger is marked as simulated",
        found: "\(practised.count - unmarked.count) of \(practised.count)",
        isMet: !practised.isEmpty && unmarked.isEmpty),
      SimulationCheck(
        "without the simulated days no exercise counts as one of people",
        found: "\(people) would", isMet: people == 0),
      SimulationCheck(
        "the evidence is as it was sealed",
        found: broken.first ?? "\(done.count) run folders are whole", isMet: broken.isEmpty),
      SimulationCheck(
        "the journal's chain is whole, and a new index would say what this one says",
        found: ledger.first ?? "it would", isMet: ledger.isEmpty),
    ]
  }
}
