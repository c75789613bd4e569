internal import Vocabulary

/// Counting with days that are written as `YYYY-MM-DD`, as a journal holds them.
enum Days {
  /// The day so many days later, or earlier; nil where the text is no day.
  static func day(_ text: String, plus days: Int) -> String? {
    CalendarDay(iso: text).map { "\($0.adding(days: days))" }
  }

  /// The same day so many quarters later; where that month is shorter, its last day.
  static func day(_ text: String, plusQuarters quarters: Int) -> String? {
    guard let day = CalendarDay(iso: text) else { return nil }
    let months = day.year * 12 + day.month - 1 + quarters * 3
    let (year, month) = (months / 12, months % 12 + 1)
    let last = CalendarDay.length(of: month, in: year)
    return CalendarDay(year: year, month: month, day: min(day.day, last)).map { "\($0)" }
  }

  /// Whether it reads as `2026-11-28T13:00:00Z` does, so that texts are in order of time.
  static func isMoment(_ text: String) -> Bool {
    text.utf8.count >= 20 && text.hasSuffix("Z") && WallTime.nanoseconds(text) != nil
      && CalendarDay.isDay(String(text.prefix(10)))
  }
}
