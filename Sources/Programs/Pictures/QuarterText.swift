import Vocabulary

/// The status of a quarter in lines.
package enum QuarterText {
  /// Dates, gate, coverage and what is late; each line with its name.
  package static func lines(_ status: QuarterStatus) -> [(name: String, text: String)] {
    let board = status.board
    var lines: [(name: String, text: String)] = [
      ("quarter", dates(board.dates)),
      ("today", "\(board.today)" + (status.phase.map { ", \($0.rawValue)" } ?? "")),
      ("plan", status.isPlanKept ? "kept" : "not kept: this is what would be planned now"),
    ]
    if status.gate.isEmpty {
      lines.append(("gate", "open: no re-test of an earlier quarter is left out"))
    }
    for waiting in status.gate {
      let names = waiting.retests.map { "\($0.finding) (\($0.title))" }
      lines.append(("gate", "\(waiting.target) waits for \(names.joined(separator: ", "))"))
    }
    for kept in status.overrides {
      lines.append(
        (
          "override",
          "\(kept.exercise) did not wait for \(kept.finding): \(kept.by), "
            + "“\(kept.reason)”"
        ))
    }
    lines.append(("coverage", status.coverage.words))
    let late = status.overdue.map { "\($0.finding) since \($0.day), \($0.owner)" }
    lines.append(("overdue", late.isEmpty ? "nothing" : late.joined(separator: "; ")))
    return lines
  }

  /// `2027Q1: design until 2027-01-21, window 2027-02-11, mending 2027-02-12 to 2027-03-31`.
  static func dates(_ dates: QuarterDates) -> String {
    var parts = ["design until \(dates.design.upperBound)"]
    parts += dates.windows.map { window in
      "window \(window.day)" + (window.moves > 0 ? ", moved from \(window.ruleDay)" : "")
    }
    if dates.windows.isEmpty { parts.append("no window") }
    if let mending = dates.remediation {
      parts.append("mending \(mending.lowerBound) to \(mending.upperBound)")
    }
    return "\(dates.quarter): " + parts.joined(separator: ", ")
  }
}
