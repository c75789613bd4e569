package import Vocabulary

extension ConditionFacts {
  /// The same facts with their moments on the exercise clock, which triggers count by.
  package func on(_ clock: ExerciseClock) -> ConditionFacts {
    guard clock.hasStood else { return self }
    var facts = self
    facts.leaderChangedAt = leaderChangedAt.map(clock.time)
    facts.cuedAt = cuedAt.map(clock.time)
    facts.decidedAt = decidedAt.map(clock.time)
    facts.effective = effective.mapValues(clock.time)
    facts.alerts = alerts.mapValues(clock.time)
    return facts
  }
}
