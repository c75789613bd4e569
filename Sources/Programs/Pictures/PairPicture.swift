package import Debrief

/// The grid of pairs as a picture: a row and a column for each kind, each pair once.
///
/// Limits: at most 24 kinds are drawn, those with most missions; the table has all.
package enum PairPicture {
  private static let left = 176.0
  private static let top = 132.0
  private static let width = 48.0
  private static let height = 34.0
  private static let most = 24

  /// Draws the grid as it is in a quarter.
  package static func draw(_ grid: PairGrid, in quarter: Quarter) -> PictureFile {
    let kinds = Self.kinds(of: grid)
    // The last kind has no column left, the first no row.
    let columns = Array(kinds.dropLast())
    let rows = Array(kinds.dropFirst())
    var body: Markup = ""
    for (column, kind) in columns.enumerated() {
      let name = TextWidth.shortened(Visible.text(kind), to: 150, size: 13)
      let x = left + (Double(column) + 0.5) * width
      body += """
        <text transform="translate(\(x) \(top - 10)) rotate(-48)" class="pgname">\(name)</text>

        """
    }
    for (row, second) in rows.enumerated() {
      let y = top + Double(row) * height
      let name = TextWidth.shortened(Visible.text(second), to: left - 20, size: 13)
      body += Shapes.text(
        name, x: left - 10, y: y + height / 2 + 4, style: "pgname", anchor: "end")
      for (column, first) in columns.enumerated() where column <= row {
        guard let pair = grid.pair(first, second) else { continue }
        body += draw(pair, x: left + Double(column) * width, y: y, in: quarter)
      }
    }
    let bottom = top + Double(rows.count) * height
    let hidden = grid.kinds.count - kinds.count
    let legend =
      [
        "A number: how often people met both faults together, and in which quarter last.",
        "Thick dashed frame, 0: never, though there is a mission. Dotted: no mission holds both.",
      ] + (hidden > 0 ? ["\(hidden) more kinds are in the table only."] : [])
    for (line, text) in legend.enumerated() {
      body += Shapes.text(text, x: 12, y: bottom + 24 + Double(line) * 17, style: "pgsmall")
    }
    return PictureFile(
      width: max(left + Double(columns.count) * width + 130, 640), height: bottom + 74,
      title: "Which faults people have met together, \(quarter)",
      description: grid.pairs.filter { $0.missions > 0 || $0.practised > 0 }.map(words)
        .joined(separator: ". "),
      rules: ProgramStyle.rules, body: body)
  }

  /// The kinds that are drawn, by name.
  private static func kinds(of grid: PairGrid) -> [String] {
    guard grid.kinds.count > most else { return grid.kinds }
    let weights = grid.kinds.map { kind in
      let own = grid.pairs.filter { $0.first == kind || $0.second == kind }
      return (weight: own.reduce(0) { $0 + $1.missions + $1.practised }, kind: kind)
    }
    return weights.sorted { (-$0.weight, $0.kind) < (-$1.weight, $1.kind) }.prefix(most)
      .map(\.kind).sorted()
  }

  private static func draw(
    _ pair: PairGrid.Pair, x: Double, y: Double, in quarter: Quarter
  ) -> Markup {
    func frame(_ style: String) -> Markup {
      Shapes.box(x + 2, y + 2, width - 4, height - 4, style: style, radius: 3)
    }
    func line(_ text: String, _ dy: Double, _ style: String) -> Markup {
      Shapes.text(text, x: x + width / 2, y: y + dy, style: style, anchor: "middle")
    }
    let content: Markup
    if let last = pair.last {
      content =
        frame(ProgramAge.isOld(last, in: quarter) ? "pgold" : "pgfresh")
        + line(String(pair.practised), 16, "pgname pgstrong")
        + line(String(Quarter(of: last).description.dropFirst(2)), 28, "pgtiny")
    } else if pair.missions > 0 {
      content = frame("pgempty") + line("0", 21, "pgname pgloud")
    } else {
      content = frame("pgnone")
    }
    return Shapes.titled(words(pair), content)
  }

  /// One pair in a sentence.
  static func words(_ pair: PairGrid.Pair) -> String {
    let last = pair.last.map { "met \(Written.counted(pair.practised, "time")), last on \($0)" }
    return "\(pair.first) with \(pair.second): \(last ?? "never met by people"); "
      + "\(Written.counted(pair.missions, "mission")), "
      + Written.counted(pair.rehearsals, "rehearsal")
  }
}
