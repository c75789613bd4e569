import Vocabulary

/// T0 … T4 as the rubric finds them in the facts, before anything is scored.
struct Moments {
  typealias Facts = ExerciseFacts

  var onset: Facts.Onset
  /// T1 with its source, whoever it came from.
  var detection: Facts.Detection?
  /// T1 as an offset, never before T0.
  var t1: Nanoseconds?
  /// Whether white gave detection away before it came.
  var isDetectionHinted = false
  var t2: Nanoseconds?
  var hypothesis: Facts.Hypothesis?
  /// Whether white gave the diagnosis away before it came.
  var isDiagnosisHinted = false
  var decision: Facts.Decision?
  var recovery: Containment.Recovery?
  /// Blue named the fault before it existed: white must move T0 or void the exercise.
  var preexisting: Facts.Moment?

  var t0: Nanoseconds { onset.moment.timeNs }
  var t3: Nanoseconds? { decision?.posted.timeNs }
  /// Whether blue chose to leave the system to itself, and the key says that this is right.
  var hasWaited = false
  /// Containment that counts: the fault's own end does only where waiting for it was right.
  var t4: Nanoseconds? {
    guard let recovery, recovery.cause != .absorbed else { return nil }
    return recovery.cause == .faultEnded && !hasWaited ? nil : recovery.timeNs
  }

  init(_ facts: ExerciseFacts, onset: Facts.Onset, hold: Nanoseconds, rubric: Rubric) {
    self.onset = onset
    let end = facts.abort?.moment.timeNs ?? facts.windowEndNs
    recovery = facts.containment.recovery(onset: onset.moment.timeNs, hold: hold, end: end)
    findDetection(facts)
    findWaiting(facts)
    findDecision(facts)
    findHypothesis(facts, rubric: rubric)
  }

  /// Nothing that began before this can be the fault's consequence (5.5.1, 5.5.12).
  private func earliest(_ facts: ExerciseFacts) -> Nanoseconds {
    min(onset.moment.timeNs - facts.clockErrorNs, onset.commandedNs)
  }

  private mutating func findDetection(_ facts: ExerciseFacts) {
    let floor = earliest(facts)
    let candidates = facts.detections.filter { detection in
      guard detection.isRelevant, let notified = detection.notified else { return false }
      guard notified.timeNs >= floor else { return false }
      // An alert that already fired is about something else, unless it said something new.
      if detection.source == .alert && detection.signalNs < floor {
        return detection.hasNewInformation
      }
      return true
    }
    preexisting =
      facts.detections.first {
        $0.source == .human && $0.isRelevant && ($0.notified?.timeNs ?? floor) < floor
      }?.notified
    func time(_ detection: Facts.Detection) -> Nanoseconds {
      max(detection.notified?.timeNs ?? .zero, t0)
    }
    guard let first = candidates.map(time).min() else { return }
    // Within the clock's error an alert stands before a person (5.5.15).
    let order: [Facts.Detection.Source] = [.alert, .automation, .human, .customer]
    let tied = candidates.filter { time($0) <= first + facts.clockErrorNs }
    for source in order {
      let ofSource = tied.filter { $0.source == source }
      if let chosen = ofSource.min(by: { (time($0), $0.name) < (time($1), $1.name) }) {
        detection = chosen
        t1 = time(chosen)
        break
      }
    }
    isDetectionHinted = facts.hints.contains {
      $0.subject == .detection && $0.moment.timeNs <= (t1 ?? facts.windowEndNs)
    }
  }

  private mutating func findWaiting(_ facts: ExerciseFacts) {
    guard let recovery, recovery.cause == .faultEnded || recovery.cause == .automation else {
      return
    }
    hasWaited = facts.decisions.contains {
      $0.isWaiting && $0.isSound && $0.posted.timeNs >= t0
        && $0.posted.timeNs <= recovery.timeNs
    }
  }

  /// The earliest decision that led to T4; the last one where it was never contained.
  private mutating func findDecision(_ facts: ExerciseFacts) {
    let ordered = facts.decisions
      .filter { $0.posted.timeNs >= t0 }
      .sorted { ($0.posted.timeNs, $0.response) < ($1.posted.timeNs, $1.response) }
    guard let t4 else {
      decision = ordered.last
      return
    }
    let before = ordered.filter { $0.posted.timeNs <= t4 }
    let executed = before.filter { ($0.executedNs ?? facts.windowEndNs) <= t4 }
    let sound = executed.filter(\.isSound)
    decision = sound.first ?? executed.first ?? before.last
  }

  private mutating func findHypothesis(_ facts: ExerciseFacts, rubric: Rubric) {
    let floor = earliest(facts)
    let stated: [(time: Nanoseconds, hypothesis: Facts.Hypothesis)] = facts.hypotheses.compactMap {
      guard $0.grade == .correct, $0.confidence >= rubric.confidence, let evidence = $0.evidenceNs
      else { return nil }
      return (max($0.posted.timeNs, evidence), $0)
    }
    preexisting = preexisting ?? stated.first { $0.time < floor }?.hypothesis.posted
    let stood = stated.filter { $0.time >= floor }.map { (max($0.time, t0), $0.hypothesis) }
      .filter { !isGivenUp($0.1, statedNs: $0.0) }
    // Of hypotheses of the same moment the first one given stands.
    let best = stood.min { $0.0 < $1.0 }
    t2 = best?.0
    hypothesis = best?.1
    isDiagnosisHinted = facts.hints.contains {
      $0.subject == .diagnosis && $0.moment.timeNs <= (t2 ?? facts.windowEndNs)
    }
  }
  /// Given up before the decision: the team did not act on it.
  private func isGivenUp(_ hypothesis: Facts.Hypothesis, statedNs: Nanoseconds) -> Bool {
    guard let dropped = hypothesis.droppedNs else { return false }
    guard let decided = t3 else { return true }
    return dropped <= decided || statedNs > decided
  }
}
