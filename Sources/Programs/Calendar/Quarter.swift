package import Vocabulary

/// A quarter of a calendar year.
///
/// Shape: `2027Q1`, in JSON as one string.
package struct Quarter: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The year.
  package let year: Int
  /// 1 to 4.
  package let number: Int

  /// A quarter by its parts.
  package init(year: Int, number: Int) {
    precondition((1...4).contains(number), "a year has the quarters 1 to 4")
    self.year = year
    self.number = number
  }

  /// The quarter that a day is in.
  package init(of day: CalendarDay) {
    self.init(year: day.year, number: (day.month - 1) / 3 + 1)
  }

  /// Reads `2027Q1`; nil for any other writing.
  package init?(_ text: String) {
    let parts = text.split(separator: "Q", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 1,
      parts.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let year = Int(parts[0]), year > 0, let number = Int(parts[1]), (1...4).contains(number)
    else { return nil }
    self.init(year: year, number: number)
  }

  /// `2027Q1`.
  package var description: String {
    let digits = String(year)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "Q\(number)"
  }

  /// Its three months, 1 to 12.
  package var months: ClosedRange<Int> { (number * 3 - 2)...(number * 3) }

  /// Its first day.
  package var first: CalendarDay {
    CalendarDay(year: year, month: months.lowerBound, day: 1) ?? CalendarDay(ordinal: 0)
  }

  /// Its last day.
  package var last: CalendarDay { next.first.adding(days: -1) }

  /// The one after it.
  package var next: Quarter {
    number == 4
      ? Quarter(year: year + 1, number: 1) : Quarter(year: year, number: number + 1)
  }

  /// The one before it.
  package var previous: Quarter {
    number == 1
      ? Quarter(year: year - 1, number: 4) : Quarter(year: year, number: number - 1)
  }

  /// How many quarters lie between two of them; negative for earlier ones.
  package func distance(to other: Quarter) -> Int {
    (other.year - year) * 4 + other.number - number
  }

  /// The week that a day is in, from 1; week 1 is the first seven days, 14 what remains.
  package func week(of day: CalendarDay) -> Int { (day.ordinal - first.ordinal) / 7 + 1 }

  /// The days of some weeks, as far as they lie in the quarter.
  package func days(ofWeeks weeks: ClosedRange<Int>) -> ClosedRange<CalendarDay> {
    let start = min(first.adding(days: (weeks.lowerBound - 1) * 7), last)
    return start...min(first.adding(days: weeks.upperBound * 7 - 1), last)
  }

  /// Earlier before later.
  package static func < (left: Quarter, right: Quarter) -> Bool {
    (left.year, left.number) < (right.year, right.number)
  }
}

extension Quarter: Codable {
  /// Reads one string.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let quarter = Quarter(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "`\(text)` is no quarter; write it as 2027Q1")
    }
    self = quarter
  }

  /// Writes one string.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
