/// Mann and Kendall's test: do later exercises come out better than earlier ones?
///
/// Shape: S is better pairs less worse pairs, over one series or several strata. A chance is the
/// share of the distinct orders of the same readings with an S as great (`pUp`) or as small
/// (`pDown`); of strata the S add and their distributions are convolved.
/// Units: pairs; chances 0…1.
/// Limits: exact up to `StatisticsConstants.Exact`: 40 exercises a stratum, with bounds among
/// values or equal times as many as 13 different readings do. Beyond, the normal approximation
/// with continuity correction, and `method` says so. Strata must be independent: families, never
/// the four phases of one exercise. Censoring counts a pair of unknown order as 0, in S and in
/// the distribution alike; see `NullDistribution` for what that takes for granted.
/// Errors: none; of nothing S is 0 and both chances are 1.
/// Source: Mann, "Nonparametric tests against trend", 1945; Kendall, "Rank correlation methods",
/// 1970; Hirsch, Slack and Smith, "Techniques of trend analysis for monthly water quality data",
/// 1982 (strata); Gehan, 1965, and Brown, Hollander and Korwar, 1974 (censoring).
package struct MannKendall: Sendable, Equatable {
  /// Better pairs less worse pairs.
  package var s: Int
  /// The chance of an S as great, were there no trend.
  package var pUp: Double
  /// The chance of an S as small, were there no trend.
  package var pDown: Double
  /// How the chances were found.
  package var method: Method
  /// What each stratum had to give.
  package var strata: [Stratum]

  /// How chances were found.
  package enum Method: String, Sendable, Codable {
    case exact, normal
  }

  /// The size of a stratum.
  package struct Stratum: Sendable, Equatable {
    /// Exercises.
    package var points: Int
    /// Pairs at different times whose order is known; equal readings have one.
    package var pairs: Int
    /// Pairs at different times whose order censoring hides.
    package var unknown: Int
  }

  /// The test of one series.
  package init(
    _ series: [SeriesPoint], better: BetterDirection = .higher,
    constants: StatisticsConstants = .standard
  ) {
    self.init(strata: [series], better: better, constants: constants)
  }

  /// The test of independent strata together.
  package init(
    strata: [[SeriesPoint]], better: BetterDirection = .higher,
    constants: StatisticsConstants = .standard
  ) {
    let scores = strata.map(PairScores.init)
    let rise = scores.reduce(0) { $0 + $1.s }
    let exact = strata.reduce(NullDistribution?.some(.init())) { sum, series in
      guard let sum, let next = NullDistribution.exact(series, constants: constants) else {
        return nil
      }
      return sum.convolved(with: next)
    }
    let rising: Double
    let falling: Double
    if let exact {
      (rising, falling) = (exact.chance(atLeast: rise), exact.chance(atMost: rise))
      method = .exact
    } else {
      let deviation = scores.reduce(0) { $0 + $1.variance }.squareRoot()
      (rising, falling) = (
        Self.normal(rise, deviation: deviation), Self.normal(-rise, deviation: deviation)
      )
      method = .normal
    }
    let isHigher = better == .higher
    s = isHigher ? rise : -rise
    pUp = isHigher ? rising : falling
    pDown = isHigher ? falling : rising
    self.strata = zip(strata, scores).map {
      .init(points: $0.count, pairs: $1.known, unknown: $1.unknown)
    }
  }

  /// P(S ≥ s): S moves in steps of two, so half a step is one.
  private static func normal(_ s: Int, deviation: Double) -> Double {
    deviation == 0 ? 1 : Quantiles.upperTail((Double(s) - 1) / deviation)
  }

  /// Exercises of all strata.
  package var points: Int { strata.reduce(0) { $0 + $1.points } }

  /// Pairs of known order of all strata.
  package var pairs: Int { strata.reduce(0) { $0 + $1.pairs } }

  /// Pairs of unknown order of all strata.
  package var unknown: Int { strata.reduce(0) { $0 + $1.unknown } }

  /// `S 5 of 6 pairs, p up 0.083, 4 exercises`; what censoring hides and approximations are said.
  package var words: String {
    let p = s < 0 ? "p down \(Self.text(pDown))" : "p up \(Self.text(pUp))"
    let series = strata.count > 1 ? " in \(strata.count) series" : ""
    let hidden = unknown > 0 ? ", \(Figures.pairs(unknown)) of unknown order" : ""
    return "S \(s) of \(pairs) pairs, \(p)\(method == .normal ? " (approximate)" : ""), "
      + "\(points) exercises\(series)\(hidden)"
  }

  private static func text(_ chance: Double) -> String {
    chance < 0.0005 ? "< 0.001" : Figures.fixed(chance, 3)
  }
}
