/// What is said of a trend, in one of four sentences.
///
/// Shape: with fewer than four exercises in each stratum and fewer than six pairs of known order
/// in all, nothing; else the one-sided chance decides.
/// Units: none.
/// Limits: it says that a trend was shown, not how large it is: see `TheilSen`.
/// Errors: none; "no trend shown" is no proof that there is none.
/// Source: `docs/reference/statistics.md`; the thresholds are `StatisticsConstants.Trend`.
package enum TrendVerdict: String, Sendable, Codable, CaseIterable {
  case tooFew = "too_few"
  case improving
  case worsening
  case noTrend = "no_trend"

  /// The sentence that a test allows.
  package init(_ test: MannKendall, constants: StatisticsConstants = .standard) {
    let limits = constants.trend
    let isShort = test.strata.allSatisfy { $0.points < limits.leastPoints }
    if isShort && test.pairs < limits.leastPairs {
      self = .tooFew
    } else if test.pUp <= limits.chance {
      self = .improving
    } else {
      self = test.pDown <= limits.chance ? .worsening : .noTrend
    }
  }

  /// As people read it.
  package var words: String {
    switch self {
    case .tooFew: "too few exercises to tell"
    case .improving: "improving"
    case .worsening: "worsening"
    case .noTrend: "no trend shown"
    }
  }
}
