/// How likely a gap shows itself, measured from k of n trials.
///
/// Units: probabilities 0…1.
/// Limits: 0 ≤ k ≤ n; with n = 0 the interval is 0…1 and the mean one half.
/// Source: Brown, Cai and DasGupta, "Interval estimation for a binomial proportion", 2001.
package struct Likelihood: Sendable, Equatable {
  /// Trials in which the gap showed itself.
  package var count: Int
  /// Trials in which it could have.
  package var trials: Int

  /// `count` of `trials`.
  package init(count: Int, trials: Int) {
    precondition(count >= 0 && count <= trials, "a count of trials lies between 0 and all of them")
    self.count = count
    self.trials = trials
  }

  /// The point for ranking: the mean of the posterior under Jeffreys' prior.
  package var mean: Double { (Double(count) + 0.5) / (Double(trials) + 1) }

  /// Jeffreys' equal-tailed interval; reaches 0 where k = 0 and 1 where k = n.
  package func jeffreys(confidence: Double) -> ClosedRange<Double> {
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
    let tail = (1 - confidence) / 2
    let a = Double(count) + 0.5
    let b = Double(trials - count) + 0.5
    let low = count == 0 ? 0 : IncompleteBeta.inverse(tail, a: a, b: b)
    let high = count == trials ? 1 : IncompleteBeta.inverse(1 - tail, a: a, b: b)
    return low...high
  }

  /// Wilson's score interval, the closed-form cross-check.
  package func wilson(confidence: Double) -> ClosedRange<Double> {
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
    if trials == 0 { return 0...1 }
    let n = Double(trials)
    let p = Double(count) / n
    let z = Quantiles.normal(confidence: confidence)
    let scale = 1 + z * z / n
    let centre = (p + z * z / (2 * n)) / scale
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / scale
    return max(0, centre - half)...min(1, centre + half)
  }

  /// `k/n`, as it is shown beside every rate.
  package var text: String { "\(count)/\(trials)" }
}
