/// The clock of an exercise: it stands while the exercise is paused or nobody conducts it.
///
/// Shape: from offsets of the machine's monotonic clock, as timelines record them, to exercise
///        time, and nothing else; without a pause it changes nothing. What happened during a pause
///        stands at the moment at which the clock stood still.
/// Limits: spans (`duration_ns`) are what was measured and stay as they are.
package struct ExerciseClock: Sendable, Equatable {
  /// In order, without overlap.
  package private(set) var pauses: [Pause] = []
  private var last = Nanoseconds.zero

  /// A stretch of the monotonic clock that does not count.
  package struct Pause: Sendable, Equatable, Codable {
    /// When the clock began to stand, on the monotonic clock.
    package var startNs: Nanoseconds
    /// When it went on; nil where it never did.
    package var endNs: Nanoseconds?
    /// Why.
    package var reason: String

    /// A stretch that does not count.
    package init(startNs: Nanoseconds, endNs: Nanoseconds?, reason: String) {
      self.startNs = startNs
      self.endNs = endNs
      self.reason = reason
    }
  }

  /// A clock that never stood.
  package init() {}

  /// The clock of a timeline as it was recorded.
  ///
  /// A pause ends at `exercise.resumed`, or with the exercise; a lost controller is a pause from
  /// the last thing that is known of it on.
  package init(_ timeline: [TimelineEvent]) {
    for event in timeline.sorted(by: { $0.sequence < $1.sequence }) { handle(event) }
  }

  /// Takes in the next event of a timeline that is still being recorded.
  package mutating func handle(_ event: TimelineEvent) {
    switch event.kind {
    case .exercisePaused: stop(at: event.timeNs, event.fields["reason"]?.text ?? "paused")
    case .controllerLost:
      let since = event.fields["since_ns"]?.whole.map(Nanoseconds.init(rawValue:))
      stop(at: since ?? last, event.fields["reason"]?.text ?? "nobody conducted it")
    case .exerciseResumed, .exerciseEnded: go(at: event.timeNs)
    default: break
    }
    last = max(last, event.timeNs)
  }

  private mutating func stop(at time: Nanoseconds, _ reason: String) {
    if let open = pauses.last, open.endNs == nil { return }
    let start = max(time, pauses.last?.endNs ?? time)
    pauses.append(Pause(startNs: start, endNs: nil, reason: reason))
  }

  private mutating func go(at time: Nanoseconds) {
    guard let open = pauses.last, open.endNs == nil else { return }
    pauses[pauses.count - 1].endNs = max(time, open.startNs)
  }

  /// Whether it ever stood.
  package var hasStood: Bool { !pauses.isEmpty }

  /// Exercise time at a moment of the monotonic clock.
  package func time(_ offset: Nanoseconds) -> Nanoseconds {
    var stood = Nanoseconds.zero
    for pause in pauses where pause.startNs < offset {
      stood = stood + (min(pause.endNs ?? offset, offset) - pause.startNs)
    }
    return offset - stood
  }

  /// Whether the clock stands at a moment of the monotonic clock.
  package func stands(at offset: Nanoseconds) -> Bool {
    pauses.contains { $0.startNs <= offset && ($0.endNs.map { offset < $0 } ?? true) }
  }

  /// Fields that hold a moment and no span.
  private static let moments: Set<String> = [
    "at_ns", "commanded_ns", "read_ns", "signal_at_ns", "started_ns", "starts_at_ns",
  ]

  /// The event at its exercise time, with every moment that its fields hold.
  package func time(_ event: TimelineEvent) -> TimelineEvent {
    guard hasStood else { return event }
    var event = event
    event.timeNs = time(event.timeNs)
    for name in Self.moments {
      guard let offset = event.fields[name]?.whole else { continue }
      event.fields[name] = .integer(time(Nanoseconds(rawValue: offset)).rawValue)
    }
    return event
  }

  /// A recorded timeline on the exercise's clock.
  package func time(_ timeline: [TimelineEvent]) -> [TimelineEvent] {
    hasStood ? timeline.map { time($0) } : timeline
  }
}
