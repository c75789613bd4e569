package import Vocabulary

/// When the twin of an exercise may be played, and how far it has come.
extension ExerciseState {
  /// How far the twin has come.
  package enum TwinState: Sendable, Equatable {
    case none
    /// It is being played, up to this offset of the exercise clock; nil is the whole window.
    case playing(Nanoseconds?)
    /// It lies in the folder, played up to this offset.
    case played(Nanoseconds?)
    /// It was thrown away; why.
    case failed(String)

    /// Whether it is being played.
    package var isPlaying: Bool { if case .playing = self { true } else { false } }
  }

  mutating func applyTwin(_ event: TimelineEvent) {
    let horizon = event.fields["horizon_ns"]?.whole.map(Nanoseconds.init(rawValue:))
    switch event.kind {
    case .twinBegan: if !hasTwin { twin = .playing(horizon) }
    case .twinPlayed: twin = .played(horizon)
    case .twinFailed: if !hasTwin { twin = .failed(event.fields["reason"]?.text ?? "") }
    default: break
    }
  }

  private var hasTwin: Bool { if case .played = twin { true } else { false } }

  func handleTwin(_ command: ExerciseCommand, by person: Participant) throws(Refusal) -> [Action] {
    switch command {
    case .twin(let horizon): return try playTwin(horizon, by: person)
    case .stopTwin:
      guard twin.isPlaying else { throw Refusal(.invalid, "no twin is being played") }
      return [.effect(.stopTwin("stopped by \(person.name)"))]
    default: preconditionFailure("decide sends only commands of the twin here")
    }
  }

  private func playTwin(
    _ horizon: Nanoseconds?, by person: Participant
  ) throws(Refusal) -> [Action] {
    guard !design.isSham else {
      throw Refusal(.invalid, "a sham has no twin: nothing was injected")
    }
    guard startedNs != nil, steps.values.contains(.begun) else {
      throw Refusal(.invalid, "nothing was injected: there is nothing to play again")
    }
    guard isAtRest else {
      throw Refusal(.phase, "the exercise still heals", hint: "wait until its end is recorded")
    }
    switch twin {
    case .playing:
      throw Refusal(.phase, "the twin is being played", hint: "stop-twin ends it")
    case .played:
      throw Refusal(
        .phase, "the twin was played: it stands",
        hint: "a second one would be a choice between two results")
    case .none, .failed: break
    }
    var fields: [String: JSONValue] = [:]
    if let horizon { fields["horizon_ns"] = .integer(horizon.rawValue) }
    return [
      .record(.init(.white, .twinBegan, by: person, fields)), .effect(.playTwin(horizon)),
    ]
  }

  /// A folder is not sealed while something is written into it.
  func refuseWhileTwinIsPlayed() throws(Refusal) {
    guard twin.isPlaying else { return }
    throw Refusal(
      .phase, "the twin is being played",
      hint: "wait for it, or stop it: then the debrief has no twin")
  }
}

/// The twin as white sees it.
package struct ShownTwin: Sendable, Equatable, Codable {
  /// `none`, `playing`, `played`, `failed`.
  package var state: String
  /// Up to which offset of the exercise clock it is played; nil is the whole window.
  package var horizonNs: Nanoseconds?
  /// How long it has been played for; nil where it is not.
  package var elapsedNs: Nanoseconds?
  /// What happens now, or why it came to nothing.
  package var detail: String

  /// How far it has come.
  package init(
    _ twin: ExerciseState.TwinState, elapsedNs: Nanoseconds? = nil, detail: String = ""
  ) {
    self.elapsedNs = elapsedNs
    self.detail = detail
    switch twin {
    case .none: state = "none"
    case .playing(let horizon):
      state = "playing"
      horizonNs = horizon
    case .played(let horizon):
      state = "played"
      horizonNs = horizon
    case .failed(let reason):
      state = "failed"
      self.detail = reason
    }
  }
}
