package import Vocabulary

/// The exercise clock of people: it stands while they pause, and everything planned stands with it.
///
/// Shape: a pure value; moments are offsets from the start on the monotonic clock.
package struct ExerciseControl: Sendable, Equatable {
  /// Pauses that are over.
  private var pauses: [ClosedRange<Nanoseconds>] = []
  /// Since when it is paused; nil while it runs.
  package private(set) var pausedSince: Nanoseconds?

  /// A clock that runs.
  package init() {}

  /// Stops the clock; nothing to do where it stands.
  package mutating func pause(at moment: Nanoseconds) {
    pausedSince = pausedSince ?? moment
  }

  /// Lets the clock go on; nothing to do where it runs.
  package mutating func resume(at moment: Nanoseconds) {
    guard let since = pausedSince else { return }
    pausedSince = nil
    pauses.append(since...max(since, moment))
  }

  /// What the exercise clock showed at a moment.
  package func exerciseTime(of moment: Nanoseconds) -> Nanoseconds {
    var time = moment
    for pause in pauses where pause.lowerBound < moment {
      time = time - (min(moment, pause.upperBound) - pause.lowerBound)
    }
    if let since = pausedSince, since < moment { time = time - (moment - since) }
    return time
  }
}

extension ConditionFacts {
  /// The same facts with their moments on the exercise clock, which triggers count by.
  package func on(_ control: ExerciseControl) -> ConditionFacts {
    var facts = self
    facts.leaderChangedAt = leaderChangedAt.map(control.exerciseTime)
    facts.cuedAt = cuedAt.map(control.exerciseTime)
    facts.decidedAt = decidedAt.map(control.exerciseTime)
    facts.effective = effective.mapValues(control.exerciseTime)
    facts.alerts = alerts.mapValues(control.exerciseTime)
    return facts
  }
}
