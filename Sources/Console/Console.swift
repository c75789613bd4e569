package import Exercises

/// What the console serves: exercises by their codes, each through its door.
package protocol ExerciseHall: Sendable {
  /// The exercise of that code; nil where there is none.
  func exercise(_ code: String) async -> (any ExerciseDoor & TerminalDoor & AlertDoor)?
  /// Redeems a one-time invitation; returns the session's token, once.
  func redeem(invitation: String, code: String) async throws(Refusal) -> String
  /// Who a session's token belongs to; nil for any other text.
  func participant(session: String, code: String) async -> Participant?
}
