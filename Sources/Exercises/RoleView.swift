package import Vocabulary

/// What one person may see of an exercise at one moment.
package enum RoleView: Sendable, Equatable {
  /// Blue: made of blue's own record and nothing else.
  case blue(BlueView)
  /// Red and white.
  case control(ControlView)
  /// Observers.
  case observer(ObserverView)
}

/// What every role may know of an exercise.
package struct ExerciseHeader: Sendable, Equatable, Codable {
  /// A neutral name, such as `brisk-heron-42`; it says nothing of the mission.
  package var code: String
  /// Where the exercise stands.
  package var phase: ExercisePhase
  /// `evaluate` or `train`; only the first enters trends.
  package var mode: String
  /// The exercise clock; it stands while the exercise is paused.
  package var elapsedNs: Nanoseconds
  /// SHA-256 over salt, mission and plan, published before the start.
  package var commitment: String
  /// The salt; nil before the reveal.
  package var salt: String?
  /// The briefing that blue gets.
  package var told: String
  /// Data class, printed on everything: `internal` unless the service says otherwise.
  package var classification: String

  /// The head of a page.
  package init(
    code: String, phase: ExercisePhase, mode: String, elapsedNs: Nanoseconds, commitment: String,
    salt: String?, told: String, classification: String
  ) {
    self.code = code
    self.phase = phase
    self.mode = mode
    self.elapsedNs = elapsedNs
    self.commitment = commitment
    self.salt = salt
    self.told = told
    self.classification = classification
  }
}

/// What observers see before the reveal: the head, and what white released.
package struct ObserverView: Sendable, Equatable, Codable {
  /// What every role may know.
  package var header: ExerciseHeader
  /// What white released, oldest first.
  package var released: [TimelineEvent]

  /// An observer's page.
  package init(header: ExerciseHeader, released: [TimelineEvent]) {
    self.header = header
    self.released = released
  }
}
