/// Events of exercises with people; who sees which is decided by `Visibility` alone.
extension TimelineEvent.Kind {
  /// blue: trouble, before any alert perhaps; fields `location`, `source` (`human` or `customer`).
  package static let troubleDeclared: Self = "trouble.declared"
  /// white: help for blue; fields `subject` (`detection` or `diagnosis`), `text`, `reason`, `by`.
  package static let hintGiven: Self = "hint.given"
  /// blue: takes a hypothesis back; fields `id`, `mechanism`, `location`, `by`.
  package static let hypothesisWithdrawn: Self = "hypothesis.withdrawn"
  /// system: automation tells blue what it did; fields `mechanism`, `location`.
  package static let automationNoticed: Self = "automation.noticed"
  /// white: a real incident supersedes the exercise; fields `reason`, `by`.
  package static let incidentBegan: Self = "incident.began"
  /// white or red: somebody suspects that blue knew; fields `reason`, `by`.
  package static let leakReported: Self = "leak.reported"
  /// white: the exercise clock stands, nothing new is injected; fields `reason`, `by`.
  package static let exercisePaused: Self = "exercise.paused"
  /// white: the exercise clock runs again; fields `by`.
  package static let exerciseResumed: Self = "exercise.resumed"
  /// white: nobody conducted from `since_ns` on; the clock stands until it is resumed.
  package static let controllerLost: Self = "controller.lost"
  /// white: everything is healed now and nothing is injected any more; fields `reason`, `by`.
  package static let abortCalled: Self = "abort.called"
  /// white: the exercise ends before its window is over, as planned; fields `reason`, `by`.
  package static let finishCalled: Self = "finish.called"
  /// Anyone: the stop word; fields `reason`, `by`.
  package static let stopCalled: Self = "stop.called"
  /// blue: a person took an alert; fields `id`, `by`.
  package static let alertAcknowledged: Self = "alert.acknowledged"
  /// Anyone: a remark; fields `text`, `by`, `at_ns`.
  package static let noteTaken: Self = "note.taken"
  /// blue: what the next shift must know; fields `text`, `by`.
  package static let handoverPosted: Self = "handover.posted"
  /// blue or white: blue's log is closed, nothing of blue's is taken any more; fields `by`.
  package static let blueLogClosed: Self = "blue-log.closed"
  /// red: a step waits although it is due; fields `by`.
  package static let stepHeld: Self = "step.held"
  /// red: a held step may start; fields `by`.
  package static let stepReleased: Self = "step.released"
  /// red: a step starts before it is due; fields `by`.
  package static let stepTriggered: Self = "step.triggered"
  /// red: red asks white for help or a change of plan; fields `text`, `by`.
  package static let legUpAsked: Self = "leg-up.asked"
  /// white: told to everyone, observers too; fields `text`, `by`.
  package static let released: Self = "released"

  /// white: the exercise exists and its mission is committed to.
  package static let exerciseDesigned: Self = "exercise.designed"
  /// white: it is made without re-tests; fields `findings`, `quarter`, `target`, `reason`, `by`.
  package static let gateOverridden: Self = "gate.overridden"
  /// white: a one-time link was made; fields `name`, `role`, `by`.
  package static let personInvited: Self = "person.invited"
  /// white: the link was used; fields `name`.
  package static let personJoined: Self = "person.joined"
  /// red: asks for another plan; fields `id`, `reason`, `sha256` of the mission's text, `by`.
  package static let planProposed: Self = "plan.proposed"
  /// white: it stays as it is; fields `id`, `reason`, `by`.
  package static let planRefused: Self = "plan.refused"
  /// white: the plan is another one; fields `id`, `sha256`, `commitment`, `by`, and its design.
  package static let planChanged: Self = "plan.changed"
  /// white: the range is built and looked at; fields `by`.
  package static let preflightBegan: Self = "preflight.began"
  /// white: a line of the go / no-go list; fields `item`, `title`, `go`, `detail`, `by_person`.
  package static let preflightNoted: Self = "preflight.noted"
  /// white: a person's go, or its withdrawal; fields `item`, `go`, `reason`, `by`.
  package static let preflightConfirmed: Self = "preflight.confirmed"
  /// white or red: a person says start; fields `by`, `count`, `needed`.
  package static let startAsked: Self = "start.asked"
  /// white: the clock did not start after all; fields `reason`.
  package static let startFailed: Self = "start.failed"
  /// white: one rater's grade of an event; fields `subject`, `grade`, `rater`, `reason`.
  package static let gradeGiven: Self = "grade.given"
  /// white: a gap got an owner; fields `gap`, `owner`, `due`, `retest`, `by`.
  package static let gapAssigned: Self = "gap.assigned"
  /// white: every grade that needs a person is given.
  package static let exerciseGraded: Self = "exercise.graded"
  /// white: logs are closed, scores are final; fields `by`.
  package static let exerciseSealed: Self = "exercise.sealed"
  /// white: mission and salt are public; fields `by`.
  package static let exerciseRevealed: Self = "exercise.revealed"
  /// Somebody read the mission before the reveal; fields `by`, `what`.
  package static let missionRead: Self = "mission.read"
}
