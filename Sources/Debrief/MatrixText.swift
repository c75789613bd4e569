package import Vocabulary

/// A matrix of runbooks for terminals and for Markdown.
package enum MatrixText {
  /// One line a mission and responder.
  package static func terminal(_ matrix: RunbookMatrix) -> String {
    TextTable.render(header: header, rows: rows(matrix), rightAligned: [2, 3, 4, 5])
  }

  /// The same as a table of Markdown.
  package static func markdown(_ matrix: RunbookMatrix) -> String {
    let lines = [header, header.map { _ in "---" }] + rows(matrix)
    return lines.map { "| " + $0.map(MarkdownDebrief.escape).joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  private static let header = [
    "mission", "runbook", "contained", "after", "outage", "blast", "harm",
  ]

  private static func rows(_ matrix: RunbookMatrix) -> [[String]] {
    matrix.cells.map { cell in
      [
        Visible.text(cell.mission), name(cell.responder), share(cell), after(cell),
        cell.outageNs.map(Written.span) ?? "–", cell.blast.map(String.init) ?? "–", harm(cell),
      ]
    }
  }

  /// `nobody`, or the runbook's name.
  static func name(_ responder: String) -> String {
    guard responder.hasPrefix("runbook:") else {
      return responder == "none" ? "nobody" : Visible.text(responder)
    }
    return Visible.text(String(responder.dropFirst("runbook:".count)))
  }

  /// `4/5`, or `–` without a valid trial.
  static func share(_ cell: RunbookMatrix.Cell) -> String {
    cell.trials == 0 ? "–" : "\(cell.held)/\(cell.trials)"
  }

  /// The median time to containment.
  static func after(_ cell: RunbookMatrix.Cell) -> String {
    if let span = cell.timeToContainmentNs { return Written.span(span) }
    return cell.trials > 0 && cell.absorbed == cell.trials ? "nothing broke" : "–"
  }

  /// Everything that a runbook did wrong, and exercises that do not count.
  static func harm(_ cell: RunbookMatrix.Cell) -> String {
    let parts: [(Int, String)] = [
      (cell.worse, "worse than nobody"), (cell.lossByResponse, "lost data"),
      (cell.widened, "widened the fault"), (cell.wrongTarget, "wrong target"),
    ]
    var words = parts.filter { $0.0 > 0 }.map { "\($0.1) \($0.0)/\(cell.trials)" }
    if cell.lostWrites > 0 { words.append("up to \(Written.count(cell.lostWrites)) writes lost") }
    if cell.invalid > 0 { words.append("\(cell.invalid) invalid, not counted") }
    return words.isEmpty ? "–" : words.joined(separator: ", ")
  }
}
