package import Vocabulary

/// When a program's windows are: its rule, its moves, and the zone's own clocks.
///
/// Limits: the zone must be the cadence's; windows are searched for at most four years ahead.
package struct CadenceCalendar: Sendable {
  /// The rule.
  package let cadence: Cadence
  /// In the order of the moves.
  package let moved: [MovedWindow]
  /// How the zone's clocks stand.
  package let zone: ZoneRules

  /// The calendar of a program.
  package init(_ program: ProgramFile, zone: ZoneRules) {
    precondition(zone.name == program.cadence.zone, "the zone must be the one of the cadence")
    cadence = program.cadence
    moved = program.moved
    self.zone = zone
  }

  /// The windows of a quarter, by day.
  package func windows(in quarter: Quarter) -> [ExerciseWindow] {
    windows(ruledIn: quarter.year...quarter.year).filter { $0.quarter == quarter }
  }

  /// The next windows that begin at or after a moment.
  package func windows(
    notBefore momentNs: Nanoseconds, count: Int
  ) -> [ExerciseWindow] {
    let year = zone.local(atS: Int(momentNs.rawValue / 1_000_000_000)).day.year
    let coming = windows(ruledIn: (year - 1)...(year + 4)).filter { $0.startNs >= momentNs }
    return Array(coming.prefix(count))
  }

  /// The windows whose rule falls into some years, by the day they take place.
  func windows(ruledIn years: ClosedRange<Int>) -> [ExerciseWindow] {
    years.flatMap { year in
      cadence.months.compactMap { cadence.day(month: $0, year: year) }.map(window)
    }.sorted { ($0.startNs, $0.ruleDay) < ($1.startNs, $1.ruleDay) }
  }

  /// The window that the rule puts on a day.
  private func window(ruledOn day: CalendarDay) -> ExerciseWindow {
    let moves = moved.filter { $0.from == day }
    let actual = moves.last?.to ?? day
    let minute = moves.last?.startMinute ?? cadence.startMinute
    let start = Nanoseconds.seconds(zone.moment(of: actual, minute: minute))
    return ExerciseWindow(
      ruleDay: day, day: actual, startMinute: minute, zone: zone.name, startNs: start,
      endNs: start + cadence.lengthNs, moves: moves.count, why: moves.last?.why)
  }
}
