package import Vocabulary

/// When a program practises next, to the day: what deadlines are measured against.
package enum NextWindow {
  /// The first window after a day; nil where the rule has none within five years.
  ///
  /// Limits: by the days of the cadence's own zone.
  package static func day(of program: ProgramFile, after today: CalendarDay) -> CalendarDay? {
    (today.year - 1...today.year + 5).flatMap { year in
      program.cadence.months.compactMap { program.cadence.day(month: $0, year: year) }
    }.map { rule in program.moved.last { $0.from == rule }?.to ?? rule }
      .filter { $0 > today }.min()
  }
}
