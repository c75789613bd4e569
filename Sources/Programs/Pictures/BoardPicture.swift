package import Debrief
import Vocabulary

/// The board of a quarter: its weeks, what they are for, missions and deadlines on one axis.
///
/// Shape: bands with their names for design, freeze and mending, a bar for each window; a row a
///        mission, then a row a deadline. A cross with “overdue” is a day that passed.
/// Limits: at most 30 deadlines are drawn; the table has all.
package enum BoardPicture {
  private static let axis = 300.0...900.0
  private static let row = 26.0
  private static let most = 30

  /// Draws the board.
  package static func draw(_ board: QuarterBoard) -> PictureFile {
    let due = Array(board.due.prefix(most))
    let rows = board.missions.count + due.count
    let top = 104.0
    let bottom = top + Double(rows) * row + (board.due.isEmpty ? 0 : 22)
    var body = weeks(board, bottom: bottom) + bands(board, bottom: bottom)
    for (place, mission) in board.missions.enumerated() {
      body += draw(mission, y: top + Double(place) * row + 14, board: board)
    }
    let second = top + Double(board.missions.count) * row + 22
    if !due.isEmpty {
      body += Shapes.text("Deadlines", x: 12, y: second - 6, style: "pgname pgstrong")
    }
    for (place, item) in due.enumerated() {
      body += draw(item, y: second + Double(place) * row + 10, board: board)
    }
    var legend = ["Flag: played and sealed, with readiness. Diamond: due. Square: claimed fixed."]
    if board.due.count > most {
      legend.append("\(board.due.count - most) more deadlines are in the table only.")
    }
    for (line, text) in legend.enumerated() {
      body += Shapes.text(text, x: 12, y: bottom + 34 + Double(line) * 17, style: "pgsmall")
    }
    return PictureFile(
      width: 960, height: bottom + 66, title: "The quarter \(board.dates.quarter)",
      description: BoardText.sentences(board).joined(separator: " "), rules: ProgramStyle.rules,
      body: body)
  }

  /// Where a day begins; beyond the quarter is its edge.
  private static func x(_ day: CalendarDay, _ board: QuarterBoard) -> Double {
    let quarter = board.dates.quarter
    let span = Double(quarter.next.first.ordinal - quarter.first.ordinal)
    let share = Double(day.ordinal - quarter.first.ordinal) / span
    return axis.lowerBound + min(max(share, 0), 1) * (axis.upperBound - axis.lowerBound)
  }

  private static func weeks(_ board: QuarterBoard, bottom: Double) -> Markup {
    let quarter = board.dates.quarter
    var body = Shapes.text("\(quarter)", x: 12, y: 34, style: "pgbig")
    for week in 1...13 {
      let left = x(quarter.first.adding(days: (week - 1) * 7), board)
      body += Shapes.line(left, 44, left, bottom, style: "pggrid")
      body += Shapes.text(String(week), x: left + 23, y: 40, style: "pgtiny", anchor: "middle")
    }
    body += Shapes.text("week", x: axis.lowerBound - 12, y: 40, style: "pgtiny", anchor: "end")
    for month in quarter.months {
      guard let first = CalendarDay(year: quarter.year, month: month, day: 1) else { continue }
      body += Shapes.text(
        CalendarDay.months[month - 1], x: x(first, board) + 2, y: 22, style: "pgsmall")
    }
    if (quarter.first...quarter.last).contains(board.today) {
      let place = x(board.today, board)
      let isLate = place > axis.upperBound - 60
      body += Shapes.line(place, 44, place, bottom + 6, style: "pgtoday")
      body += Shapes.text(
        "today, \(board.today)", x: place + (isLate ? -4 : 4), y: bottom + 16, style: "pgsmall",
        anchor: isLate ? "end" : "start")
    }
    return body
  }

  private static func bands(_ board: QuarterBoard, bottom: Double) -> Markup {
    let dates = board.dates
    func band(_ days: ClosedRange<CalendarDay>, _ style: String, _ name: String) -> Markup {
      let left = x(days.lowerBound, board)
      let width = x(days.upperBound.adding(days: 1), board) - left
      // Where its name does not fit it stands left of it, in days that have no band.
      let isWide = TextWidth.of(name, size: 11.5) <= width - 8
      return Shapes.titled(
        "\(name): \(days.lowerBound) to \(days.upperBound)",
        Shapes.box(left, 54, width, 26, style: style)
          + Shapes.text(
            name, x: isWide ? left + 5 : left - 6, y: 71, style: "pgsmall pghalo",
            anchor: isWide ? "start" : "end"))
    }
    var body = band(dates.design, "pgdesign", "design")
    if let remediation = dates.remediation { body += band(remediation, "pgmend", "mending") }
    for (freeze, window) in zip(dates.freezes, dates.windows) {
      if freeze < window.day {
        body += band(freeze...window.day.adding(days: -1), "pgfrozen", "frozen")
      }
      let left = x(window.day, board)
      body += Shapes.titled(
        "window: \(window.day)",
        Shapes.box(
          left, 48, max(x(window.day.adding(days: 1), board) - left, 5), bottom - 48,
          style: "pgwindowband")
          + Shapes.box(left, 54, 7, 26, style: "pgwindow"))
      body += Shapes.text(
        "window \(window.day)" + (window.moves > 0 ? ", moved" : ""), x: left + 3, y: 94,
        style: "pgsmall pgstrong pghalo", anchor: "middle")
    }
    return body
  }

  private static func draw(_ row: QuarterBoard.Row, y: Double, board: QuarterBoard) -> Markup {
    let name = TextWidth.shortened(Visible.text(row.mission), to: 272, size: 13)
    var body = Shapes.text(name, x: 12, y: y + 4, style: "pgname")
    guard let day = row.day ?? board.dates.windows.first?.day else { return body }
    let place = x(day, board) + 3
    switch row.state {
    case .planned: body += Shapes.circle(place, y, style: "pgopen")
    case .played: body += Shapes.circle(place, y, style: "pgpoint")
    case .sealed: body += Shapes.flag(place, y, style: "pgopen")
    case .missed: body += Shapes.cross(place, y, style: "pgover")
    }
    let words = BoardText.state(row)
    body += beside(words, place, y: y)
    return Shapes.titled("\(row.mission): \(words)", body)
  }

  private static func draw(_ due: QuarterBoard.Due, y: Double, board: QuarterBoard) -> Markup {
    let name = TextWidth.shortened(
      Visible.text("\(due.finding) \(due.title)"), to: 272, size: 13)
    let place = x(due.day, board)
    let isOverdue = due.isOverdue(on: board.today)
    let words = BoardText.state(due, on: board.today)
    let shape =
      isOverdue
      ? Shapes.cross(place, y, style: "pgover")
      : due.isClaimed
        ? Shapes.square(place, y, style: "pgdone") : Shapes.diamond(place, y, style: "pgdue")
    return Shapes.titled(
      "\(due.finding), \(due.title): \(words)",
      Shapes.text(name, x: 12, y: y + 4, style: "pgname") + shape
        + beside(words, place, y: y, style: isOverdue ? "pgloud " : ""))
  }

  /// Words right of a mark, or left of it where they would leave the picture.
  private static func beside(
    _ words: String, _ place: Double, y: Double, style: String = ""
  ) -> Markup {
    let isLate = place + 16 + TextWidth.of(words, size: 11.5) > 952
    return Shapes.text(
      words, x: place + (isLate ? -14 : 14), y: y + 4, style: style + "pgsmall pghalo",
      anchor: isLate ? "end" : "start")
  }
}
