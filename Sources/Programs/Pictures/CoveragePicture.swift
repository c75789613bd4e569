package import Debrief
import Vocabulary

/// The coverage map as a picture: a row a family, a column a database.
///
/// Shape: each cell says in words how often and when; a thick dashed frame with “never” is a cell
///        that people never practised. No colour says anything alone.
package enum CoveragePicture {
  private static let left = 190.0
  private static let top = 44.0
  private static let width = 158.0
  private static let height = 64.0

  /// Draws the map as it is in a quarter.
  package static func draw(_ map: CoverageMap, in quarter: Quarter) -> PictureFile {
    var body: Markup = ""
    for (column, database) in map.databases.enumerated() {
      let name = TextWidth.shortened(Visible.text(database), to: width - 12, size: 13)
      body += Shapes.text(
        name, x: left + (Double(column) + 0.5) * width, y: top - 12, style: "pgname pgstrong",
        anchor: "middle")
    }
    for (row, family) in map.families.enumerated() {
      let y = top + Double(row) * height
      let name = TextWidth.shortened(
        Visible.text(Families.title(family)), to: left - 24, size: 13)
      body += Shapes.text(
        name, x: left - 12, y: y + height / 2 + 4, style: "pgname", anchor: "end")
      for (column, database) in map.databases.enumerated() {
        guard let cell = map.cell(family, database) else { continue }
        body += draw(cell, x: left + Double(column) * width, y: y, in: quarter)
      }
    }
    let bottom = top + Double(map.families.count) * height
    let simulated = map.isSimulated ? [Simulated.sentence] : []
    let legend =
      simulated + [
        "n ×: how often people practised it, with the readiness of the last time; rehearsals "
          + "without people fill no cell.",
        "Thick dashed frame: never. Long dashes, “old”: not for "
          + "\(QuarterPlanner.oldAfterQuarters) quarters. Dotted: there is no mission.",
      ]
    for (line, text) in legend.enumerated() {
      body += Shapes.text(text, x: 12, y: bottom + 24 + Double(line) * 17, style: "pgsmall")
    }
    return PictureFile(
      width: max(left + Double(map.databases.count) * width + 16, 700),
      height: bottom + 22 + 17 * Double(legend.count),
      title: "What people have practised, \(quarter)" + Simulated.mark(map.isSimulated),
      description: (simulated + [describe(map)]).joined(separator: " "),
      rules: ProgramStyle.rules, body: body)
  }

  private static func draw(
    _ cell: CoverageMap.Cell, x: Double, y: Double, in quarter: Quarter
  ) -> Markup {
    let middle = x + width / 2
    func frame(_ style: String) -> Markup {
      Shapes.box(x + 3, y + 3, width - 6, height - 6, style: style, radius: 4)
    }
    func line(_ text: String, _ dy: Double, _ style: String) -> Markup {
      Shapes.text(text, x: middle, y: y + dy, style: style, anchor: "middle")
    }
    let content: Markup
    if let last = cell.last {
      let isOld = ProgramAge.isOld(last, in: quarter)
      let readiness = cell.readiness.map { " · R \($0)" } ?? ""
      content =
        frame(isOld ? "pgold" : "pgfresh") + line("\(cell.practised) ×\(readiness)", 26, "pgbig")
        + line((isOld ? "old: " : "last ") + last.description, 41, "pgsmall")
        + line(Written.counted(cell.rehearsals, "rehearsal"), 55, "pgsmall")
    } else if cell.missions > 0 {
      content =
        frame("pgempty") + line("never", 27, "pgbig pgloud")
        + line(
          Written.counted(cell.missions, "mission") + ", "
            + Written.counted(cell.rehearsals, "rehearsal"), 45, "pgsmall")
    } else {
      content = frame("pgnone") + line("no mission", 36, "pgsmall")
    }
    return Shapes.titled(words(cell), content)
  }

  /// One cell in a sentence.
  static func words(_ cell: CoverageMap.Cell) -> String {
    let place = "\(Families.title(cell.family)) on \(cell.database)"
    let others =
      "\(Written.counted(cell.missions, "mission")), "
      + Written.counted(cell.rehearsals, "rehearsal")
    guard let last = cell.last else { return "\(place): never practised by people; \(others)" }
    let readiness = cell.readiness.map { ", readiness \($0)" } ?? ""
    return "\(place): practised \(Written.counted(cell.practised, "time")), last on \(last)"
      + "\(readiness); \(others)"
  }

  private static func describe(_ map: CoverageMap) -> String {
    map.cells.map(words).joined(separator: ". ") + "."
  }
}

/// How long ago is too long.
enum ProgramAge {
  static func isOld(_ day: CalendarDay, in quarter: Quarter) -> Bool {
    Quarter(of: day).distance(to: quarter) >= QuarterPlanner.oldAfterQuarters
  }
}
