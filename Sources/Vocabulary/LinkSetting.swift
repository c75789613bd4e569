/// How one directed link behaves towards its receiver; faults on one link merge.
package struct LinkSetting: Sendable, Equatable, Codable {
  /// Added to every packet, one way.
  package var delayNs: Nanoseconds
  /// The spread around the delay; see `distribution`.
  package var jitterNs: Nanoseconds
  /// How the spread is drawn.
  package var distribution: DelayDistribution
  /// The share of packets that are dropped, 0 to 1.
  package var loss: Double
  /// The share of packets that arrive twice, 0 to 1.
  package var duplicate: Double
  /// The share of packets that are held back behind later ones, 0 to 1.
  package var reorder: Double
  /// The share of packets in which one bit is flipped, 0 to 1.
  package var corrupt: Double
  /// At most this many bytes of IP packets pass in a second; nil is no limit.
  package var rateBytes: Int64?

  /// A link with these faults; all at their defaults is a whole link.
  package init(
    delayNs: Nanoseconds = .zero, jitterNs: Nanoseconds = .zero,
    distribution: DelayDistribution = .uniform, loss: Double = 0, duplicate: Double = 0,
    reorder: Double = 0, corrupt: Double = 0, rateBytes: Int64? = nil
  ) {
    self.delayNs = delayNs
    self.jitterNs = jitterNs
    self.distribution = distribution
    self.loss = loss
    self.duplicate = duplicate
    self.reorder = reorder
    self.corrupt = corrupt
    self.rateBytes = rateBytes
  }

  /// Each thing that is not at rest, in words.
  package var words: [String] {
    var parts: [String] = []
    if delayNs != .zero || jitterNs != .zero {
      let spread = jitterNs == .zero ? "" : " ± \(jitterNs) \(distribution.rawValue)"
      parts.append("delay \(delayNs)\(spread)")
    }
    let shares = [
      ("loss", loss), ("duplicate", duplicate), ("reorder", reorder), ("corrupt", corrupt),
    ]
    parts += shares.compactMap { $0.1 == 0 ? nil : "\($0.0) \(($0.1 * 10_000).rounded() / 100)%" }
    if let rateBytes { parts.append("rate \(rateBytes) B/s") }
    return parts
  }

  /// Both at once: delays and spreads add, chances act one after the other, the lower rate counts.
  package func merged(with other: LinkSetting) -> LinkSetting {
    func either(_ left: Double, _ right: Double) -> Double {
      // What wants nothing changes nothing, not even the last binary digit.
      left == 0 ? right : right == 0 ? left : 1 - (1 - left) * (1 - right)
    }
    return LinkSetting(
      delayNs: delayNs + other.delayNs, jitterNs: jitterNs + other.jitterNs,
      distribution: DelayDistribution.widest(of: self, other),
      loss: either(loss, other.loss), duplicate: either(duplicate, other.duplicate),
      reorder: either(reorder, other.reorder), corrupt: either(corrupt, other.corrupt),
      rateBytes: [rateBytes, other.rateBytes].compactMap { $0 }.min())
  }
}

/// How a spread around a delay is drawn; with a jitter of 0 all are the same.
package enum DelayDistribution: String, Sendable, Codable, CaseIterable {
  /// Evenly between delay − jitter and delay + jitter.
  case uniform
  /// Normal, with the jitter as its standard deviation, never below 0.
  case normal
  /// Mostly near the delay, with a long tail above it (Pareto, shape 3, as netem's table has it).
  case pareto

  /// The one that comes with the larger jitter; of equal ones the first by name.
  static func widest(of left: LinkSetting, _ right: LinkSetting) -> DelayDistribution {
    if left.jitterNs != right.jitterNs {
      return left.jitterNs > right.jitterNs ? left.distribution : right.distribution
    }
    return left.distribution.rawValue < right.distribution.rawValue
      ? left.distribution : right.distribution
  }
}
