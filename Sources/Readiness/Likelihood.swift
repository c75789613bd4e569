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

/// Two-sided quantiles of the distributions that intervals use.
enum Quantiles {
  /// Student's t: P(|T| ≤ t) = `confidence`, through the incomplete beta function.
  static func student(confidence: Double, degrees: Int) -> Double {
    precondition(degrees > 0, "Student's t needs at least one degree of freedom")
    let freedom = Double(degrees)
    let x = IncompleteBeta.inverse(1 - confidence, a: freedom / 2, b: 0.5)
    return (freedom * (1 / x - 1)).squareRoot()
  }

  /// Normal: P(|Z| ≤ z) = `confidence`, by bisection on the error function's series.
  static func normal(confidence: Double) -> Double {
    var low = 0.0
    var high = 9.0
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if central(middle) < confidence { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// P(|Z| ≤ z): 2·φ(z)·Σ z^(2k+1) ⁄ (1·3·5…(2k+1)), every term positive, so nothing cancels.
  private static func central(_ z: Double) -> Double {
    var term = z
    var sum = z
    var divisor = 1.0
    while term > sum * 1e-17 && divisor < 2_000 {
      divisor += 2
      term *= z * z / divisor
      sum += term
    }
    let inverseRootOf2Pi = 0.398_942_280_401_432_7
    return 2 * sum * inverseRootOf2Pi * RealFunctions.exponential(-z * z / 2)
  }
}
