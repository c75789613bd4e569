/// Whether exercises come out better with time, how sure that is, and by how much.
///
/// Shape: the verdict, the test that it rests on, and the size, from the same strata.
/// Units: those of `MannKendall` and `TheilSen`.
/// Limits: the caller leaves out what does not belong into a trend: twins (but for times of
/// detection), aborted and superseded exercises, grades with the tag `low-agreement`.
/// Errors: none; without a pair there is no size.
/// Source: `docs/reference/statistics.md`.
package struct Trend: Sendable, Equatable {
  /// In one of four sentences.
  package var verdict: TrendVerdict
  /// What it rests on.
  package var test: MannKendall
  /// How much a quarter; nil where no pair has an order.
  package var size: TheilSen?

  /// The trend of levels, such as readiness.
  package static func ofLevels(
    _ strata: [[SeriesPoint]], constants: StatisticsConstants = .standard
  ) -> Trend {
    Trend(strata, better: .higher, scale: .plain, constants: constants)
  }

  /// The trend of times, of which less is better.
  package static func ofTimes(
    _ strata: [[SeriesPoint]], constants: StatisticsConstants = .standard
  ) -> Trend {
    Trend(strata, better: .lower, scale: .logarithmic, constants: constants)
  }

  private init(
    _ strata: [[SeriesPoint]], better: BetterDirection, scale: TheilSen.Scale,
    constants: StatisticsConstants
  ) {
    test = MannKendall(strata: strata, better: better, constants: constants)
    size = TheilSen(strata: strata, scale: scale)
    verdict = TrendVerdict(test, constants: constants)
  }

  /// The verdict with its figures; too few exercises have none to show.
  package var words: String {
    guard verdict != .tooFew else { return "\(verdict.words) (\(test.points))" }
    return ([verdict.words, test.words] + [size?.words].compactMap(\.self))
      .joined(separator: "; ")
  }
}
