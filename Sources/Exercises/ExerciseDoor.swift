package import Vocabulary

/// The one way into an exercise: pages, event streams and terminals all go through it.
///
/// Everything that comes out is already filtered for the person that asks; a page cannot leak
/// what its view does not hold.
package protocol ExerciseDoor: MissionDoor {
  /// Carries out a command, or refuses it; returns what the person should see of the effect.
  @discardableResult
  func perform(
    _ command: ExerciseCommand, by person: Participant
  ) async throws(Refusal) -> JSONValue
  /// All that the person may see now.
  func view(for person: Participant) async -> RoleView
  /// What the person may see as it happens, from the event after `last` on; ends with the exercise.
  func stream(for person: Participant, after last: Int) async -> AsyncStream<StreamedEvent>
  /// A page of the debrief; refused to blue and observers before the reveal.
  func debrief(
    for person: Participant, as form: DebriefForm
  ) async throws(Refusal) -> String
}

/// How a debrief is handed out.
package enum DebriefForm: String, Sendable, CaseIterable { case html, markdown, json }

/// One event as one role may see it.
///
/// Shape: numbers are the role's own, from 1 without gaps, so that a gap tells nobody anything.
package struct StreamedEvent: Sendable, Equatable, Codable {
  /// The number in the role's own stream.
  package var number: Int
  /// What the role may see of it.
  package var event: TimelineEvent

  /// An event with its number in the role's stream; `event.sequence` equals it.
  package init(number: Int, event: TimelineEvent) {
    self.number = number
    self.event = event
  }
}
