package import Vocabulary

/// When clocks are set, year after year.
///
/// Shape: `CET-1CEST,M3.5.0,M10.5.0/3`, the last line of a TZif file.
/// Limits: the forms of POSIX, with the hours from −167 to 167 of RFC 9636.
package struct ZoneRule: Sendable, Equatable {
  /// Without daylight saving.
  package var standard: ZoneRules.Offset
  /// nil where clocks are never set.
  package var summer: Summer?

  /// The other half of the year.
  package struct Summer: Sendable, Equatable {
    /// How clocks stand.
    package var offset: ZoneRules.Offset
    /// When it begins, on clocks of standard time.
    package var start: Edge
    /// When it ends, on clocks of daylight saving.
    package var end: Edge
  }

  /// A moment of every year.
  package struct Edge: Sendable, Equatable {
    /// Which day.
    package var day: Day
    /// Seconds after its midnight; may lie on another day.
    package var timeS: Int
  }

  /// A day of every year.
  package enum Day: Sendable, Equatable {
    /// The first … fourth or (5) last such weekday of a month.
    case weekday(month: Int, place: Int, Weekday)
    /// 1 to 365; 29 February is never counted.
    case withoutLeapDay(Int)
    /// 0 to 365; 29 February is counted.
    case withLeapDay(Int)
  }

  /// Every transition of some years, in ascending order.
  func transitions(in years: ClosedRange<Int>) -> [ZoneRules.Transition] {
    guard let summer else { return [] }
    return years.flatMap { year in
      [
        ZoneRules.Transition(
          atS: Self.local(summer.start, year) - standard.eastS, offset: summer.offset),
        ZoneRules.Transition(
          atS: Self.local(summer.end, year) - summer.offset.eastS, offset: standard),
      ]
    }.sorted { $0.atS < $1.atS }
  }

  private static func local(_ edge: Edge, _ year: Int) -> Int {
    let january = CalendarDay(year: year, month: 1, day: 1)?.ordinal ?? 0
    let ordinal: Int
    switch edge.day {
    case .weekday(let month, let place, let weekday):
      ordinal =
        CalendarDay(place: place == 5 ? -1 : place, weekday, month: month, year: year)?.ordinal
        ?? january
    case .withoutLeapDay(let number):
      let isLeap = CalendarDay.length(of: 2, in: year) == 29
      ordinal = january + number - 1 + (isLeap && number >= 60 ? 1 : 0)
    case .withLeapDay(let number):
      ordinal = january + number
    }
    return ordinal * 86_400 + edge.timeS
  }
}
