package import Vocabulary

/// Facts from the recorded evidence alone: timeline, verdicts and write curve.
///
/// Source: `docs/reference/score.md`, "Facts".
package enum FactExtraction {
  /// The facts of one exercise.
  package static func facts(
    plan: Plan, timeline: [TimelineEvent], verdicts: [Verdict], series: WriteSeries,
    responder: String
  ) -> ExerciseFacts {
    facts(
      plan: plan,
      run: RecordedRun(
        timeline: timeline, verdicts: verdicts, series: series, responder: responder))
  }

  /// The facts of one recorded run under a rubric.
  package static func facts(
    plan: Plan, run: RecordedRun, rubric: Rubric = .standard,
    service: ServiceConstants = .standard
  ) -> ExerciseFacts {
    var facts = ExerciseFacts()
    facts.responder = run.responder
    facts.windowEndNs = run.end(plan)
    facts.isSham = run.isSham
    facts.falseAlarms = facts.isSham ? FalseAlarms.all(in: run) : []
    facts.onset = onset(plan, run)
    guard let onset = facts.onset else { return facts }
    let blue = BlueRecord(plan: plan, run: run, onset: onset, rubric: rubric)
    facts.detections = detections(plan, run, onset: onset)
    facts.hints = run.events(.hintGiven).compactMap { event in
      ExerciseFacts.Hint.Subject(rawValue: event.fields["subject"]?.text ?? "").map {
        .init($0, at: moment(event))
      }
    }
    facts.hypotheses = blue.ledger.entries
    facts.wrongActed = blue.ledger.wrongActed
    facts.decisions = blue.decisions
    facts.commands = blue.commands
    facts.automationNotice = notice(plan, run)
    let loss = LossCount(run.verdicts, service: service)
    if loss.lost > 0 { facts.lossByResponse = blue.firstHarm }
    facts.abort = abort(run, blue: blue)
    facts.superseded = run.events(.incidentBegan).first.map(moment)
    facts.leak = run.events(.leakReported).first.map(moment)
    facts.acknowledged = acknowledged(plan, run, onset: onset)
    facts.grading = GradeSheet(plan: plan, run: run)
    let end = facts.abort?.moment.timeNs ?? facts.windowEndNs
    facts.containment = ContainmentWatch(
      plan: plan, run: run, onset: onset, end: end, lost: loss.lost, rubric: rubric
    ).containment(blue: blue)
    return facts
  }

  static func moment(_ event: TimelineEvent) -> ExerciseFacts.Moment {
    .init(event.timeNs, evidence: [event.sequence])
  }

  /// The steps whose first effect is T0: the truth's mechanism, else any fault, else any operation.
  ///
  /// A fault of that kind stands before an operation: the mistake of an operator may be the truth.
  static func scoredSteps(_ plan: Plan) -> [PlannedStep] {
    let faults = plan.steps.filter { $0.verb == .inject }
    let operations = plan.steps.filter { $0.verb == .operate }
    for steps in [faults, operations] {
      let named = steps.filter { $0.kind == plan.blue.truth.mechanism }
      if !named.isEmpty { return named }
    }
    return faults.isEmpty ? operations : faults
  }

  private static func onset(_ plan: Plan, _ run: RecordedRun) -> ExerciseFacts.Onset? {
    let scored = Set(scoredSteps(plan).map(\.name))
    func first(_ kind: TimelineEvent.Kind, of steps: Set<StepName>) -> TimelineEvent? {
      run.events(kind).first { $0.step.map(steps.contains) ?? false }
    }
    let effective = first(.stepEffective, of: scored)
    guard let shown = effective ?? first(.stepAcknowledged, of: scored), let step = shown.step
    else { return nil }
    let commanded = first(.stepCommanded, of: [step])
    return .init(
      .init(shown.timeNs, evidence: [commanded?.sequence, shown.sequence].compactMap(\.self)),
      commandedNs: min(commanded?.timeNs ?? shown.timeNs, shown.timeNs),
      isVerified: effective != nil)
  }

  private static func detections(
    _ plan: Plan, _ run: RecordedRun, onset: ExerciseFacts.Onset
  ) -> [ExerciseFacts.Detection] {
    let signatures = Set(plan.blue.signatures)
    let footprint = scoredFootprint(plan)
    return run.timeline.compactMap { event in
      switch event.kind {
      case .alertFired:
        let name = event.fields["alert"]?.text ?? ""
        let signal = event.fields["signal_at_ns"]?.whole.map(Nanoseconds.init(rawValue:))
        return .init(
          .alert, at: moment(event), signalNs: signal, isRelevant: signatures.contains(name),
          name: name)
      case .troubleDeclared:
        let named = HypothesisLedger.hosts(event.fields["location"]?.text)
        let source: ExerciseFacts.Detection.Source =
          event.fields["source"]?.text == "customer" ? .customer : .human
        return .init(
          source, at: moment(event),
          isRelevant: source == .customer || !named.isDisjoint(with: footprint),
          name: "declaration")
      case .hypothesisPosted where event.timeNs >= onset.commandedNs:
        // A belief about the right hosts is a declaration of trouble there.
        let named = HypothesisLedger.hosts(event.fields["location"]?.text)
        return .init(
          .human, at: moment(event), isRelevant: !named.isDisjoint(with: footprint),
          name: "hypothesis")
      default: return nil
      }
    }
  }

  /// The first acknowledgement of an alert that counts, delivered from the fault's command on.
  private static func acknowledged(
    _ plan: Plan, _ run: RecordedRun, onset: ExerciseFacts.Onset
  ) -> ExerciseFacts.Moment? {
    let counting = run.events(.alertFired).filter { event in
      event.timeNs >= min(onset.commandedNs, onset.moment.timeNs)
        && plan.blue.signatures.contains(event.fields["alert"]?.text ?? "")
    }
    let ids = Set(counting.compactMap { $0.fields["id"]?.text })
    return run.events(.alertAcknowledged).first { event in
      event.fields["id"]?.text.map(ids.contains) ?? false
    }.map(moment)
  }

  private static func scoredFootprint(_ plan: Plan) -> Set<String> {
    let hosts = scoredSteps(plan).flatMap(\.hosts).map { $0.rawValue.lowercased() }
    return HypothesisLedger.hosts(plan.blue.truth.location).union(hosts)
  }

  private static func notice(_ plan: Plan, _ run: RecordedRun) -> ExerciseFacts.Notice? {
    run.events(.automationNoticed).first.map { event in
      let isMechanism =
        event.fields["mechanism"]?.text?.lowercased() == plan.blue.truth.mechanism.lowercased()
      let isLocation =
        HypothesisLedger.hosts(event.fields["location"]?.text)
        == HypothesisLedger.hosts(plan.blue.truth.location)
      return .init(at: moment(event), namesRightCause: isMechanism && isLocation)
    }
  }

  private static func abort(_ run: RecordedRun, blue: BlueRecord) -> ExerciseFacts.Abort? {
    let aborted = run.events(.exerciseEnded).first {
      $0.fields["whole"]?.flag == false
        || $0.fields["reason"]?.text?.lowercased().hasPrefix("abort") ?? false
    }
    guard let event = run.events(.limitReached).first ?? aborted else { return nil }
    let isOwn = blue.firstHarm.map { $0.timeNs <= event.timeNs } ?? false
    return .init(at: moment(event), isCausedByResponse: isOwn)
  }
}
