package import Vocabulary

/// What many measurements of one span come to: the median, and how long it took at worst.
///
/// Shape: a pure value; quantiles by nearest rank, so each is a span that was measured.
package struct LatencyFigures: Sendable, Equatable, Codable {
  /// How many were measured.
  package var count: Int
  /// Half of them took at most so long.
  package var medianMs: Double
  /// The 99th percentile, or, of fewer than a hundred, the longest.
  package var worstMs: Double
  /// Which of the two that is.
  package var worst: Worst

  /// What the worst figure of a sample is.
  package enum Worst: String, Sendable, Codable {
    /// Of a hundred and more.
    case percentile99 = "p99"
    /// Of fewer.
    case longest = "max"
  }

  /// The figures of a sample; of none all are 0.
  package init(of spans: [Nanoseconds]) {
    let ordered = spans.sorted()
    count = ordered.count
    worst = ordered.count >= 100 ? .percentile99 : .longest
    medianMs = Self.quantile(0.5, of: ordered)
    worstMs = Self.quantile(worst == .percentile99 ? 0.99 : 1, of: ordered)
  }

  /// The smallest measured span that at least this share of all does not exceed.
  private static func quantile(_ share: Double, of ordered: [Nanoseconds]) -> Double {
    guard let last = ordered.indices.last else { return 0 }
    let rank = Int((share * Double(ordered.count)).rounded(.up))
    // Microseconds are more than a shared machine repeats.
    let milliseconds = ordered[min(max(rank - 1, 0), last)].inMilliseconds
    return (milliseconds * 1_000).rounded() / 1_000
  }
}
