package import Readiness

/// Blast radius × measured likelihood: what to mend first.
///
/// Units:  0…5.
/// Source: statistics, 4.4.
package struct Priority: Sendable, Equatable {
  /// The damage.
  package var blast: FindingBlast
  /// k of n.
  package var likelihood: Likelihood

  /// Of a finding, by its current trials.
  package init(blast: FindingBlast, likelihood: Likelihood) {
    self.blast = blast
    self.likelihood = likelihood
  }

  /// B × p̂.
  package var value: Double { Double(blast.level) * likelihood.mean }

  /// B × the lower end of the 80 % interval: what is certain at least.
  package var low: Double { Double(blast.level) * interval.lowerBound }

  /// Jeffreys' 80 % interval of the likelihood.
  package var interval: ClosedRange<Double> {
    likelihood.jeffreys(confidence: Priority.confidence)
  }

  /// Of the interval that breaks ties and verifies.
  package static var confidence: Double { StatisticsConstants.standard.gap.rankConfidence }

  /// `B 4 × 0.93 (6/6) = 3.7`.
  package var text: String {
    "B \(blast.level) × \(Decimals.fixed(likelihood.mean, 2)) (\(likelihood.text)) = "
      + Decimals.fixed(value, 1)
  }

  /// The order of a backlog: B × p̂, then B × lower bound, then B, then the older one.
  package static func ordered(_ findings: [Finding]) -> [Finding] {
    // The bounds are looked for by halving: once each, not once a comparison.
    let keys = findings.map { ($0, $0.priority, $0.priority.low) }
    return keys.sorted { left, right in
      let (a, b) = (left.1.scaled(over: right.1), right.1.scaled(over: left.1))
      if a != b { return a > b }
      if left.2 != right.2 { return left.2 > right.2 }
      let (one, other) = (left.1.blast.level, right.1.blast.level)
      if one != other { return one > other }
      return (left.0.openedAt, left.0.id) < (right.0.openedAt, right.0.id)
    }.map(\.0)
  }

  /// Twice B × p̂ on the denominator of both: in whole numbers no two equal products differ.
  private func scaled(over other: Priority) -> Int {
    blast.level * (2 * likelihood.count + 1) * (other.likelihood.trials + 1)
  }
}
