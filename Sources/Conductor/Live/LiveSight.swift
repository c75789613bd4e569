import Exercises
import Vocabulary

/// Which events stand in the streams of red, white and observers; blue's is `Visibility` alone.
enum LiveSight {
  /// The event as the role may see it; nil where it may not.
  static func event(_ event: TimelineEvent, for role: Role) -> TimelineEvent? {
    if unstreamed.contains(event.kind) { return nil }
    switch role {
    case .white: return event
    case .red: return Visibility.red(event)
    case .observer: return Visibility.observer(event)
    case .blue: return nil
    }
  }

  /// A rater must not learn the other one's grade from a stream.
  private static let unstreamed: Set<TimelineEvent.Kind> = [
    .personInvited, .personJoined, .missionRead, .gradeGiven, .gapAssigned,
  ]
}
