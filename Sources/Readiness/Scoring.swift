package import Vocabulary

/// The rubric applied: facts in, one score out, every number with the line that explains it.
///
/// Shape: a pure function; the order in which facts are listed changes nothing.
/// Source: `docs/reference/score.md`.
package enum Scoring {
  /// Scores one exercise; the blast radius is measured apart and only carried here.
  package static func score(
    _ gathered: ExerciseFacts, budget: Budget, rubric: Rubric = .standard,
    blastRadius: Score.BlastRadiusPair = .init(actual: nil, twin: nil),
    blastInputs: [Score.Input] = []
  ) -> Score {
    let facts = gathered.inOrder
    guard let onset = facts.onset else {
      return void(
        facts, rubric: rubric, blastRadius: blastRadius, blastInputs: blastInputs)
    }
    let moments = Moments(facts, onset: onset, hold: budget.holdNs, rubric: rubric)
    let judged = ReadinessJudgement(facts, moments: moments, budget: budget, rubric: rubric)
    var phases = PhaseScoring(
      facts: facts, moments: moments, bits: judged, budgets: rubric.budgets(budget),
      rubric: rubric)
    phases.scoreAll()
    let times = self.times(facts, moments: moments)
    let contained = containment(facts, moments: moments, times: times)
    let tags = self.tags(facts, moments: moments, judged: judged, phases: phases)
    var inputs =
      TimeLines.inputs(facts, moments: moments, times: times, rubric: rubric)
      + judged.inputs + phases.inputs
      + [contained.input] + TimeLines.alerts(facts, moments: moments) + facts.grading.inputs
      + blastInputs
    for index in inputs.indices { inputs[index].evidence = Set(inputs[index].evidence).sorted() }
    return Score(
      rubric: rubric.version, readiness: judged.readiness, readinessReason: judged.reason,
      bits: judged.shownBits, phases: phases.phases, times: times, blastRadius: blastRadius,
      timeToContainmentNs: contained.length, censoredReason: contained.censored, tags: tags,
      inputs: inputs)
  }

  /// No fault took effect: there is nothing to score (5.5.7).
  private static func void(
    _ facts: ExerciseFacts, rubric: Rubric, blastRadius: Score.BlastRadiusPair,
    blastInputs: [Score.Input]
  ) -> Score {
    let reason =
      facts.isSham
      ? "a sham: nothing was injected; \(FalseAlarms.words(facts.falseAlarms))"
      : "void: no scored fault took effect"
    return Score(
      rubric: rubric.version, readiness: nil, readinessReason: reason,
      bits: .init(detected: false, diagnosed: false, contained: false, withinSla: false),
      phases: .init(observe: nil, orient: nil, decide: nil, act: nil),
      times: .init(t0Ns: nil, t1Ns: nil, t1Source: nil, t2Ns: nil, t3Ns: nil, t4Ns: nil),
      blastRadius: blastRadius, timeToContainmentNs: nil,
      censoredReason: "no scored fault took effect", tags: [],
      inputs: [
        .init(name: "T0", value: "none", rule: "first moment a probe confirms the scored fault")
      ] + FalseAlarms.inputs(facts) + blastInputs)
  }

  private static func times(_ facts: ExerciseFacts, moments: Moments) -> Score.Times {
    let isTwin = facts.responder == "none"
    let isNoticed = ReadinessJudgement.isNoticedAutomation(facts, moments)
    let notice = isNoticed ? facts.automationNotice?.moment.timeNs : nil
    let t1 = notice.map { max($0, moments.t0) }
    // Nobody responds in a twin: its recovery is a fact of the system, whatever brought it.
    let recovered = moments.recovery?.cause == .absorbed ? nil : moments.recovery?.timeNs
    var times = Score.Times(
      t0Ns: moments.t0, t1Ns: t1 ?? moments.t1,
      t1Source: isNoticed ? "automation" : moments.detection?.source.rawValue,
      t2Ns: t1 ?? moments.t2, t3Ns: t1 ?? moments.t3, t4Ns: isTwin ? recovered : moments.t4)
    times.t1aNs = facts.acknowledged?.timeNs
    return times
  }

  private static func containment(
    _ facts: ExerciseFacts, moments: Moments, times: Score.Times
  ) -> (length: Nanoseconds?, censored: String?, input: Score.Input) {
    let rule = "T4 − T0, with parts that sum to it; censored where T4 was not reached"
    var input = Score.Input(
      name: "Time to containment", value: "", rule: rule,
      evidence: moments.onset.moment.evidence + facts.containment.evidence)
    if let loss = facts.lossByResponse {
      input.value = "not reported: the response lost data"
      input.evidence += loss.evidence
      return (nil, "the response lost data", input)
    }
    if let parts = TimeToContainment(times) {
      let error = facts.clockErrorNs > .zero ? ", ± \(Figures.span(facts.clockErrorNs))" : ""
      input.value = parts.text + error
      return (parts.total, nil, input)
    }
    let end = facts.abort?.moment.timeNs ?? facts.windowEndNs
    let reason = censoring(facts, moments: moments, after: end - moments.t0)
    input.value = reason
    return (nil, reason, input)
  }

  private static func censoring(
    _ facts: ExerciseFacts, moments: Moments, after length: Nanoseconds
  ) -> String {
    let bound = "> \(Figures.span(length)) (censored)"
    if moments.recovery?.cause == .absorbed {
      return "the containment predicate never broke: nothing to contain"
    }
    if let recovery = moments.recovery, recovery.cause == .faultEnded, !moments.hasWaited {
      let at = Figures.span(recovery.timeNs - moments.t0)
      return "the fault ended by itself before containment; the system was back after \(at)"
    }
    if let unmeasured = facts.containment.unmeasured { return "\(bound): \(unmeasured)" }
    if facts.abort != nil { return "\(bound): aborted" }
    let reachesEnd = facts.containment.held.last.map { $0.end >= facts.windowEndNs } ?? false
    if reachesEnd && facts.containment.firstBreakNs != nil {
      return "\(bound): stable at the end, but not proven for the whole hold"
    }
    return "\(bound): not contained in the window"
  }

  private static func tags(
    _ facts: ExerciseFacts, moments: Moments, judged: ReadinessJudgement, phases: PhaseScoring
  ) -> [String] {
    var tags: [String] = []
    let scores = [
      phases.phases.observe, phases.phases.orient, phases.phases.decide, phases.phases.act,
    ]
    let isFragile = judged.readiness == 5 && scores.contains { ($0 ?? 5) <= 2 }
    if isFragile { tags.append("fragile") }
    if !facts.hints.isEmpty { tags.append("assisted") }
    if moments.recovery?.cause == .automation { tags.append("automation") }
    if !moments.onset.isVerified { tags.append("unverified-T0") }
    if judged.isClockLimited || phases.isClockLimited { tags.append("clock-limited") }
    if moments.hasWaited { tags.append("waited") }
    if moments.recovery?.cause == .faultEnded && !moments.hasWaited { tags.append("self-healed") }
    if (moments.recovery?.relapses ?? 0) > 0 { tags.append("relapse") }
    if facts.grading.isLow { tags.append("low-agreement") }
    if facts.abort != nil { tags.append("aborted") }
    if facts.leak != nil { tags.append("leak-suspected") }
    if facts.superseded != nil { tags.append("superseded") }
    return tags
  }
}
