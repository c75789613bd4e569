package import Vocabulary

/// What a person asks of an exercise; the same from a page, a terminal or a script.
///
/// Shape: on the wire an object whose `do` names the command; the other members are its fields.
/// Errors: `Refusal` where a field is missing, too long, or of the wrong kind.
package enum ExerciseCommand: Sendable, Equatable {
  // White.
  /// Builds the range and fills the go / no-go list.
  case preflight
  /// White says go, or takes it back, on one item that only a person can judge.
  case confirm(item: String, reason: String)
  /// Starts the clock; where two persons are needed the second one's `start` counts.
  case start
  case pause(reason: String)
  case resume
  /// Heals everything and ends; nothing is injected after it.
  case abort(reason: String)
  /// Ends as planned before the window is over.
  case finish(reason: String)
  /// Help for blue; it costs the bit that it helped.
  case hint(subject: String, text: String, reason: String)
  case cue(text: String)
  /// A remark at a moment of the exercise clock; nil is now.
  case note(text: String, atNs: Nanoseconds?)
  /// One rater's grade of something that a machine cannot grade; `subject` is an event's number.
  case grade(subject: String, grade: String, reason: String)
  case integrity(reason: String)
  case realIncident(reason: String)
  case seal
  case reveal
  case invite(name: String, role: Role)
  case release(text: String)
  /// One person, a date and a re-test for a gap that the exercise opened; `due` is `YYYY-MM-DD`.
  case assign(gap: String, owner: String, due: String, retest: String)
  /// A change of plan is taken; it is committed to anew.
  case approve(proposal: String)
  case refuse(proposal: String, reason: String)
  /// Plays the plan again with nobody responding; nil is up to the end of the window.
  case twin(horizon: Nanoseconds?)
  /// Throws the twin that is being played away.
  case stopTwin
  // Red.
  /// Keeps a text as red's own draft of the mission; it need not be one yet.
  case draft(mission: String)
  /// Asks white to take the draft in the mission's place.
  case propose(reason: String)
  case hold(step: StepName)
  case unhold(step: StepName)
  case skip(step: StepName, reason: String)
  case trigger(step: StepName)
  case ask(text: String)
  // Blue.
  /// Trouble, perhaps before any alert; `location` is host names with commas, or empty.
  case declare(location: String)
  case acknowledge(alert: String)
  case hypothesis(
    mechanism: String, location: String, confidence: Double, evidence: [String], text: String)
  case withdraw(hypothesis: String)
  case decide(response: String, text: String)
  case handOver(text: String)
  /// Anyone may call it; white decides, red injects nothing more until then.
  case stopWord(reason: String)
}
