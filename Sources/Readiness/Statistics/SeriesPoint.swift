package import Vocabulary

/// One exercise of a series: when it was, and what came out.
///
/// Shape: a series is one stratum, such as a family at one difficulty. Its order in an array
/// means nothing: points are ordered by `quarters`.
/// Units: quarters since any fixed day, unevenly spaced as the calendar was; minutes for times.
/// Limits: finite numbers; points at the same time have no order among them.
/// Errors: none; a number that is none is a mistake of the caller's.
/// Source: `docs/reference/statistics.md`.
package struct SeriesPoint: Sendable, Equatable {
  /// When it was, in quarters.
  package var quarters: Double
  /// What came out.
  package var reading: Reading

  /// A point of any scale.
  package init(quarters: Double, _ reading: Reading) {
    precondition(
      quarters.isFinite && reading.bound.isFinite, "a point of a series is two finite numbers")
    self.quarters = quarters
    self.reading = reading
  }

  /// A level, such as readiness or a phase.
  package init(quarters: Double, level: Int) {
    self.init(quarters: quarters, .exactly(Double(level)))
  }

  /// A time, in minutes; a censored one is the length after which nobody looked any more.
  package init(
    quarters: Double, timeNs: Nanoseconds, isCensored: Bool = false,
    constants: StatisticsConstants = .standard
  ) {
    let minutes = max(timeNs.inSeconds, constants.trend.leastSeconds) / 60
    self.init(quarters: quarters, isCensored ? .moreThan(minutes) : .exactly(minutes))
  }
}

/// Which way is better: levels rise, times fall.
package enum BetterDirection: String, Sendable, Codable {
  case higher, lower
}
