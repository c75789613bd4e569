package import Vocabulary

/// What an exercise left beside its score: how it ended, the damage as plain figures, the gaps.
///
/// Shape: pure; from the same evidence and the same facts as the score.
package struct Aftermath: Sendable, Equatable {
  /// How it ended for whoever is on call.
  package var end: TrialRecord.End
  /// Time in which at least half of the writes failed.
  package var outageNs: Nanoseconds
  /// Acknowledged writes known to be lost; nil where the checkers could not tell.
  package var lostWrites: Int?
  /// What the facts show to be missing, in the order of `Gap`.
  package var gaps: [Gap]

  /// Reads it off a recorded run, its twin and the score that they got.
  package init(
    plan: Plan, run: RecordedRun, twin: RecordedRun?, score: Score, rubric: Rubric = .standard,
    service: ServiceConstants = .standard
  ) {
    var facts = FactExtraction.facts(plan: plan, run: run, rubric: rubric, service: service)
    if let twin, run.responder != "none" {
      func measure(_ run: RecordedRun) -> BlastMeasurement {
        BlastMeasurement.measure(
          plan: plan, run: run, label: "", rubric: rubric, service: service)
      }
      Scoring.compare(
        &facts, run: run, actual: measure(run), twin: twin, without: measure(twin), plan: plan,
        service: service)
    }
    outageNs =
      BlastMeter(plan: plan, run: run, scale: 1, rubric: rubric, service: service).outageNs
    let loss = LossCount(run.verdicts, service: service)
    let isBlind =
      run.verdicts.isEmpty || loss.undecided.contains(where: service.lossCheckers.contains)
    lostWrites = loss.lost == 0 && isBlind ? nil : loss.lost
    let moments = facts.onset.map {
      Moments(facts.inOrder, onset: $0, hold: plan.budget.holdNs, rubric: rubric)
    }
    end = Self.end(score, moments, budget: plan.budget)
    gaps = Self.gaps(
      facts, moments, score, end: end, isRestored: Self.isRestored(run),
      budgets: rubric.budgets(plan.budget))
  }

  private static func end(
    _ score: Score, _ moments: Moments?, budget: Budget
  ) -> TrialRecord.End {
    if moments?.recovery?.cause == .absorbed { return .absorbed }
    // Of a twin as well: what ended by itself with the fault, nothing here contained.
    let isOver = moments?.recovery?.cause == .faultEnded && moments?.hasWaited != true
    guard let length = score.timeToContainmentNs, !isOver else { return .open }
    return length <= budget.slaNs ? .contained : .late
  }

  private static func isRestored(_ run: RecordedRun) -> Bool {
    run.events(.restoreTried).allSatisfy { $0.fields["recovered"]?.flag == true }
  }

  private static func gaps(
    _ facts: ExerciseFacts, _ moments: Moments?, _ score: Score, end: TrialRecord.End,
    isRestored: Bool, budgets: PhaseBudgets
  ) -> [Gap] {
    guard let moments, facts.responder != "none" else { return [] }
    var found: Set<Gap> = []
    if !isRestored { found.insert(.restoreFailed) }
    if facts.commands.contains(where: { $0.mistake == .wrongTargetWithEffect }) {
      found.insert(.wrongTarget)
    }
    if facts.lossByResponse != nil { found.insert(.lossByResponse) }
    if facts.widenedByResponse != nil { found.insert(.widenedByResponse) }
    if (moments.recovery?.relapses ?? 0) > 0 { found.insert(.relapse) }
    guard end != .absorbed else { return Gap.allCases.filter(found.contains) }
    let alerts = facts.detections.filter { $0.source == .alert && $0.isRelevant }
    let delivered = alerts.compactMap(\.notified).filter { $0.timeNs >= moments.t0 }
    if delivered.isEmpty { found.insert(alerts.isEmpty ? .noAlert : .alertUnnotified) }
    let isSilent = moments.recovery?.cause == .automation && !score.bits.detected
    if isSilent { found.insert(.silentAutomation) }
    if !score.bits.detected { found.insert(.notDetected) }
    if !score.bits.diagnosed { found.insert(.noDiagnosis) }
    if !score.bits.contained { found.insert(.notContained) }
    if !score.bits.withinSla { found.formUnion(late(score.times, budgets)) }
    return Gap.allCases.filter(found.contains)
  }

  /// The phases that took longer than their share of the SLA.
  private static func late(_ times: Score.Times, _ budgets: PhaseBudgets) -> [Gap] {
    let parts: [(Gap, Nanoseconds?, Nanoseconds?, Nanoseconds)] = [
      (.lateObserve, times.t0Ns, times.t1Ns, budgets.observe),
      (.lateOrient, times.t1Ns, times.t2Ns, budgets.orient),
      (.lateDecide, max(times.t1Ns, times.t2Ns), times.t3Ns, budgets.decide),
      (.lateAct, times.t3Ns, times.t4Ns, budgets.act),
    ]
    return parts.compactMap { gap, start, end, budget in
      guard let start, let end, end - start > budget else { return nil }
      return gap
    }
  }

  /// The later of two; of one that is missing, the other.
  private static func max(_ left: Nanoseconds?, _ right: Nanoseconds?) -> Nanoseconds? {
    guard let left, let right else { return left ?? right }
    return left < right ? right : left
  }
}
