/// How often what triggers a gap comes about, from a count over quarters.
///
/// Shape: λ̂ = (x + ½) ÷ T, Jeffreys' mean of a rate; 1 − e^(−λ̂) is the chance of one or more
/// within a quarter.
/// Units: a count, quarters, per quarter.
/// Limits: T > 0; triggers are taken to come independently of one another.
/// Errors: none; a count below 0 is a mistake of the caller's.
/// Source: Jeffreys' prior for a Poisson rate; Brown, Cai and DasGupta, "Interval estimation in
/// exponential families", 2003.
package struct TriggerRate: Sendable, Equatable {
  /// How often it was seen.
  package var count: Int
  /// In how many quarters.
  package var quarters: Double

  /// `count` times in `quarters`.
  package init(count: Int, quarters: Double) {
    precondition(count >= 0, "what was seen is counted from 0 up")
    precondition(quarters > 0 && quarters.isFinite, "a rate needs a time in which it was counted")
    self.count = count
    self.quarters = quarters
  }

  /// λ̂, a quarter.
  package var perQuarter: Double { (Double(count) + 0.5) / quarters }

  /// The chance of one or more within a quarter.
  package var chance: Double { 1 - RealFunctions.exponential(-perQuarter) }

  /// A priority B × p̂ times that chance: a column beside the first, never mixed into it.
  package func column(beside priority: Double) -> Double { priority * chance }
}
