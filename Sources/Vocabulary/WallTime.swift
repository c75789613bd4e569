/// Wall-clock time as RFC 3339 writes it, to the nanosecond.
package enum WallTime {
  /// Nanoseconds since 1970 of `2026-02-11T13:06:10.123456789Z`, or with an offset.
  ///
  /// Nil where it is no such time, or one that 64 bits do not hold, such as `0001-01-01T00:00:00Z`.
  package static func nanoseconds(_ text: String) -> Nanoseconds? {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int64? {
      guard range.upperBound <= bytes.count else { return nil }
      return digits(bytes[range])
    }
    guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), let year = number(0..<4),
      let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
      let minute = number(14..<16), let second = number(17..<19), (1...12).contains(month),
      (1...31).contains(day), hour < 25, minute < 60, second < 61
    else { return nil }
    var index = 19
    var fraction = Int64(0)
    if bytes[index] == UInt8(ascii: ".") {
      var digits = 0
      index += 1
      while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
        if digits < 9 { fraction = fraction * 10 + Int64(bytes[index] - UInt8(ascii: "0")) }
        digits += 1
        index += 1
      }
      for _ in min(digits, 9)..<9 { fraction *= 10 }
    }
    guard index < bytes.count, let offset = offset(Array(bytes[index...])) else { return nil }
    let seconds = days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second - offset
    let (whole, tooFar) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflows) = whole.addingReportingOverflow(fraction)
    return tooFar || overflows ? nil : Nanoseconds(rawValue: sum)
  }

  private static func digits(_ bytes: ArraySlice<UInt8>) -> Int64? {
    guard bytes.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return Int64(String(decoding: bytes, as: UTF8.self))
  }

  /// Seconds east of Greenwich of `Z` or `+02:00`.
  private static func offset(_ bytes: [UInt8]) -> Int64? {
    if bytes == [UInt8(ascii: "Z")] { return 0 }
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
      let hours = digits(bytes[1...2]), let minutes = digits(bytes[4...5])
    else { return nil }
    switch bytes[0] {
    case UInt8(ascii: "+"): return hours * 3_600 + minutes * 60
    case UInt8(ascii: "-"): return -(hours * 3_600 + minutes * 60)
    default: return nil
    }
  }

  /// Days from 1970-01-01 in the Gregorian calendar.
  ///
  /// Source: H. Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }
}
