package import Vocabulary

extension PractisedExercise {
  /// An exercise from its plan and its score.
  ///
  /// Units: `endNs` is when the exercise ended or was aborted, on its own clock; containment that
  ///        never came is censored there.
  package init(
    run: String, plan: Plan, score: Score, responder: String, target: String, day: CalendarDay,
    isSealed: Bool, endNs: Nanoseconds
  ) {
    let waited = score.times.t0Ns.map { endNs - $0 }
    let isCensored = score.timeToContainmentNs == nil && responder != "none"
    self.init(
      run: run, mission: plan.mission, family: plan.family, database: plan.database.kind,
      target: target,
      kinds: plan.steps.filter { [.inject, .operate].contains($0.verb) }.map(\.kind),
      difficulty: plan.difficulty, responder: responder, day: day, isSealed: isSealed,
      leftOut: Self.leftOut(score, responder: responder), readiness: score.readiness,
      phases: score.phases, times: score.times, blast: score.blastRadius.twin?.level,
      blastActual: score.blastRadius.actual?.level, containmentNs: score.timeToContainmentNs,
      censoredAfterNs: isCensored ? waited : nil, isWithinSLA: score.bits.withinSla)
  }

  private static func leftOut(_ score: Score, responder: String) -> String? {
    leftOut(
      tags: score.tags, readiness: score.readiness,
      isAbsorbed: score.readinessReason.hasPrefix("absorbed"), responder: responder)
  }

  /// Why a score is in no trend; nil where it is.
  ///
  /// Source: the scoring rubric, 5.5, edge cases 4, 7, 10 and 11, and 4.5 on raters.
  package static func leftOut(
    tags: [String], readiness: Int?, isAbsorbed: Bool, responder: String
  ) -> String? {
    let words = [
      ("superseded", "superseded"), ("leak-suspected", "blue knew"),
      ("low-agreement", "low agreement"),
    ]
    if let word = words.first(where: { tags.contains($0.0) }) { return word.1 }
    guard readiness == nil, responder != "none" else { return nil }
    // An abort after everything was decided left a readiness, and that counts.
    if tags.contains("aborted") { return "aborted" }
    return isAbsorbed ? "absorbed" : "no readiness"
  }
}
