package import Vocabulary

/// Moments of the exercise clock as people write them.
package enum ClockText {
  /// Reads `3:07`, `1:03:07`, or seconds such as `187.5`; nil for anything else.
  package static func read(_ text: String) -> Nanoseconds? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), let last = parts.last, let seconds = decimal(last)
    else { return nil }
    var total = seconds
    for (place, part) in parts.dropLast().reversed().enumerated() {
      guard let whole = Int(part), part.allSatisfy(\.isNumber), whole < 1_000 else { return nil }
      // Below the first part no part reaches sixty.
      if place + 2 < parts.count, whole >= 60 { return nil }
      total += Double(whole) * (place == 0 ? 60 : 3_600)
    }
    guard parts.count == 1 || seconds < 60, total < 1e6 else { return nil }
    return .seconds(total)
  }

  private static func decimal(_ text: Substring) -> Double? {
    guard let first = text.first, first.isNumber,
      text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 })
    else { return nil }
    return Double(text)
  }
}
