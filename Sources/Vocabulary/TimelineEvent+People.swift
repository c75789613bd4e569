/// Events of exercises with people, on the timeline of the run.
extension TimelineEvent.Kind {
  /// blue: trouble, before any alert perhaps; fields `location`, `source` (`human` or `customer`).
  package static let troubleDeclared: Self = "trouble.declared"
  /// blue: somebody took an alert; fields `id`, `by`.
  package static let alertAcknowledged: Self = "alert.acknowledged"
  /// blue: takes a hypothesis back; fields `id`, or `mechanism` and `location`.
  package static let hypothesisWithdrawn: Self = "hypothesis.withdrawn"
  /// blue: the shift changes; fields `text`, `by`.
  package static let handoverPosted: Self = "handover.posted"
  /// anyone: everything has to stop; fields `reason`, `by`.
  package static let stopCalled: Self = "stop.called"
  /// white: help for blue; fields `subject` (`detection` or `diagnosis`), `text`, `reason`.
  package static let hintGiven: Self = "hint.given"
  /// any role: a remark at a moment; fields `text`, `by`, `at_ns`.
  package static let noteTaken: Self = "note.taken"
  /// white: what observers may see; fields `text`.
  package static let released: Self = "released"
  /// white: the exercise clock stands; fields `reason`.
  package static let exercisePaused: Self = "exercise.paused"
  /// white: the exercise clock goes on; fields `reason`.
  package static let exerciseResumed: Self = "exercise.resumed"
  /// white: nobody conducted from `since_ns` on; the clock stands until it is resumed.
  package static let controllerLost: Self = "controller.lost"
  /// red: a step waits for a person.
  package static let stepHeld: Self = "step.held"
  /// red: it waits no more.
  package static let stepReleased: Self = "step.released"
  /// red: a person brought a step forward.
  package static let stepTriggered: Self = "step.triggered"
  /// red: asks white for help or for a change of plan; fields `text`, `by`.
  package static let legUpAsked: Self = "leg-up.asked"
  /// system: automation tells blue what it did; fields `mechanism`, `location`.
  package static let automationNoticed: Self = "automation.noticed"
  /// white: a real incident supersedes the exercise; fields `reason`.
  package static let incidentBegan: Self = "incident.began"
  /// white: somebody suspects that blue knew; fields `reason`.
  package static let leakReported: Self = "leak.reported"
}

/// Events beside the exercise's clock, in `exercise.jsonl`.
extension TimelineEvent.Kind {
  /// white: a rater's grade; fields `subject`, `grade`, `rater`, `reason`.
  package static let gradeGiven: Self = "grade.given"
  /// white: a gap got an owner; fields `gap`, `owner`, `due`, `retest`, `by`.
  package static let gapAssigned: Self = "gap.assigned"
}
