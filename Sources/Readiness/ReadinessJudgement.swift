import Vocabulary

/// The four bits, readiness, and why.
struct ReadinessJudgement {
  /// The bits as they stand; nil where an abort left them open.
  var detected: Bool?
  var diagnosed: Bool?
  var contained: Bool?
  var withinSla: Bool?
  var readiness: Int?
  var reason = ""
  var inputs: [Score.Input] = []
  var isClockLimited = false
  /// Automation contained the fault and its notice named the cause (5.5.4 b).
  var isNoticedAutomation: Bool
  /// People or a runbook were exercised; false for a twin and for an absorbed mission.
  var isExercised = true

  var shownBits: Score.Bits {
    guard isExercised else {
      return .init(detected: false, diagnosed: false, contained: false, withinSla: false)
    }
    return .init(
      detected: detected ?? false, diagnosed: diagnosed ?? false, contained: contained ?? false,
      withinSla: withinSla ?? false)
  }

  static func isNoticedAutomation(_ facts: ExerciseFacts, _ moments: Moments) -> Bool {
    moments.recovery?.cause == .automation && facts.automationNotice?.namesRightCause == true
  }

  init(_ facts: ExerciseFacts, moments: Moments, budget: Budget, rubric: Rubric) {
    isNoticedAutomation = Self.isNoticedAutomation(facts, moments)
    judgeBits(facts, moments, budget)
    if let abort = facts.abort {
      leaveOpen(abort, facts, moments, budget: budget, budgets: rubric.budgets(budget))
    }
    explainBits(facts, moments, budget)
    decide(facts, moments)
    inputs.append(
      .init(
        name: "Readiness", value: readiness.map(String.init) ?? "not given",
        rule: "R = 1 + D·(1 + H + C + H·C·L); \(reason)",
        evidence: inputs.flatMap(\.evidence)))
  }

  private mutating func judgeBits(_ facts: ExerciseFacts, _ moments: Moments, _ budget: Budget) {
    if isNoticedAutomation {
      (detected, diagnosed, contained) = (true, true, true)
    } else {
      let isDetected = moments.t1 != nil && !moments.isDetectionHinted
      detected = isDetected
      diagnosed = isDetected && moments.t2 != nil && !moments.isDiagnosisHinted
      contained =
        moments.t4 != nil && facts.lossByResponse == nil
        && facts.abort?.isCausedByResponse != true
    }
    let notice = isNoticedAutomation ? facts.automationNotice?.moment.timeNs : nil
    guard diagnosed == true, contained == true, let t4 = moments.t4,
      let t2 = notice ?? moments.t2
    else {
      withinSla = false
      return
    }
    let length = max(t2, t4) - moments.t0
    withinSla = length + facts.clockErrorNs <= budget.slaNs
    isClockLimited = length <= budget.slaNs && withinSla == false
  }

  /// After an abort, a bit that is not yet true and still had time is unknown (5.5.7).
  private mutating func leaveOpen(
    _ abort: ExerciseFacts.Abort, _ facts: ExerciseFacts, _ moments: Moments, budget: Budget,
    budgets: PhaseBudgets
  ) {
    let elapsed = abort.moment.timeNs - moments.t0
    if detected == false && !moments.isDetectionHinted && elapsed <= budgets.observe {
      detected = nil
    }
    let diagnosing = budgets.observe + budgets.orient
    let mayDetect = detected != false
    if diagnosed == false && mayDetect && !moments.isDiagnosisHinted && elapsed <= diagnosing {
      diagnosed = nil
    }
    let isSpoilt = abort.isCausedByResponse || facts.lossByResponse != nil
    if contained == false && !isSpoilt && elapsed <= budget.slaNs { contained = nil }
    let isOpen = diagnosed != false && contained != false
    if withinSla == false && isOpen && (diagnosed == nil || contained == nil)
      && elapsed <= budget.slaNs
    {
      withinSla = nil
    }
  }

  private mutating func explainBits(
    _ facts: ExerciseFacts, _ moments: Moments, _ budget: Budget
  ) {
    func word(_ bit: Bool?) -> String { bit.map { $0 ? "yes" : "no" } ?? "open at the abort" }
    let hints = facts.hints.flatMap(\.moment.evidence)
    let notice = facts.automationNotice?.moment.evidence ?? []
    inputs.append(
      .init(
        name: "Detected", value: word(detected), rule: "D: T1 exists, without a hint",
        evidence: (moments.detection?.notified?.evidence ?? notice) + hints))
    inputs.append(
      .init(
        name: "Diagnosed", value: word(diagnosed), rule: "H: T2 exists, without a hint, and D",
        evidence: (moments.hypothesis?.posted.evidence ?? notice) + hints))
    let spoilt = facts.lossByResponse.map { _ in ": the response lost data" } ?? ""
    let isEnded = moments.recovery?.cause == .faultEnded
    let ended = isEnded ? ": the fault ended by itself" : ""
    let waited = isEnded && moments.hasWaited ? ", and waiting for it was right" : ""
    inputs.append(
      .init(
        name: "Contained", value: word(contained) + spoilt + ended + waited,
        rule:
          "C: T4 exists, not by the fault's own end unless the key says to wait; no loss caused "
          + "by the response",
        evidence: facts.containment.evidence + (facts.lossByResponse?.evidence ?? [])))
    let note = isClockLimited ? ", within clock error: the worse stands" : ""
    inputs.append(
      .init(
        name: "Within SLA", value: word(withinSla) + note,
        rule: "L: H and C and max(T2, T4) − T0 ≤ \(Figures.span(budget.slaNs))",
        evidence: inputs.flatMap(\.evidence)))
  }

  private mutating func decide(_ facts: ExerciseFacts, _ moments: Moments) {
    if facts.superseded != nil {
      reason = "superseded by a real incident"
    } else if moments.preexisting != nil {
      reason = "blue named the fault before it began: white must move T0 or void the exercise"
    } else if facts.responder == "none" {
      isExercised = false
      reason = "nobody responded"
    } else if moments.recovery?.cause == .absorbed {
      isExercised = false
      reason = "absorbed: the containment predicate never broke and nobody had to act"
    } else {
      let range = ReadinessFormula.range(
        detected: detected, diagnosed: diagnosed, contained: contained, withinSla: withinSla)
      if range.lowerBound == range.upperBound {
        readiness = range.lowerBound
        reason = words(moments)
      } else {
        reason = "\(range.lowerBound)–\(range.upperBound), aborted"
      }
    }
  }

  private func words(_ moments: Moments) -> String {
    switch (detected == true, diagnosed == true, contained == true, withinSla == true) {
    case (false, _, _, _):
      if moments.isDetectionHinted { return "not detected without a hint" }
      return moments.recovery?.cause == .automation
        ? "not detected: automation contained it and told nobody (silent remediation)"
        : "not detected"
    case (true, false, false, _): return "detected, neither diagnosed nor contained"
    case (true, true, false, _): return "detected and diagnosed, not contained"
    case (true, false, true, _): return "detected and contained, not diagnosed"
    case (true, true, true, false): return "detected, diagnosed and contained, outside the SLA"
    case (true, true, true, true): return "detected, diagnosed and contained within the SLA"
    }
  }
}
