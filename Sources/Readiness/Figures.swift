import Vocabulary

/// Numbers as people read them on the score sheet.
enum Figures {
  /// Fixed decimals, without a locale.
  static func fixed(_ value: Double, _ decimals: Int = 1) -> String {
    guard value.isFinite, abs(value) < 1e14 else { return "beyond measure" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let units = Int64((value * scale).rounded())
    let sign = units < 0 ? "-" : ""
    let digits = String(abs(units))
    if decimals == 0 { return sign + digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  /// Seconds below ten minutes, minutes from there on, one decimal.
  static func span(_ span: Nanoseconds) -> String {
    let seconds = span.inSeconds
    return abs(seconds) < 600 ? "\(fixed(seconds)) s" : "\(fixed(seconds / 60)) min"
  }

  /// 0…1 as a percentage, with as many decimals as say something, two at most.
  static func percent(_ share: Double) -> String {
    var text = fixed(share * 100, abs(share) < 0.1 ? 2 : 1)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text + " %"
  }

  /// `1 pair`, `2 pairs`.
  static func pairs(_ count: Int) -> String { "\(count) pair\(count == 1 ? "" : "s")" }

  /// Two or three significant figures, for factors.
  static func factor(_ value: Double) -> String {
    if value >= 1e9 { return "a billion or more" }
    if value < 0.005 { return "almost 0" }
    if value >= 100 {
      var scale = 1.0
      while value / scale >= 1000 { scale *= 10 }
      return grouped(Int64((value / scale).rounded() * scale))
    }
    return fixed(value, value >= 10 ? 0 : 2)
  }

  private static func grouped(_ value: Int64) -> String {
    var digits = String(value)
    var parts: [Substring] = []
    while digits.count > 3 {
      parts.insert(Substring(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([Substring(digits)] + parts).joined(separator: ",")
  }
}
