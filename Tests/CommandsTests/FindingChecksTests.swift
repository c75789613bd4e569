import Findings
import Foundation
import Ledger
import MissionLanguage
import Programs
import Testing
import Vocabulary

@testable import Commands

/// The checks of a simulated program's findings, on two years without a range: triage and the rules
/// are the real ones, only the exercises are values.
@Suite struct FindingChecksTests {
  private static let plan = SimulatedPlan(
    ["etcd-wrong-cluster"], course: .twoYears(from: Quarter(year: 2_024, number: 1)))

  private static func outcome(_ play: SimulatedPlay, isShown: Bool) -> ExerciseOutcome {
    let damage = TrialRecord.Damage(
      blast: 3, lostWrites: 0, outageNs: .seconds(1), longestWriteGapNs: .seconds(1))
    let record = TrialRecord(
      folder: play.folder, mission: play.mission, responder: "runbook:\(play.answer.rawValue)",
      seed: play.seed, defects: [], verdict: .valid,
      bits: .init(detected: true, diagnosed: true, contained: true, withinSla: true),
      readiness: 5, timeToContainmentNs: .seconds(6), end: .contained, damage: damage, twin: damage,
      gaps: isShown ? [.wrongTarget] : [], versions: [:])
    var outcome = ExerciseOutcome(
      record: record, run: play.run, began: "2026-11-29T03:00:00Z", service: "orders",
      family: "operator-mistake", possible: [.wrongTarget])
    outcome.simulatedAt = play.at
    return outcome
  }

  /// Two years; `relapsing` are runs of the right answer that show the gap all the same.
  private static func backlog(relapsing: Set<String> = []) throws -> Backlog {
    let team = SimulatedTeam(folder: "x", plan: plan)
    let program = try ProgramParser.parse(team.program, file: "cygnet.yaml").get()
    let people = Roster(
      people: program.people.map { .init(name: $0.name, email: $0.email) },
      programOwner: program.owner)
    var backlog = Backlog()
    func decide(_ command: FindingCommand, at moment: String, by author: String) throws {
      let day = CalendarDay(iso: String(moment.prefix(10)))
      let next = day.flatMap { NextWindow.day(of: program, after: $0) }
      let circumstances = Circumstances(
        by: author, at: moment, people: people,
        nextWindows: next.map { ["orders": "\($0)"] } ?? [:])
      backlog = backlog.appending(try backlog.decide(command, in: circumstances))
    }
    for period in plan.periods {
      let due = NextWindow.day(of: program, after: period.window).map { "\($0.adding(days: -1))" }
      let retest = FindingRetest(
        text: "again", mission: plan.missions[0], responder: "runbook:right")
      for play in plan.plays where play.quarter == period.quarter {
        let isShown = play.answer == .tempting || relapsing.contains(play.run)
        backlog = backlog.appending(
          Triage.events(of: outcome(play, isShown: isShown), in: backlog, at: play.at))
      }
      guard let finding = backlog.findings.first, let due else { continue }
      let owner = team.owner(of: plan.missions[0])
      if finding.status == .draft || (finding.status == .reopened && finding.due == nil) {
        try decide(
          .settle(finding.id, owner: owner, due: due, retest: retest), at: period.debrief,
          by: program.owner)
      } else if finding.status == .open {
        try decide(
          .extend(finding.id, due: due, reason: "nobody mended it"), at: period.debrief,
          by: program.owner)
      }
      if !period.claimed.isEmpty {
        try decide(
          .claimFixed(finding.id, claim: "the right runbook"), at: period.claim, by: owner)
      }
    }
    return backlog
  }

  private static func unmet(_ backlog: Backlog) -> [String] {
    FindingChecks(
      plan: plan, plays: plan.plays, backlog: backlog, at: plan.periods.last?.claim ?? ""
    ).all.filter { !$0.isMet }.map(\.expects)
  }

  @Test func `What is found, mended, verified, forgotten and verified anew meets every check`()
    throws
  {
    let backlog = try Self.backlog()
    #expect(Self.unmet(backlog).isEmpty, "\(Self.unmet(backlog))")
    let finding = try #require(backlog["F-1"])
    #expect(backlog.findings.count == 1 && finding.status == .verified)
    #expect(finding.reopenCount == 1 && finding.extensions.count == 3)
    let kinds = backlog.events.map(\.change.kind).filter { $0 == "verified" || $0 == "reopened" }
    #expect(kinds == ["verified", "reopened", "verified"])
    #expect(finding.trials.count == 8 + 12)
  }

  @Test func `A re-test that shows the gap verifies nothing, and the checks say so`() throws {
    let run = "etcd-wrong-cluster/2025Q1-retest-9"
    let backlog = try Self.backlog(relapsing: [run])
    #expect(Self.unmet(backlog).contains { $0.contains("came back under its own name") })
    #expect(backlog["F-1"]?.reopenCount ?? 0 > 0)
  }

  @Test func `A verification with a trial too few is found out, whoever wrote it`() throws {
    let events = try Self.backlog().events.filter { event in
      guard case .trialRecorded(let trial) = event.change else { return true }
      return trial.run != "etcd-wrong-cluster/2025Q1-retest-9"
    }
    #expect(Self.unmet(Backlog(events)).contains { $0.contains("rests on six seeds") })
  }

  @Test func `Trials that hide when they were played, and findings that people typed, are named`()
    throws
  {
    let events = try Self.backlog().events
    let silent = events.map { event -> FindingEvent in
      guard case .trialRecorded(var trial) = event.change else { return event }
      trial.evidenceBegan = nil
      var event = event
      event.change = .trialRecorded(trial)
      return event
    }
    #expect(Self.unmet(Backlog(silent)).contains { $0.contains("really played") })
    let typed = events.map { event -> FindingEvent in
      var event = event
      if event.change.kind == "opened" { event.by = "ada.obi@example.org" }
      return event
    }
    #expect(Self.unmet(Backlog(typed)).contains { $0.contains("all by machine") })
    let kept = events.filter { $0.change.kind != "deadline.extended" }
    #expect(Self.unmet(Backlog(kept)).contains { $0.contains("missed its date") })
    #expect(Self.unmet(Backlog()).count >= 4)
  }
}
