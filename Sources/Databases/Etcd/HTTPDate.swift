/// The time of an HTTP answer.
///
/// Source: RFC 9110, section 5.6.7, the form that servers must send.
enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Whole seconds since 1970 of `Mon, 23 Nov 2026 07:18:44 GMT`; nil where it is no such text.
  static func seconds(_ text: String) -> Int64? {
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT", let day = Int64(words[1]),
      let month = months.firstIndex(of: String(words[2])), let year = Int64(words[3])
    else { return nil }
    let clock = words[4].split(separator: ":").compactMap { Int64($0) }
    guard clock.count == 3 else { return nil }
    let days = days(year: year, month: Int64(month) + 1, day: day)
    return days * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2]
  }

  /// Days from 1970-01-01 in the calendar that HTTP uses; years begin in March, leap days end them.
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}
