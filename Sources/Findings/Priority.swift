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
  package static let confidence = 0.8

  /// `B 4 × 0.93 (6/6) = 3.7`.
  package var text: String {
    "B \(blast.level) × \(Decimals.fixed(likelihood.mean, 2)) (\(likelihood.text)) = "
      + Decimals.fixed(value, 1)
  }

  /// The order of a backlog: B × p̂, then B × lower bound, then B, then the older one.
  package static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    let (a, b) = (left.priority, right.priority)
    // Sums of products are compared as they are shown to nobody: to a billionth.
    for (one, other) in [(a.value, b.value), (a.low, b.low)] where abs(one - other) > 1e-9 {
      return one > other
    }
    if a.blast.level != b.blast.level { return a.blast.level > b.blast.level }
    return (left.openedAt, left.id) < (right.openedAt, right.id)
  }
}
