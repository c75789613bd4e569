extension ExerciseState {
  /// Why a command that was decided on an earlier state goes no further now; nil where it does.
  ///
  /// Shape: for commands that are carried out before they are written down. While a range is taken
  ///        over others act: what was to go on may have been ended, or stopped, in the meantime.
  package func overtaken(
    _ command: ExerciseCommand, by person: Participant, since earlier: ExerciseState
  ) -> Refusal? {
    if let refusal = Permissions.refusal(command, role: person.role, phase: phase) {
      return refusal
    }
    guard command == .resume, isStopCalled, !earlier.isStopCalled else { return nil }
    return Refusal(
      .phase, "somebody said the stop word meanwhile", hint: "resume once more if it may go on")
  }
}
