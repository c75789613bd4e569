import Vocabulary

/// Which gaps an exercise showed, and which it could have shown.
///
/// A worse outcome is no pass: who never understood had no chance to decide late, so that exercise
/// is no trial of `lateDecide`.
struct GapJudge {
  let facts: ExerciseFacts
  let moments: Moments?
  let score: Score
  let run: RecordedRun
  let end: TrialRecord.End
  let hasTwin: Bool
  let budgets: PhaseBudgets

  /// What the facts show to be missing.
  var shown: [Gap] {
    var found = ofMachinery
    if let moments, facts.responder != "none" { found.formUnion(ofResponse(moments)) }
    return Gap.allCases.filter(found.contains)
  }

  /// What they could have shown.
  var possible: [Gap] {
    var found = Set(shown)
    if run.timeline.contains(where: { $0.kind == .exerciseEnded }) { found.insert(.residue) }
    if run.verdicts.contains(where: Self.isClaimed) { found.insert(.violatedClaim) }
    if let moments, facts.responder != "none" { found.formUnion(chances(moments)) }
    return Gap.allCases.filter(found.contains)
  }

  /// What nobody's response has a part in.
  private var ofMachinery: Set<Gap> {
    var found: Set<Gap> = []
    if !residues.isEmpty { found.insert(.residue) }
    if !violations.isEmpty { found.insert(.violatedClaim) }
    return found
  }

  private func ofResponse(_ moments: Moments) -> Set<Gap> {
    var found: Set<Gap> = []
    if !failedRestores.isEmpty { found.insert(.restoreFailed) }
    if !wrongTargets.isEmpty { found.insert(.wrongTarget) }
    if facts.lossByResponse != nil { found.insert(.lossByResponse) }
    if facts.widenedByResponse != nil { found.insert(.widenedByResponse) }
    if !unannounced.isEmpty { found.insert(.unannounced) }
    if (moments.recovery?.relapses ?? 0) > 0 { found.insert(.relapse) }
    guard end != .absorbed else { return found }
    if delivered.isEmpty { found.insert(alerts.isEmpty ? .noAlert : .alertUnnotified) }
    if isUnacknowledged { found.insert(.unacknowledged) }
    let isSilent = moments.recovery?.cause == .automation && !score.bits.detected
    if isSilent { found.insert(.silentAutomation) }
    if !score.bits.detected { found.insert(.notDetected) }
    if !score.bits.diagnosed { found.insert(.noDiagnosis) }
    if !score.bits.contained { found.insert(.notContained) }
    if !score.bits.withinSla {
      found.formUnion(phases.filter { $0.length > $0.budget }.map(\.gap))
    }
    return found
  }

  private func chances(_ moments: Moments) -> Set<Gap> {
    var found: Set<Gap> = []
    if run.timeline.contains(where: { $0.kind == .restoreTried }) { found.insert(.restoreFailed) }
    if end != .absorbed || facts.hasActed {
      found.insert(.wrongTarget)
      if hasTwin { found.formUnion([.lossByResponse, .widenedByResponse]) }
    }
    if isOfPeople && facts.hasActed { found.insert(.unannounced) }
    if let recovery = moments.recovery, recovery.cause != .absorbed { found.insert(.relapse) }
    guard end != .absorbed else { return found }
    found.formUnion([.noAlert, .notDetected, .noDiagnosis, .notContained])
    if !alerts.isEmpty { found.insert(.alertUnnotified) }
    if isOfPeople && !delivered.isEmpty { found.insert(.unacknowledged) }
    if moments.recovery?.cause == .automation { found.insert(.silentAutomation) }
    found.formUnion(phases.map(\.gap))
    return found
  }
}

/// The facts behind the gaps.
extension GapJudge {
  var isOfPeople: Bool { facts.responder == "people" }

  /// Relevant alerts, whether or not anybody was told.
  var alerts: [ExerciseFacts.Detection] {
    facts.detections.filter { $0.source == .alert && $0.isRelevant }
  }

  /// Those that reached blue after the fault took effect.
  var delivered: [ExerciseFacts.Detection] {
    guard let moments else { return [] }
    return alerts.filter { $0.notified.map { $0.timeNs >= moments.t0 } ?? false }
  }

  var isUnacknowledged: Bool {
    isOfPeople && !delivered.isEmpty && facts.acknowledged == nil
  }

  /// Commands of people that changed something which no decision had named.
  var unannounced: [ExerciseFacts.Decision] {
    guard isOfPeople, let moments else { return [] }
    return facts.decisions.filter { !$0.isAnnounced && $0.posted.timeNs >= moments.t0 }
  }

  var wrongTargets: [ExerciseFacts.Command] {
    facts.commands.filter { $0.mistake == .wrongTargetWithEffect }
  }

  var failedRestores: [TimelineEvent] {
    run.events(.restoreTried).filter { $0.fields["recovered"]?.flag != true }
  }

  var residues: [TimelineEvent] { run.events(.residueSeen) }

  /// Refuted promises, one a checker.
  var violations: [Verdict] {
    run.verdicts.filter { $0.result == .invalid && Self.isClaimed($0) }
  }

  static func isClaimed(_ verdict: Verdict) -> Bool { verdict.detail["claimed"]?.flag == true }

  /// A phase that was gone through, and its share of the SLA.
  struct Phase {
    var gap: Gap
    var start: Nanoseconds
    var length: Nanoseconds
    var budget: Nanoseconds
  }

  var phases: [Phase] {
    let times = score.times
    let parts: [(Gap, Nanoseconds?, Nanoseconds?, Nanoseconds)] = [
      (.lateObserve, times.t0Ns, times.t1Ns, budgets.observe),
      (.lateOrient, times.t1Ns, times.t2Ns, budgets.orient),
      (.lateDecide, Self.later(times.t1Ns, times.t2Ns), times.t3Ns, budgets.decide),
      (.lateAct, times.t3Ns, times.t4Ns, budgets.act),
    ]
    return parts.compactMap { gap, start, end, budget in
      guard let start, let end else { return nil }
      return Phase(gap: gap, start: start, length: end - start, budget: budget)
    }
  }

  /// The later of two; of one that is missing, the other.
  private static func later(_ left: Nanoseconds?, _ right: Nanoseconds?) -> Nanoseconds? {
    guard let left, let right else { return left ?? right }
    return left < right ? right : left
  }
}
