package import Vocabulary

/// What the conductor itself knows at the end; everything else is derived from the evidence.
package struct ExerciseOutcome: Sendable, Equatable {
  /// Why it ended.
  package var reason: String
  /// Whether it came to its planned end; false where a fault was unproved or the range was lost.
  package var isWhole: Bool
  /// For an arm of an ablation: the span over which its rate is measured, as offsets.
  package var measured: ClosedRange<Nanoseconds>?

  /// An outcome.
  package init(reason: String, isWhole: Bool, measured: ClosedRange<Nanoseconds>?) {
    self.reason = reason
    self.isWhole = isWhole
    self.measured = measured
  }
}
