import Vocabulary

/// `moved:` of a program: single windows on other days.
struct MovedSection {
  static let keys = ["from", "to", "at", "why"]

  /// nil where the cadence could not be read, and moves cannot be compared with it.
  let cadence: Cadence?
  let report: Report

  func read(_ node: YAMLNode?) -> [MovedWindow] {
    let sections = ProgramItems.sections(
      node, "a moved window", of: "moved", keys: Self.keys, most: 100, report: report,
      mayBeEmpty: true)
    return sections.map { section in
      let move = MovedWindow(
        from: section.required("from", .day, example: "from: 2027-05-13"),
        to: section.required("to", .day, example: "to: 2027-05-20"),
        startMinute: section.optional("at", .minute),
        why: section.required("why", .line, example: "why: public holiday"))
      if report.isClean { check(move, section) }
      return move
    }
  }

  private func check(_ move: MovedWindow, _ section: Section) {
    guard let cadence else { return }
    if !cadence.falls(on: move.from) {
      section.report.add(
        section.valuePosition(of: "from"), "there is no window on \(move.from)",
        hint: cadence.day(month: move.from.month, year: move.from.year).map {
          "the one of that month is on \($0)"
        } ?? "the cadence has no window in that month")
    } else if move.to == move.from, (move.startMinute ?? cadence.startMinute) == cadence.startMinute
    {
      section.report.add(
        section.valuePosition(of: "to"), "the window is moved to where it is",
        hint: "delete the entry, or write another day or `at`")
    } else if move.to != move.from, cadence.falls(on: move.to) {
      section.report.add(
        section.valuePosition(of: "to"), "another window is on \(move.to) already",
        hint: "choose another day")
    } else if quarter(move.to) != quarter(move.from) {
      section.report.add(
        section.valuePosition(of: "to"), "the window would leave its quarter",
        hint: "a quarter without a window practises nothing; choose an earlier day")
    }
  }

  private func quarter(_ day: CalendarDay) -> Int { day.year * 4 + (day.month - 1) / 3 }
}
