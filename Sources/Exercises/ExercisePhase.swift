/// Where an exercise stands; it goes forward, but for `running` and `paused`.
package enum ExercisePhase: String, Sendable, Codable, CaseIterable {
  /// The mission is committed to, people are invited.
  case designed
  /// Range, load and alerts are up; the go / no-go list is open.
  case preflight
  /// The exercise clock runs.
  case running
  /// The exercise clock stands; nothing new is injected.
  case paused
  /// Ended by a stop; everything is healed.
  case aborted
  /// Ended as planned; everything is healed.
  case ended
  /// Every grade that needs a person is given.
  case graded
  /// Logs are closed; scores are final.
  case sealed
  /// The mission and the salt of its commitment are public.
  case revealed

  /// Whether the mission is still a secret from blue and observers.
  package var isBlind: Bool { self != .revealed }
  /// Whether something may be under attack.
  package var isLive: Bool { self == .running || self == .paused }
}
