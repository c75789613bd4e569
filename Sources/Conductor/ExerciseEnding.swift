package import Vocabulary

/// When an exercise is over, beside its window, its limits and a fault that cannot be proved.
package enum ExerciseEnding: Sendable, Equatable {
  /// Once nothing more will start or heal and the containment predicate has held for `hold`.
  case settled(hold: Nanoseconds)
  /// This long after every step took effect and `settle` went by: an arm of an ablation.
  case measured(settle: Nanoseconds, span: Nanoseconds)
  /// With people: at the window of the exercise clock, a limit, or when somebody ends it.
  case people
  /// At this offset, whatever goes on then: the twin of an exercise with people.
  case horizon(Nanoseconds)
}
