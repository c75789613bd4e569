/// From the facts of an exercise to opened and updated findings; nobody types any of it in.
///
/// Shape:  pure; an exercise that is in the journal already gives nothing.
/// Source: the scoring rubric, 5.8, "Auto-opened from facts".
package enum Triage {
  /// The events that an exercise adds to a backlog.
  ///
  /// - Parameters:
  ///   - at: when they are written down, RFC 3339 in UTC.
  package static func events(
    of outcome: ExerciseOutcome, in backlog: Backlog, at: String
  ) -> [FindingEvent] {
    []
  }
}
