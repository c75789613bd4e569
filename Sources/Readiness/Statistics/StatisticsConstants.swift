/// The constants of trends, plateaus, gaps and raters, versioned: data, never literals in a rule.
///
/// Shape: one value with a part for each question; `standard` is what the documentation says.
/// Units: chances, confidences and shares as fractions of 1; slopes in levels a quarter.
/// Limits: two results are comparable only under the same `version`.
/// Errors: none; a changed copy is a value of its own and takes another `version`.
/// Source: `docs/reference/statistics.md`.
package struct StatisticsConstants: Sendable, Equatable, Codable {
  /// Shown with every result.
  package var version: String
  /// When a trend is said to be one.
  package var trend: Trend
  /// When a family is said to stand still.
  package var plateau: Plateau
  /// How likely a gap is, and when it counts as gone.
  package var gap: Gap
  /// When raters agree too little.
  package var raters: Raters
  /// How beliefs are graded.
  package var beliefs: Beliefs
  /// Up to where null distributions are counted instead of approximated.
  package var exact: Exact

  /// When a trend is said to be one.
  package struct Trend: Sendable, Equatable, Codable {
    /// With fewer exercises in every stratum, and too few pairs, nothing is said.
    package var leastPoints: Int
    /// With fewer pairs in all, and too few exercises, nothing is said.
    package var leastPairs: Int
    /// The one-sided chance up to which a trend is named.
    package var chance: Double
    /// Shorter times count as this long, so that each has a logarithm.
    package var leastSeconds: Double
  }

  /// When a family is said to stand still.
  package struct Plateau: Sendable, Equatable, Codable {
    /// The highest level there is.
    package var top: Int
    /// So many missions at the top in a row are a ceiling.
    package var topRun: Int
    /// The missions that the second rule of a ceiling looks back on.
    package var nearWindow: Int
    /// The level that the second rule calls near the top.
    package var near: Int
    /// Missions of the window at `near` or above.
    package var leastNear: Int
    /// Missions of the window at the top.
    package var leastTop: Int
    /// A stall's median is at most this.
    package var stallMedian: Double
    /// Flat: the highest level less the lowest is at most this.
    package var flatRange: Int
    /// Flat: the slope is below this, up or down.
    package var flatSlope: Double
    /// Flat: the chance of a rise is above this.
    package var flatChance: Double
    /// So many flat missions are a possible plateau.
    package var possible: Int
    /// So many flat missions are a plateau.
    package var shown: Int
  }

  /// How likely a gap is, and when it counts as gone.
  package struct Gap: Sendable, Equatable, Codable {
    /// Of the interval by which equal priorities are ordered.
    package var rankConfidence: Double
    /// A gap that never showed itself is verified when that interval ends here or lower.
    package var verifiedBelow: Double
    /// Of the exact upper bound that is shown beside trials without a failure.
    package var boundConfidence: Double
  }

  /// When raters agree too little.
  package struct Raters: Sendable, Equatable, Codable {
    /// Below this coefficient a mission is sealed with the tag `low-agreement`.
    package var floor: Double
    /// Grades so many steps apart need a third rater.
    package var apart: Int
  }

  /// How beliefs are graded.
  package struct Beliefs: Sendable, Equatable, Codable {
    /// Shares of the time from T1 to T2 at which blue's top belief is graded.
    package var shares: [Double]
    /// A wrong belief held with this confidence or more is over-confident.
    package var high: Double
  }

  /// Up to where null distributions are counted instead of approximated.
  package struct Exact: Sendable, Equatable, Codable {
    /// Exercises of one stratum; above, the normal approximation.
    package var points: Int
    /// Partial multisets that a count may pass through; above, the normal approximation.
    package var states: Int
  }

  /// The constants of Cygnet's documentation.
  package static let standard = StatisticsConstants(
    version: "1",
    trend: Trend(leastPoints: 4, leastPairs: 6, chance: 0.10, leastSeconds: 1),
    plateau: Plateau(
      top: 5, topRun: 3, nearWindow: 6, near: 4, leastNear: 5, leastTop: 3, stallMedian: 4,
      flatRange: 1, flatSlope: 0.25, flatChance: 0.20, possible: 4, shown: 6),
    gap: Gap(rankConfidence: 0.80, verifiedBelow: 0.20, boundConfidence: 0.95),
    raters: Raters(floor: 0.6, apart: 2),
    beliefs: Beliefs(shares: [0.25, 0.50, 0.75, 1], high: 0.8),
    exact: Exact(points: 40, states: 8192))
}
