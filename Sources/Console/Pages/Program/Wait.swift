import Debrief
import Vocabulary

/// How long one waits, in the two units that matter.
enum Wait {
  /// `74 days 3 hours`, `3 hours 20 minutes`, `2 minutes`.
  static func words(_ span: Nanoseconds) -> String {
    let minutes = max(0, Int(span.rawValue / 60_000_000_000))
    let parts = [(minutes / 1_440, "day"), (minutes / 60 % 24, "hour"), (minutes % 60, "minute")]
    guard let first = parts.firstIndex(where: { $0.0 > 0 }) else { return "less than a minute" }
    return parts[first...].prefix(2).filter { $0.0 > 0 }.map { Written.counted($0.0, $0.1) }
      .joined(separator: " ")
  }
}
