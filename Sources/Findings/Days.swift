internal import Vocabulary

/// Counting with days as `YYYY-MM-DD`; such texts are in order when their days are.
enum Days {
  /// The day so many days later, or earlier; nil where the text is no day.
  static func day(_ text: String, plus days: Int) -> String? {
    number(text).map { Self.text($0 + days) }
  }

  /// How many days from one to the other; nil where either is no day.
  static func count(from start: String, to end: String) -> Int? {
    guard let start = number(start), let end = number(end) else { return nil }
    return end - start
  }

  /// The same day so many quarters later; where that month is shorter, its last day.
  static func day(_ text: String, plusQuarters quarters: Int) -> String? {
    guard number(text) != nil, let year = Int(text.prefix(4)),
      let month = Int(text.dropFirst(5).prefix(2)), let day = Int(text.suffix(2))
    else { return nil }
    let months = year * 12 + month - 1 + quarters * 3
    let first = civil(months / 12, months % 12 + 1, 1)
    let after = civil((months + 1) / 12, (months + 1) % 12 + 1, 1)
    return Self.text(min(first + day - 1, after - 1))
  }

  /// Whether it reads as `2026-11-28T13:00:00Z` does, so that texts are in order of time.
  static func isMoment(_ text: String) -> Bool {
    text.utf8.count >= 20 && text.hasSuffix("Z") && WallTime.nanoseconds(text) != nil
      && number(String(text.prefix(10))) != nil
  }

  /// Days since 1970-01-01; nil where it is no day.
  private static func number(_ text: String) -> Int? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      text.utf8.allSatisfy({ $0 == 0x2d || (0x30...0x39).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    let number = civil(year, month, day)
    // Only the days that exist come back as they were written.
    return Self.text(number) == text ? number : nil
  }

  /// Days from 1970-01-01 in the Gregorian calendar.
  ///
  /// Source: H. Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
  private static func civil(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  /// The same back, `civil_from_days`.
  private static func text(_ number: Int) -> String {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let place = (5 * ofYear + 2) / 153
    let month = place < 10 ? place + 3 : place - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return [padded(year, 4), padded(month, 2), padded(ofYear - (153 * place + 2) / 5 + 1, 2)]
      .joined(separator: "-")
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
