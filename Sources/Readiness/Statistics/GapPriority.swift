/// How urgent a gap is: its blast radius times how likely it shows itself.
///
/// Shape: B × p̂, p̂ the Jeffreys mean of k of n trials. Of equals the one with the higher lower
/// bound of B × p comes first, then the higher B; the caller puts the older one first after that.
/// Units: 0…5.
/// Limits: B is 1…5. Nobody types a likelihood: a trial can only be left out, with a reason.
/// Errors: none; another B is a mistake of the caller's.
/// Source: `docs/reference/statistics.md`; `Likelihood`; the constants are
/// `StatisticsConstants.Gap`.
package struct GapPriority: Sendable, Equatable {
  /// Blast radius, 1…5.
  package var blast: Int
  /// How often the gap showed itself, of how many trials.
  package var likelihood: Likelihood

  /// The priority of a gap.
  package init(blast: Int, likelihood: Likelihood) {
    precondition((1...5).contains(blast), "a blast radius is a level from 1 to 5")
    self.blast = blast
    self.likelihood = likelihood
  }

  /// B × p̂.
  package var value: Double { Double(blast) * likelihood.mean }

  /// B × the lower bound of the interval.
  package func low(_ constants: StatisticsConstants = .standard) -> Double {
    Double(blast) * likelihood.jeffreys(confidence: constants.gap.rankConfidence).lowerBound
  }

  /// B × p̂ × the chance that the trigger comes about in a quarter: a column of its own.
  package func value(triggeredBy rate: TriggerRate) -> Double { value * rate.chance }

  /// Whether this gap is more urgent; false both ways where only age can tell.
  package func comes(
    before other: GapPriority, constants: StatisticsConstants = .standard
  ) -> Bool {
    // In whole numbers: rounding must not make two equal products differ.
    func scaled(_ one: GapPriority, over another: GapPriority) -> Int {
      one.blast * (2 * one.likelihood.count + 1) * (another.likelihood.trials + 1)
    }
    let (left, right) = (scaled(self, over: other), scaled(other, over: self))
    if left != right { return left > right }
    let (low, otherLow) = (low(constants), other.low(constants))
    return low != otherLow ? low > otherLow : blast > other.blast
  }

  /// `B 4 × 0.93 (6/6)`.
  package var words: String {
    "B \(blast) × \(Figures.fixed(likelihood.mean, 2)) (\(likelihood.text))"
  }
}
