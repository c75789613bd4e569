/// Kendall's tau-b: how far one thing rises with another, from −1 to 1.
///
/// Shape: pairs that rise less pairs that fall, over the pairs that differ in either (geometric
/// mean); that one of the two is time changes nothing.
/// Units: none.
/// Limits: it is a size and no test; of few points it is large by chance.
/// Errors: nil where either is all alike, for then there is nothing to rise with.
/// Source: Kendall, "The treatment of ties in ranking problems", 1945.
package enum KendallTau {
  /// Of a series over its times.
  package static func of(_ series: [SeriesPoint]) -> Double? { PairScores(series).tau }
}
