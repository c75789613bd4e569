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
  /// Whether the responder changed anything or tried to.
  package var hasActed: Bool
  /// What the facts show to be missing, in the order of `Gap`.
  package var gaps: [Gap]
  /// What they could have shown, in the order of `Gap`: the gaps of which this is a trial.
  package var possible: [Gap]
  /// What was seen of each gap; of a violated claim once a checker.
  package var seen: [SeenGap]

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
    let judge = GapJudge(
      facts: facts, moments: moments, score: score, run: run, end: end, hasTwin: twin != nil,
      budgets: rubric.budgets(plan.budget))
    hasActed = facts.hasActed
    gaps = judge.shown
    possible = judge.possible
    seen = judge.seen
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
}
