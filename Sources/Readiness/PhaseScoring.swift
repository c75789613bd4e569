import Vocabulary

/// Observe, orient, decide and act, each with its line on the sheet.
struct PhaseScoring {
  let facts: ExerciseFacts
  let moments: Moments
  let bits: ReadinessJudgement
  let budgets: PhaseBudgets
  let rubric: Rubric
  var phases = Score.Phases(observe: nil, orient: nil, decide: nil, act: nil)
  var inputs: [Score.Input] = []
  var isClockLimited = false

  init(
    facts: ExerciseFacts, moments: Moments, bits: ReadinessJudgement, budgets: PhaseBudgets,
    rubric: Rubric
  ) {
    self.facts = facts
    self.moments = moments
    self.bits = bits
    self.budgets = budgets
    self.rubric = rubric
  }

  mutating func scoreAll() {
    guard bits.isExercised else {
      for name in ["Observe", "Orient", "Decide", "Act"] {
        add(name, nil, "not exercised: \(bits.reason)", "null is never averaged", [])
      }
      return
    }
    phases.observe = observe()
    let isHuman = bits.detected == true && !bits.isNoticedAutomation
    guard isHuman else {
      let why = bits.isNoticedAutomation ? "automation contained it" : "not detected"
      for name in ["Orient", "Decide", "Act"] {
        add(name, nil, "not exercised: \(why)", "null is never averaged", [])
      }
      return
    }
    phases.orient = orient()
    let isAutomatic = moments.recovery?.cause == .automation && moments.decision == nil
    if isAutomatic {
      for name in ["Decide", "Act"] {
        add(name, nil, "not exercised: automation contained it", "null is never averaged", [])
      }
      return
    }
    phases.decide = decide()
    if moments.hasWaited && moments.decision?.isWaiting == true {
      add("Act", nil, "not exercised: waiting was right", "null is never averaged", [])
      return
    }
    phases.act = act()
  }

  private mutating func observe() -> Int? {
    let rule =
      "T1 − T0 against \(Figures.span(budgets.observe)); a person's report before any alert ≤ "
      + "\(rubric.caps.humanSource), a customer's ≤ \(rubric.caps.customerSource)"
    let notice = bits.isNoticedAutomation ? facts.automationNotice?.moment : nil
    guard bits.detected == true, let t1 = notice?.timeNs ?? moments.t1 else {
      if bits.detected == nil {
        return add("Observe", nil, "open at the abort", rule, [])
      }
      let evidence = facts.hints.flatMap(\.moment.evidence)
      let value = moments.isDetectionHinted ? "only after a hint → 1" : "never → 1"
      return add("Observe", 1, value, rule, evidence)
    }
    let length = max(t1 - moments.t0, .zero)
    var score = timeScore(length, budgets.observe)
    var why = ""
    let source: ExerciseFacts.Detection.Source =
      notice == nil ? moments.detection?.source ?? .alert : .automation
    if source == .human {
      score = min(score, rubric.caps.humanSource)
      why = ", seen by a person before any alert"
    } else if source == .customer {
      score = min(score, rubric.caps.customerSource)
      why = ", told by a customer"
    }
    let evidence =
      moments.onset.moment.evidence
      + (notice?.evidence ?? moments.detection?.notified?.evidence ?? [])
    return add(
      "Observe", score, "\(of(length, budgets.observe))\(why) → \(score)", rule, evidence)
  }

  private mutating func orient() -> Int? {
    let rule =
      "T2 − T1 against \(Figures.span(budgets.orient)); −1 for each wrong hypothesis acted on "
      + "before T2, not below \(rubric.caps.orientFloor)"
    if let t2 = moments.t2, let t1 = moments.t1, !moments.isDiagnosisHinted {
      let length = max(t2 - t1, .zero)
      let timed = timeScore(length, budgets.orient)
      let acted = facts.wrongActed.filter { $0.timeNs < t2 }
      let score = min(timed, max(rubric.caps.orientFloor, timed - acted.count))
      let wrong = acted.isEmpty ? "" : ", \(acted.count) wrong acted on"
      return add(
        "Orient", score, "\(of(length, budgets.orient))\(wrong) → \(score)", rule,
        (moments.hypothesis?.posted.evidence ?? []) + acted.flatMap(\.evidence))
    }
    if bits.diagnosed == nil { return add("Orient", nil, "open at the abort", rule, []) }
    let own = facts.hypotheses.filter { hypothesis in
      !facts.hints.contains {
        $0.subject == .diagnosis && $0.moment.timeNs <= hypothesis.posted.timeNs
      }
    }
    let best = own.max { $0.grade < $1.grade }
    let score =
      switch best?.grade {
      case .correct, .partialScope: rubric.caps.partialScope
      case .partial: rubric.caps.partial
      case .wrong, nil: 1
      }
    let value = moments.isDiagnosisHinted ? "only after a hint" : "never correct"
    return add(
      "Orient", score, "\(value), best was \(best?.grade.words ?? "none") → \(score)",
      rule, own.flatMap(\.posted.evidence))
  }

  private mutating func decide() -> Int? {
    let rule =
      "T3 − T2 (T1 where decided before diagnosis) against \(Figures.span(budgets.decide)), "
      + "at most the response's class"
    guard let decision = moments.decision, let t1 = moments.t1 else {
      if facts.abort != nil && bits.contained == nil {
        return add("Decide", nil, "open at the abort", rule, [])
      }
      return add("Decide", 1, "no decision → 1", rule, [])
    }
    let t3 = decision.posted.timeNs
    let isDiagnosed = moments.t2.map { $0 <= t3 } ?? false
    let length = max(t3 - (isDiagnosed ? moments.t2 ?? t1 : t1), .zero)
    var score = min(
      timeScore(length, budgets.decide), rubric.cap(of: decision.responseClass))
    var why = ""
    if !isDiagnosed {
      let cap =
        decision.isReversible ? rubric.caps.reversibleEarly : rubric.caps.irreversibleEarly
      score = min(score, cap)
      why = ", before diagnosis, \(decision.isReversible ? "reversible" : "irreversible")"
    }
    return add(
      "Decide", score,
      "\(of(length, budgets.decide)), '\(decision.response)' is "
        + "\(decision.responseClass.rawValue)\(why) → \(score)", rule, decision.posted.evidence)
  }

  private mutating func act() -> Int? {
    let rule =
      "T4 − T3 against \(Figures.span(budgets.act)), at most what accuracy allows; "
      + "wrong target ≤ \(rubric.caps.wrongTarget), widened or not contained 1"
    let accuracy = Accuracy(facts, rubric: rubric)
    let evidence =
      facts.commands.filter(\.isMutating).flatMap(\.moment.evidence)
      + facts.containment.evidence
    if bits.contained == nil { return add("Act", nil, "open at the abort", rule, evidence) }
    guard bits.contained == true, let t4 = moments.t4 else {
      let why = facts.lossByResponse == nil ? "not contained" : "the response lost data"
      return add("Act", 1, "\(why) → 1", rule, evidence)
    }
    let length = max(t4 - (moments.t3 ?? moments.t1 ?? moments.t0), .zero)
    var score = min(timeScore(length, budgets.act), rubric.accuracyCap(accuracy.value))
    var why = ", \(accuracy.text)"
    if accuracy.hasWrongTarget {
      score = min(score, rubric.caps.wrongTarget)
      why += ", wrong target"
    }
    if facts.widenedByResponse != nil {
      score = 1
      why += ", the response spread the fault"
    }
    return add("Act", score, "\(of(length, budgets.act))\(why) → \(score)", rule, evidence)
  }

  /// The worse level where the clock's error could flip it.
  private mutating func timeScore(_ length: Nanoseconds, _ budget: Nanoseconds) -> Int {
    let stated = rubric.timeScore(duration: length, budget: budget)
    let worse = rubric.timeScore(duration: length + facts.clockErrorNs, budget: budget)
    if worse < stated { isClockLimited = true }
    return min(stated, worse)
  }

  private func of(_ length: Nanoseconds, _ budget: Nanoseconds) -> String {
    "\(Figures.span(length)) of \(Figures.span(budget))"
  }

  @discardableResult
  private mutating func add(
    _ name: String, _ score: Int?, _ value: String, _ rule: String, _ evidence: [Int]
  ) -> Int? {
    inputs.append(.init(name: name, value: value, rule: rule, evidence: evidence))
    return score
  }
}
