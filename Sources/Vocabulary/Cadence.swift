/// When a program practises: a weekday of certain months, at a local time, for a while.
///
/// Shape: `2nd Thursday of February, May, August, November, 13:00, 4h, Europe/Berlin`.
/// Units: minutes since midnight of the zone's own clock, so that the hour does not move with
///        daylight saving.
package struct Cadence: Sendable, Equatable, Codable {
  /// 1 to 4, or −1 for the last.
  package var place: Int
  /// The day of the week.
  package var weekday: Weekday
  /// 1 to 12, ascending.
  package var months: [Int]
  /// Minutes since midnight.
  package var startMinute: Int
  /// How long a window is.
  package var lengthNs: Nanoseconds
  /// A name of the time zone database, such as `Europe/Berlin`.
  package var zone: String

  /// All at once.
  package init(
    place: Int, weekday: Weekday, months: [Int], startMinute: Int, lengthNs: Nanoseconds,
    zone: String
  ) {
    self.place = place
    self.weekday = weekday
    self.months = months
    self.startMinute = startMinute
    self.lengthNs = lengthNs
    self.zone = zone
  }

  /// The window's day in a month; nil where the month has no window.
  package func day(month: Int, year: Int) -> CalendarDay? {
    guard months.contains(month) else { return nil }
    return CalendarDay(place: place, weekday, month: month, year: year)
  }

  /// Whether the rule itself, without any move, falls on that day.
  package func falls(on day: CalendarDay) -> Bool {
    self.day(month: day.month, year: day.year) == day
  }

  /// The words for a place, in the order of 1, 2, 3, 4 and −1.
  package static let places = ["1st", "2nd", "3rd", "4th", "last"]

  /// `13:00`.
  package static func clock(_ minute: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return two(minute / 60) + ":" + two(minute % 60)
  }
}

extension Cadence: CustomStringConvertible {
  /// As the program file writes it.
  package var description: String {
    let word = place == -1 ? "last" : Self.places[min(max(place, 1), 4) - 1]
    let names = months.map { CalendarDay.months[$0 - 1] }.joined(separator: ", ")
    return "\(word) \(weekday.name) of \(names), \(Self.clock(startMinute)), \(lengthNs), \(zone)"
  }
}
