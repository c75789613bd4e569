import Findings
import Ledger
import Programs
import Vocabulary

/// A quarter's board as a seat may see it.
struct ProgramBoard: Sendable, Equatable {
  var board: QuarterBoard
  /// Whether the team has kept a plan; nil where the seat does not see plans.
  var isPlanKept: Bool?
  /// Deadlines of the quarter that are not on the board.
  var moreDue: Int
}

extension ProgramReading {
  /// How many deadlines a board holds.
  static let mostDue = 200

  /// The board of a quarter; without plans it has what was played and revealed, and the dates.
  func board(of quarter: Quarter) throws -> ProgramBoard {
    let kept = try seat.seesPlans ? keptPlan(of: quarter) : nil
    let exercises = people
    var filter = findingFilter
    filter.dueBefore = "\(quarter.next.first)"
    filter.isByDue = true
    let count = try ledger.count(filter, on: day)
    filter.limit = Self.mostDue
    let due = try ledger.findings(filter, on: day).compactMap(Self.due)
    let nothing = QuarterPlan(quarter: quarter, missions: [], byMachine: [], notes: [])
    var plan = kept ?? nothing
    if seat.seesPlans, kept == nil { plan = try draft(of: quarter, exercises) }
    let board = QuarterBoard(
      plan, dates: QuarterDates(program, quarter: quarter, calendar: calendar),
      exercises: exercises, due: due, today: today)
    return ProgramBoard(
      board: board, isPlanKept: seat.seesPlans ? kept != nil : nil,
      moreDue: max(0, count - Self.mostDue))
  }

  /// What would be planned now.
  private func draft(
    of quarter: Quarter, _ exercises: [PractisedExercise]
  ) throws -> QuarterPlan {
    var filter = findingFilter
    filter.limit = 200
    return QuarterPlanner(
      program: program, cards: sources.missions(ledger.place),
      retests: try openRetests(filter), exercises: exercises,
      ceilings: ProgramTrends(exercises).ceilings
    ).plan(quarter, windows: calendar.windows(in: quarter).count)
  }

  /// A deadline that somebody answers for.
  private static func due(_ row: FindingRow) -> QuarterBoard.Due? {
    guard let owner = row.owner, let day = row.due.flatMap({ CalendarDay(iso: $0) }) else {
      return nil
    }
    return QuarterBoard.Due(
      finding: row.id.rawValue, title: row.title, owner: owner, day: day,
      isClaimed: [.claimedFixed, .retestPending].contains(row.status))
  }
}
