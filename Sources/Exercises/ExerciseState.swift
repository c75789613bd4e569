package import Vocabulary

/// All that the rules of an exercise need to know, made of its events and nothing else.
///
/// Shape: `decide` says what follows from a command and changes nothing; `apply` takes in an event,
///        and the same events give the same state after a crash as before it.
/// Limits: an event that the graph of phases does not allow changes no phase.
package struct ExerciseState: Sendable, Equatable {
  /// What was fixed when it was made, or when its plan was changed last.
  package internal(set) var design: ExerciseDesign
  /// Where it stands.
  package internal(set) var phase = ExercisePhase.designed
  /// Maps offsets to exercise time; it stands while the exercise is paused.
  package internal(set) var clock = ExerciseClock()
  /// Offset of the start; nil before it.
  package internal(set) var startedNs: Nanoseconds?
  /// Offset of the end; nil before it.
  package internal(set) var endedNs: Nanoseconds?
  /// Everyone who was invited.
  package internal(set) var people: [ShownPerson] = []
  /// The go / no-go list.
  package internal(set) var checks: [PreflightItem] = []
  /// Who said start, in order.
  package internal(set) var startAskers: [Participant] = []
  /// Somebody said the stop word, and white has not decided yet.
  package internal(set) var isStopCalled = false
  /// White ended it as planned, and the end has not come yet.
  package internal(set) var isFinishing = false
  /// Nothing of blue's is taken any more.
  package internal(set) var isBlueLogClosed = false
  /// Nothing is attacked and nothing has to be healed any more.
  package internal(set) var isAtRest = false
  /// A change of plan that white has not answered.
  package internal(set) var proposal: ShownProposal?
  /// How many changes were proposed.
  package internal(set) var proposals = 0
  /// How far each step of the plan has come.
  package internal(set) var steps: [StepName: StepState] = [:]
  /// Delivered alerts by id, with who took them.
  package internal(set) var alerts: [String: String?] = [:]
  /// Every hypothesis as it was last stated.
  package internal(set) var hypotheses: [ShownHypothesis] = []
  /// What blue chose, in order.
  package internal(set) var decisions: [ShownDecision] = []
  /// What a machine cannot grade, with what raters gave.
  package internal(set) var gradings: [Grading] = []
  /// The same plan again with nobody responding, after the end.
  package internal(set) var twin = TwinState.none

  /// How far a step has come, as far as red's levers care.
  package enum StepState: String, Sendable, Equatable {
    case waiting, held, triggered, begun, skipped
  }

  /// An exercise of which nothing has happened.
  package init(design: ExerciseDesign) {
    self.design = design
    for step in design.steps { steps[step] = .waiting }
  }

  /// The exercise clock at an offset from the start; it stands from the end on.
  package func elapsed(at now: Nanoseconds) -> Nanoseconds {
    guard startedNs != nil else { return .zero }
    return clock.time(min(now, endedNs ?? now))
  }

  /// Whether the conductor may inject something now.
  package var mayInject: Bool { phase == .running && !isStopCalled && !isFinishing }

  /// Whether enough persons said start, so that the clock is about to run.
  package var isStarting: Bool {
    guard phase == .preflight, startAskers.contains(where: { $0.role == .white }) else {
      return false
    }
    return startAskers.count >= design.startPersons
  }

  /// Hypotheses that were not withdrawn.
  package var openHypotheses: [ShownHypothesis] { hypotheses.filter { $0.withdrawnNs == nil } }

  /// The state after the events of white's store and of the timeline, whatever their interleaving.
  ///
  /// They are taken in as they came, see `RecordOrder`; where that is not known, invitations and
  /// the go / no-go list come before the start, grades and what follows after the end.
  package mutating func replay(store: [TimelineEvent], timeline: [TimelineEvent]) {
    for event in RecordOrder.whole(store: store, timeline: timeline) { apply(event) }
  }

  static let afterTheEnd: Set<TimelineEvent.Kind> = [
    .gradeGiven, .exerciseGraded, .exerciseSealed, .exerciseRevealed,
  ]

  /// The store of a kind of event: white's own, or the timeline with the exercise's clock.
  package static func isOnTheClock(_ kind: TimelineEvent.Kind) -> Bool {
    !besideTheClock.contains(kind)
  }

  private static let besideTheClock: Set<TimelineEvent.Kind> = afterTheEnd.union([
    .exerciseDesigned, .gateOverridden, .personInvited, .personJoined, .preflightBegan,
    .preflightNoted, .preflightConfirmed, .startAsked, .startFailed, .missionRead, .gapAssigned,
    .planProposed, .planRefused, .planChanged,
    .twinBegan, .twinPlayed, .twinFailed,
  ])
}
