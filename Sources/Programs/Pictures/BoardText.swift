package import Debrief
import Vocabulary

/// Plans and boards as tables and sentences.
package enum BoardText {
  /// A row a chosen mission.
  package static func plan(_ plan: QuarterPlan) -> PlainTable {
    PlainTable(
      ["mission", "family", "database", "difficulty", "why"],
      plan.missions.map { planned in
        PlainTable.Row([
          planned.card.name, Families.title(planned.card.family), planned.card.database,
          String(planned.card.difficulty), planned.reasons.map(\.words).joined(separator: "; "),
        ])
      })
  }

  /// A row a re-test that a machine decides.
  package static func byMachine(_ plan: QuarterPlan) -> PlainTable {
    PlainTable(
      ["finding", "mission", "target", "priority"],
      plan.byMachine.map {
        PlainTable.Row([
          $0.finding, $0.mission, $0.target, Written.decimal($0.priority, places: 1),
        ])
      })
  }

  /// A row a mission of the board.
  package static func missions(_ board: QuarterBoard) -> PlainTable {
    PlainTable(
      ["mission", "family", "difficulty", "state", "why"],
      board.missions.map {
        PlainTable.Row([
          $0.mission, Families.title($0.family), String($0.difficulty), state($0),
          $0.reasons.isEmpty ? "played beside the plan" : $0.reasons.joined(separator: "; "),
        ])
      })
  }

  /// A row a deadline of the board.
  package static func due(_ board: QuarterBoard) -> PlainTable {
    PlainTable(
      ["due", "finding", "title", "owner", "state"],
      board.due.map {
        PlainTable.Row([
          $0.day.description, $0.finding, $0.title, $0.owner, state($0, on: board.today),
        ])
      })
  }

  /// The board in sentences.
  package static func sentences(_ board: QuarterBoard) -> [String] {
    let dates = board.dates
    var result = ["Design until \(dates.design.upperBound)."]
    for window in dates.windows {
      let moved = window.moves > 0 ? ", moved from \(window.ruleDay)" : ""
      result.append("Window on \(window.day)\(moved).")
    }
    if let remediation = dates.remediation {
      result.append("Mending from \(remediation.lowerBound) to \(remediation.upperBound).")
    }
    result += board.missions.map { "\($0.mission): \(state($0))." }
    result += board.due.map { "\($0.finding): \(state($0, on: board.today))." }
    return result
  }

  /// `planned`, `sealed 2027-02-11, readiness 4`.
  static func state(_ row: QuarterBoard.Row) -> String {
    let day = row.day.map { " \($0)" } ?? ""
    let readiness = row.readiness.map { ", readiness \($0)" } ?? ""
    return row.state.rawValue + day + (row.state == .sealed ? readiness : "")
  }

  /// `due 2027-03-01, Ada Obi`, `overdue since …`, `claimed fixed, …`.
  static func state(_ due: QuarterBoard.Due, on today: CalendarDay) -> String {
    if due.isClaimed { return "claimed fixed, \(due.owner)" }
    return (due.isOverdue(on: today) ? "overdue since " : "due ") + "\(due.day), \(due.owner)"
  }
}
