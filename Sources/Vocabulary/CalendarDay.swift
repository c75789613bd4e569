/// A day of the Gregorian calendar, without a time and without a zone.
///
/// Shape: `2027-02-11`, in JSON as one string; years 1 to 9999.
/// Source: H. Hinnant, "chrono-compatible low-level date algorithms".
package struct CalendarDay: Sendable, Hashable, Comparable {
  /// Days since 1970-01-01.
  package let ordinal: Int

  /// The day so many days after 1970-01-01.
  package init(ordinal: Int) { self.ordinal = ordinal }

  /// A day by its parts; nil where the calendar has no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9_999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(of: month, in: year)
    else { return nil }
    ordinal = Self.ordinal(year, month, day)
  }

  /// Reads `2027-02-11`; nil for any other writing, and for days that do not exist.
  package init?(iso text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return nil
    }
    var numbers: [Int] = []
    for range in [0..<4, 5..<7, 8..<10] {
      guard bytes[range].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
        return nil
      }
      numbers.append(bytes[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
    }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  /// Whether the text is a day of the calendar, as `2027-02-11`.
  package static func isDay(_ text: String) -> Bool { CalendarDay(iso: text) != nil }

  /// The first, second … fifth or (−1) last such weekday of a month; nil where there is none.
  package init?(place: Int, _ weekday: Weekday, month: Int, year: Int) {
    let length = Self.length(of: month, in: year)
    if place == -1 {
      guard let last = CalendarDay(year: year, month: month, day: length) else { return nil }
      self = last.adding(days: -((last.weekday.rawValue - weekday.rawValue + 7) % 7))
      return
    }
    guard place >= 1, let first = CalendarDay(year: year, month: month, day: 1) else { return nil }
    let ahead = (weekday.rawValue - first.weekday.rawValue + 7) % 7 + (place - 1) * 7
    guard ahead < length else { return nil }
    self = first.adding(days: ahead)
  }

  /// The year.
  package var year: Int { parts.year }
  /// 1 to 12.
  package var month: Int { parts.month }
  /// 1 to 31.
  package var day: Int { parts.day }

  /// Which day of the week it is.
  package var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    Weekday.allCases[((ordinal + 3) % 7 + 7) % 7]
  }

  /// The day so many days later, or earlier.
  package func adding(days: Int) -> CalendarDay { CalendarDay(ordinal: ordinal + days) }

  /// How many days a month has.
  package static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `January` … `December`.
  package static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// `Thursday, 11 February 2027`.
  package var inWords: String {
    let parts = parts
    return "\(weekday.name), \(parts.day) \(Self.months[parts.month - 1]) \(parts.year)"
  }

  /// Earlier before later.
  package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    left.ordinal < right.ordinal
  }

  private static func ordinal(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  private var parts: (year: Int, month: Int, day: Int) {
    let shifted = ordinal + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
    return (
      year + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }
}

extension CalendarDay: CustomStringConvertible, ExpressibleByStringLiteral {
  /// `2027-02-11`.
  package var description: String {
    let parts = parts
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
  }

  /// A literal, as in `let window: CalendarDay = "2027-02-11"`.
  package init(stringLiteral value: String) {
    guard let day = CalendarDay(iso: value) else {
      preconditionFailure("a literal must be a day of the calendar, such as 2027-02-11")
    }
    self = day
  }
}

extension CalendarDay: Codable {
  /// Reads one string.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let day = CalendarDay(iso: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "`\(text)` is no day; write it as 2027-02-11")
    }
    self = day
  }

  /// Writes one string.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
