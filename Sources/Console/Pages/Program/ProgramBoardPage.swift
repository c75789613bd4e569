import Debrief
import Programs
import Vocabulary

/// A quarter with its dates, missions and deadlines: the picture, and the same as tables.
enum ProgramBoardPage {
  static func draw(_ view: ProgramBoard, _ shell: ProgramShell) -> Markup {
    let board = view.board
    let quarter = board.dates.quarter
    return shell.draw(
      title: "Quarter \(quarter.description)",
      """
      \(standing(view))
      <section class="card" aria-labelledby="board-title"><h2 id="board-title">The quarter</h2>
      \(ScrollPart.draw(BoardPicture.draw(board).markup, "The quarter as a picture"))</section>
      \(missions(view))\(due(view))\(notes(board))
      <nav class="pages" aria-label="Other quarters">\
      <a rel="prev" href="/program/board?quarter=\(quarter.previous.description)">\
      ← \(quarter.previous.description)</a>\
      <a rel="next" href="/program/board?quarter=\(quarter.next.description)">\
      \(quarter.next.description) →</a></nav>
      """)
  }

  private static func standing(_ view: ProgramBoard) -> Markup {
    guard let isKept = view.isPlanKept else {
      return """
        <p>What is planned is not shown here. A mission comes onto the board when its exercise is \
        revealed.</p>
        """
    }
    return isKept
      ? "<p><span class=\"pill good\">✓ kept</span> The team has kept a plan of this quarter.</p>"
      : """
      <p><span class="pill unsure">○ a draft</span> No plan is kept: this is what would be planned \
      now. <code>cygnet program plan --quarter \(view.board.dates.quarter.description) \
      --keep</code> keeps it.</p>
      """
  }

  private static func missions(_ view: ProgramBoard) -> Markup {
    let empty: Markup =
      view.isPlanKept == nil
      ? "<p>No exercise of people was revealed in this quarter.</p>"
      : """
      <p>No mission is planned, and none was played. <code>cygnet program plan</code> chooses from \
      the missions below <code>Missions</code>.</p>
      """
    let content: Markup =
      view.board.missions.isEmpty
      ? empty : ScrollPart.draw(table(view).html(), "Missions of the quarter")
    return """
      <section class="card" aria-labelledby="missions-title"><h2 id="missions-title">Missions</h2>
      \(content)</section>
      """
  }

  /// Why something was chosen is a part of the plan.
  private static func table(_ view: ProgramBoard) -> PlainTable {
    if view.isPlanKept != nil { return BoardText.missions(view.board) }
    return PlainTable(
      ["mission", "family", "difficulty", "played", "readiness"],
      view.board.missions.map { row in
        PlainTable.Row([
          row.mission, Families.title(row.family), String(row.difficulty),
          row.day?.description ?? "–", row.readiness.map(String.init) ?? "–",
        ])
      })
  }

  private static func due(_ view: ProgramBoard) -> Markup {
    let more: Markup =
      view.moreDue > 0
      ? "<p class=\"after\">\(view.moreDue) later ones are in <a href=\"/program/findings\">the "
        + "list of findings</a>.</p>" : ""
    let rows = view.board.due.map { due -> Markup in
      let state = due.isClaimed ? "claimed fixed" : "due"
      let isOver = due.isOverdue(on: view.board.today)
      let mark: Markup =
        isOver
        ? "<span class=\"pill bad\">! overdue</span>" : "<span class=\"pill\">○ \(state)</span>"
      return """
        <tr><th scope="row" class="n l">\(due.day.description)</th>\
        <td class="n l">\(FindingRows.link(due.finding))</td><td>\(due.title)</td>\
        <td>\(due.owner)</td><td>\(mark)</td></tr>

        """
    }
    let table: Markup = """
      <table><caption>The nearest first</caption><thead><tr><th scope="col">due</th>\
      <th scope="col">finding</th><th scope="col">what</th><th scope="col">owner</th>\
      <th scope="col">state</th></tr></thead><tbody>
      \(rows)</tbody></table>
      """
    let content: Markup =
      rows.isEmpty
      ? """
      <p>No finding is due. <code>cygnet finding assign F-1 --owner NAME --due DAY</code> gives \
      one a person and a date.</p>
      """ : ScrollPart.draw(table, "Deadlines")
    return """
      <section class="card" aria-labelledby="due-title"><h2 id="due-title">Deadlines</h2>
      \(content)\(more)</section>
      """
  }

  private static func notes(_ board: QuarterBoard) -> Markup {
    guard !board.notes.isEmpty else { return "" }
    let rows = board.notes.map { note -> Markup in "<li>\(note)</li>" }
    return """
      <section class="card" aria-labelledby="notes-title">
      <h2 id="notes-title">What the plan leaves open</h2><ul>\(rows)</ul></section>
      """
  }
}
