import Console
import Findings
import Foundation
import Ledger
import LinuxHost
import Programs
import Vocabulary

/// A program with its calendar, its missions and its ledger: all that a quarter is made of.
struct QuarterDesk {
  let desk: LedgerDesk
  let calendar: CadenceCalendar
  let shelf: MissionShelf
  /// Since 1970.
  let now: Nanoseconds

  /// The desk as of a moment.
  init(_ desk: LedgerDesk, now: Nanoseconds = Nanoseconds(rawValue: WallClock.now())) throws {
    self.desk = desk
    self.now = now
    calendar = CadenceCalendar(
      desk.program, zone: try ZoneSource.rules(of: desk.program.cadence.zone))
    shelf = MissionShelf(besideProgramIn: desk.ledger.place.root)
  }

  var program: ProgramFile { desk.program }

  /// The day on the program's own clock.
  var today: CalendarDay {
    calendar.zone.local(atS: Int(now.rawValue / 1_000_000_000)).day
  }

  /// The quarter of the next window; the one after this where there is none ahead.
  var nextQuarter: Quarter {
    calendar.windows(notBefore: now, count: 1).first?.quarter ?? Quarter(of: today).next
  }

  func windows(of quarter: Quarter) -> [ExerciseWindow] { calendar.windows(in: quarter) }

  func exercises() throws -> [PractisedExercise] {
    try desk.ledger.exercises(ExerciseFilter()).compactMap(Practised.exercise)
  }

  func retests(in backlog: Backlog) -> [OpenRetest] {
    OpenRetests.all(in: backlog, of: program, on: desk.today)
  }

  /// What would be planned now.
  func plan(_ quarter: Quarter) throws -> QuarterPlan {
    let exercises = try exercises()
    return QuarterPlanner(
      program: program, cards: shelf.cards, retests: retests(in: try desk.ledger.backlog()),
      exercises: exercises, ceilings: ProgramTrends(exercises).ceilings
    ).plan(quarter, windows: windows(of: quarter).count)
  }

  /// Where a quarter stands, with the maps that its pictures draw.
  func status(
    _ quarter: Quarter
  ) throws -> (status: QuarterStatus, map: CoverageMap, grid: PairGrid) {
    let exercises = try exercises()
    let backlog = try desk.ledger.backlog()
    let kept = try KeptPlan.read(quarter, at: desk.ledger.place)
    let board = QuarterBoard(
      try kept ?? plan(quarter),
      dates: QuarterDates(program, quarter: quarter, calendar: calendar), exercises: exercises,
      due: OpenRetests.due(in: backlog, on: desk.today), today: today)
    let map = CoverageMap(
      exercises, cards: shelf.cards, databases: program.services.map(\.database))
    // The gate of a quarter that has not begun is that of its first day.
    let day = max(today, quarter.first)
    let status = QuarterStatus(
      board, isPlanKept: kept != nil,
      gate: ExecutionGate.waiting(
        program, day: min(day, quarter.last), retests: retests(in: backlog),
        linked: ExecutionGate.linked(by: shelf.cards, plan: kept)),
      overrides: OpenRetests.overrides(in: backlog, of: quarter), map: map)
    return (status, map, PairGrid(exercises, cards: shelf.cards))
  }

  /// The quarter that somebody typed; nil for none.
  static func quarter(_ text: String?) throws -> Quarter? {
    guard let text else { return nil }
    guard let quarter = Quarter(text.uppercased()) else {
      throw UsageError("“\(text)” is no quarter", hint: "write it as 2027Q1")
    }
    return quarter
  }
}
