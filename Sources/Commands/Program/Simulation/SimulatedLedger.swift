import Evidence
import Findings
import Foundation
import Ledger
import Programs
import Vocabulary

/// Takes a simulated quarter into the ledger, as its days would have it: what exercises show, and
/// what people then agree on.
///
/// Shape:  re-tests, window, debrief, mending, in that order. Exercises open, verify and reopen
///         findings by their facts alone; people only do what `cygnet finding` lets them.
/// Effect: called again after an interruption it goes on where the journal ends.
struct SimulatedLedger {
  let desk: LedgerDesk
  let exercises: SimulatedExercises
  private var days: SimulatedDays
  /// The last moment that the journal knew when this process began.
  private let past: String

  init(_ desk: LedgerDesk, exercises: SimulatedExercises) throws {
    self.desk = desk
    self.exercises = exercises
    days = try SimulatedDays(at: desk.ledger.place)
    past = try desk.ledger.backlog().events.map(\.at).max() ?? ""
  }

  /// One quarter, whole.
  mutating func take(_ period: SimulatedPlan.Period, _ done: [SimulatedExercises.Done]) throws {
    if !period.retested.isEmpty { try beginRetests(period) }
    for exercise in done { try record(exercise) }
    try settle(period)
    try extend(period)
    if !period.claimed.isEmpty { try claim(period) }
  }

  /// The exercise with its day; the day stands beside the evidence before the ledger reads it.
  private mutating func record(_ done: SimulatedExercises.Done) throws {
    let folder = exercises.folder(of: done.play)
    guard let seal = FileManager.default.contents(atPath: folder.seal) else {
      throw EvidenceError(
        "\(folder.path) has no SEAL", hint: "the same command plays what is missing")
    }
    try days.add(
      SimulatedDay(
        run: done.play.run, seal: Digest.sha256(seal), at: done.play.at, part: done.part))
    // What the journal has passed already was triaged; a second time could find later findings.
    if done.play.at < past {
      if try !desk.ledger.has(folder) {
        _ = try desk.ledger.record(folder, outcome: nil, at: done.play.at)
      }
      return
    }
    let entry = try desk.ledger.record(
      folder, outcome: try Outcomes.outcome(folder), at: done.play.at)
    for note in entry.notes { Terminal.say("ledger: \(note)") }
  }

  /// Trials of what is said to be mended begin.
  private func beginRetests(_ period: SimulatedPlan.Period) throws {
    for finding in try pending(until: period.retestBegins, of: period.retested)
    where finding.status == .claimedFixed {
      try decide(
        .beginRetest(finding.id, run: nil), by: FindingEvent.machine, at: period.retestBegins,
        finding)
    }
  }

  /// One person, a date before the next window, and a re-test with the right runbook.
  private func settle(_ period: SimulatedPlan.Period) throws {
    let due = try dayBeforeNextWindow(period)
    for finding in try pending(until: period.debrief)
    where finding.status == .draft || (finding.status == .reopened && finding.due == nil) {
      let mission = finding.opening.mission
      let runbook = try exercises.mission(mission).right.runbook.name
      let retest = FindingRetest(
        text: "\(mission) with the runbook \(runbook)", mission: mission,
        responder: "runbook:\(runbook)")
      try decide(
        .settle(
          finding.id, owner: exercises.team.owner(of: mission), due: due, retest: retest),
        by: desk.program.owner, at: period.debrief, finding)
    }
  }

  /// Dates that nobody kept: the program owner moves them, and each counts as missed.
  private func extend(_ period: SimulatedPlan.Period) throws {
    let due = try dayBeforeNextWindow(period)
    let today = String(period.debrief.prefix(10))
    for finding in try pending(until: period.debrief)
    where [.open, .reopened].contains(finding.status) && (finding.due ?? today) < today {
      try decide(
        .extend(
          finding.id, due: due,
          reason: "the window came and nobody had mended it: the same answer was given again"),
        by: desk.program.owner, at: period.debrief, finding)
    }
  }

  /// Somebody says that it is mended: by the runbook that will be played from now on.
  private func claim(_ period: SimulatedPlan.Period) throws {
    for finding in try pending(until: period.claim, of: period.claimed)
    where [.open, .reopened].contains(finding.status) {
      let runbook = try exercises.mission(finding.opening.mission).right.runbook.name
      try decide(
        .claimFixed(finding.id, claim: "everybody on call has practised the runbook \(runbook)"),
        by: finding.owner?.email ?? desk.program.owner, at: period.claim, finding)
    }
  }

  /// Findings that wait for somebody and that nothing happened to after a moment, so that an
  /// interrupted simulation does not decide anything twice.
  private func pending(until moment: String, of missions: [String]? = nil) throws -> [Finding] {
    try desk.ledger.backlog().findings.filter { finding in
      finding.openedAt <= moment && finding.since <= moment
        && finding.isPending(on: String(moment.prefix(10)))
        && (missions?.contains(finding.opening.mission) ?? true)
    }
  }

  private func decide(
    _ command: FindingCommand, by author: String, at moment: String, _ finding: Finding
  ) throws {
    let circumstances = try desk.simulated(at: moment).circumstances(
      by: author, about: [finding.opening.service])
    let entry = try desk.ledger.decide(about: finding.id) {
      try $0.decide(command, in: circumstances)
    }
    for note in entry.notes { Terminal.say("ledger: \(note)") }
  }

  private func dayBeforeNextWindow(_ period: SimulatedPlan.Period) throws -> String {
    guard let next = NextWindow.day(of: desk.program, after: period.window) else {
      throw UsageError("the program has no window after \(period.window)")
    }
    return "\(next.adding(days: -1))"
  }
}
