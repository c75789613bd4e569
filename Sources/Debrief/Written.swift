package import Vocabulary

/// Numbers, spans and dates as a person reads them, the same on every machine.
package enum Written {
  /// A number with a fixed count of decimals, rounded half away from zero.
  package static func decimal(_ value: Double, places: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "–" }
    var factor = 1.0
    for _ in 0..<places { factor *= 10 }
    let scaled = Int64((abs(value) * factor).rounded(.toNearestOrAwayFromZero))
    let sign = value < 0 && scaled > 0 ? "-" : ""
    if places == 0 { return sign + String(scaled) }
    let digits = String(scaled)
    let padded =
      String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }

  /// A whole number with commas between thousands.
  static func count(_ value: Int64) -> String {
    let digits = Array(String(value.magnitude))
    var result = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }

  /// The same, from `Int`.
  static func count(_ value: Int) -> String { count(Int64(value)) }

  /// A rate or a factor: whole from 10, one decimal below, unless it is whole anyway.
  static func rate(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "–" }
    if abs(value) >= 10 || abs(value - value.rounded()) < 0.05 {
      return count(Int64(value.rounded(.toNearestOrAwayFromZero)))
    }
    return decimal(value, places: 1)
  }

  /// A span with the digits that matter: `0.9 ms`, `18 ms`, `6.4 s`, `63.2 s`, `3 min 05 s`.
  ///
  /// The spaces do not break at the ends of lines.
  package static func span(_ value: Nanoseconds) -> String {
    if value.rawValue < 0 { return "−" + span(Nanoseconds(rawValue: -value.rawValue)) }
    if value.rawValue == 0 { return "0\u{a0}s" }
    if value < .milliseconds(10) {
      return trimmed(decimal(value.inMilliseconds, places: 1)) + "\u{a0}ms"
    }
    if value.inMilliseconds < 999.5 { return decimal(value.inMilliseconds, places: 0) + "\u{a0}ms" }
    if value < .seconds(120) { return trimmed(decimal(value.inSeconds, places: 1)) + "\u{a0}s" }
    let whole = Int64(value.inSeconds.rounded())
    if whole >= 7200 { return "\(whole / 3600)\u{a0}h \(twoDigits(whole / 60 % 60))\u{a0}min" }
    return whole % 60 == 0
      ? "\(whole / 60)\u{a0}min" : "\(whole / 60)\u{a0}min \(twoDigits(whole % 60))\u{a0}s"
  }

  /// A moment of the exercise's clock with milliseconds: `25.018 s`.
  package static func moment(_ value: Nanoseconds?) -> String {
    guard let value else { return "–" }
    return decimal(value.inSeconds, places: 3) + "\u{a0}s"
  }

  /// A share as a percentage; never `100 %` for less than all, nor `0 %` for more than none.
  package static func percent(_ share: Double) -> String {
    if share > 0.9995, share < 1 { return ">\u{a0}99.9\u{a0}%" }
    if share > 0, share < 0.0005 { return "<\u{a0}0.1\u{a0}%" }
    return trimmed(decimal(share * 100, places: 1)) + "\u{a0}%"
  }

  /// `2026-11-22T14:03:11Z` as `22 November 2026, 14:03 UTC`; other text as it stands.
  static func date(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    guard bytes.count >= 16, bytes[4] == 0x2d, bytes[7] == 0x2d, bytes[10] == 0x54,
      let month = Int(String(decoding: bytes[5..<7], as: UTF8.self)), (1...12).contains(month),
      let day = Int(String(decoding: bytes[8..<10], as: UTF8.self))
    else { return text }
    let year = String(decoding: bytes[0..<4], as: UTF8.self)
    return "\(day) \(months[month - 1]) \(year), "
      + String(decoding: bytes[11..<16], as: UTF8.self) + " UTC"
  }

  /// `a`, `a and b`, `a, b and c`.
  package static func list(_ parts: [String]) -> String {
    guard parts.count > 1, let last = parts.last else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A count with its noun: `1 run`, `5 runs`.
  package static func counted(_ value: Int, _ noun: String) -> String {
    "\(count(value)) \(noun)\(value == 1 ? "" : "s")"
  }

  /// The text without a fraction of zero.
  static func trimmed(_ text: String) -> String {
    text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func twoDigits(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
