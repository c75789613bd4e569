package import Vocabulary

/// A matrix of runbooks as a picture: a row a mission, a column a responder, `k/n` in each cell.
///
/// Shape: one `svg` document that needs no other file; a cell is the fuller the more trials were
///        contained, and a crossed sign with words, not a colour alone, says that harm was done.
package enum MatrixPicture {
  private static let left = 268.0
  private static let top = 150.0
  private static let width = 118.0
  private static let height = 62.0

  /// Draws the matrix.
  package static func svg(_ matrix: RunbookMatrix) -> String {
    let right = left + Double(matrix.responders.count) * width
    let bottom = top + Double(matrix.missions.count) * height
    let legend = [
      "k/n: trials contained within the SLA, or that never needed it; below, the median time to "
        + "containment.",
      "✕ in a thick dashed frame: in at least half of the trials more damage than nobody "
        + "responding did on the same seeds.",
      "“some harm”: in fewer. – : no exercise.",
    ]
    var body: Markup = ""
    for (column, responder) in matrix.responders.enumerated() {
      body += heading(responder, x: left + (Double(column) + 0.5) * width)
    }
    for (row, mission) in matrix.missions.enumerated() {
      let y = top + Double(row) * height
      let name = TextWidth.shortened(Visible.text(mission), to: left - 24, size: 13)
      body += Shapes.text(name, x: left - 12, y: y + height / 2 + 4, style: "name", anchor: "end")
      for (column, responder) in matrix.responders.enumerated() {
        let x = left + Double(column) * width
        body += cell(matrix.cell(mission, responder), x: x, y: y)
      }
    }
    for (line, text) in legend.enumerated() {
      body += Shapes.text(text, x: 12, y: bottom + 26 + Double(line) * 18, style: "small")
    }
    let end = max(right + 110, 860)
    let drawing: Markup = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(end) \(bottom + 76)" role="img">
      <title>Which runbook contains which mission</title>
      <desc>\(describe(matrix))</desc>
      \(Markup(trusted: style))<rect class="paper" width="100%" height="100%"/>
      \(body)</svg>

      """
    return drawing.source
  }

  private static func heading(_ responder: String, x: Double) -> Markup {
    let name = TextWidth.shortened(MatrixText.name(responder), to: 186, size: 13)
    return """
      <text transform="translate(\(x - 6) \(top - 12)) rotate(-36)" class="name">\(name)</text>

      """
  }

  private static func cell(_ cell: RunbookMatrix.Cell?, x: Double, y: Double) -> Markup {
    let box = (x: x + 3, y: y + 3, width: width - 6, height: height - 6)
    func frame(_ style: String) -> Markup {
      Shapes.box(box.x, box.y, box.width, box.height, style: style, radius: 4)
    }
    let middle = x + width / 2
    guard let cell, cell.trials > 0 else {
      let words = cell.map { $0.invalid > 0 ? "\($0.invalid) invalid" : "–" } ?? "–"
      return frame("empty")
        + Shapes.text(words, x: middle, y: y + height / 2 + 4, style: "small", anchor: "middle")
    }
    // Five steps: a share that differs by less could not be told by eye.
    let step = Int((Double(cell.held) / Double(cell.trials) * 4).rounded(.down))
    var body = frame("held\(step)")
    body += Shapes.text(
      MatrixText.share(cell), x: middle, y: y + 25, style: "count", anchor: "middle")
    body += Shapes.text(
      MatrixText.after(cell), x: middle, y: y + 39, style: "small", anchor: "middle")
    if cell.isHarmful {
      body += frame("harm") + Shapes.cross(x + 18, y + 20, style: "sign")
      body += Shapes.text(
        harm(cell), x: middle, y: y + 53, style: "small loud", anchor: "middle")
    } else if max(cell.worse, cell.lossByResponse, cell.widened, cell.wrongTarget) > 0 {
      body += Shapes.text("some harm", x: middle, y: y + 53, style: "small", anchor: "middle")
    }
    return Shapes.titled(
      "\(cell.mission), \(MatrixText.name(cell.responder)): \(MatrixText.share(cell)) contained, "
        + "outage \(cell.outageNs.map(Written.span) ?? "unknown"), \(MatrixText.harm(cell))", body)
  }

  /// The worst in three words: the cell has no room for more, its title says the rest.
  private static func harm(_ cell: RunbookMatrix.Cell) -> String {
    if 2 * cell.lossByResponse >= cell.trials { return "lost data \(cell.lossByResponse)×" }
    return "made it worse \(max(cell.worse, cell.widened))×"
  }

  private static func describe(_ matrix: RunbookMatrix) -> String {
    matrix.cells.map { cell in
      "\(cell.mission) with \(MatrixText.name(cell.responder)): \(MatrixText.share(cell)) contained"
        + (cell.isHarmful ? ", harmful" : "")
    }.joined(separator: "; ") + "."
  }

  private static var style: String {
    func colours(_ scheme: KeyPath<DebriefStyle.Colour, String>) -> String {
      DebriefStyle.colours.map { "--\($0.name):\($0[keyPath: scheme])" }.joined(separator: ";")
    }
    let steps = (0...4).map { step in
      ".held\(step){fill:var(--ok);fill-opacity:\(Written.decimal(Double(step) * 0.11, places: 2));"
        + "stroke:var(--line)}"
    }
    return """
      <style>svg{\(colours(\.light));font-family:system-ui,"DejaVu Sans",sans-serif}
      @media (prefers-color-scheme:dark){svg{\(colours(\.dark))}}
      .paper{fill:var(--paper)}.name{font-size:13px;fill:var(--ink)}
      .count{font-size:17px;font-weight:650;fill:var(--ink)}
      .small{font-size:11.5px;fill:var(--soft)}.loud{fill:var(--red);font-weight:650}
      .empty{fill:none;stroke:var(--line);stroke-dasharray:2 3}
      .harm{fill:none;stroke:var(--red);stroke-width:3;stroke-dasharray:7 3}
      .sign{fill:none;stroke:var(--red);stroke-width:3}
      \(steps.joined(separator: "\n"))</style>

      """
  }
}
