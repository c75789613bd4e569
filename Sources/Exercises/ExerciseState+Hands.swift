import Readiness
import Vocabulary

/// What red and blue do, and how white closes an exercise.
extension ExerciseState {
  func handle(_ command: ExerciseCommand, by person: Participant) throws(Refusal) -> [Action] {
    switch command {
    case .hold(let step):
      try expect(step, [.waiting], "held")
      return [.record(.init(.red, .stepHeld, by: person, step: step)), .effect(.hold(step))]
    case .unhold(let step):
      try expect(step, [.held], "released")
      return [
        .record(.init(.red, .stepReleased, by: person, step: step)), .effect(.unhold(step)),
      ]
    case .skip(let step, let reason):
      try expect(step, [.waiting, .held, .triggered], "skipped")
      return [
        .record(.init(.red, .stepSkipped, by: person, step: step, ["reason": .string(reason)])),
        .effect(.skip(step, reason)),
      ]
    case .trigger(let step):
      try expect(step, [.waiting, .held], "triggered")
      guard !design.isSham else {
        throw Refusal(.invalid, "this is a sham exercise: nothing is injected")
      }
      guard mayInject else {
        throw Refusal(.phase, "nothing is injected now", hint: "white decides whether it goes on")
      }
      return [
        .record(.init(.red, .stepTriggered, by: person, step: step)), .effect(.trigger(step)),
      ]
    case .ask(let text):
      return [.record(.init(.red, .legUpAsked, by: person, ["text": .string(text)]))]
    default: preconditionFailure("decide sends only red's commands here")
    }
  }

  private func expect(
    _ step: StepName, _ states: [StepState], _ verb: String
  ) throws(Refusal) {
    guard let state = steps[step] else {
      throw Refusal(.missing, "the plan has no such step")
    }
    guard states.contains(state) else {
      let words = state == .begun ? "has begun" : "is \(state.rawValue)"
      throw Refusal(.invalid, "\(step) \(words): it cannot be \(verb)")
    }
  }

  func respond(_ command: ExerciseCommand, by person: Participant) throws(Refusal) -> [Action] {
    try refuseClosedLog()
    switch command {
    case .declare(let location):
      return [
        .record(
          .init(
            .blue, .troubleDeclared, by: person,
            ["location": .string(location), "source": .string("human")]))
      ]
    case .acknowledge(let alert):
      guard let taken = alerts[alert] else { throw Refusal(.missing, "there is no such alert") }
      if let name = taken { throw Refusal(.invalid, "\(name) has taken this alert") }
      return [.record(.init(.blue, .alertAcknowledged, by: person, ["id": .string(alert)]))]
    case .hypothesis(let mechanism, let location, let confidence, let evidence, let text):
      let stated = ShownHypothesis(
        id: "", by: person.name, mechanism: mechanism, location: location,
        confidence: confidence, evidence: evidence, text: text, postedNs: .zero, withdrawnNs: nil)
      return [.record(try post(stated, by: person))]
    case .withdraw(let id):
      guard let known = hypotheses.first(where: { $0.id.lowercased() == id.lowercased() }) else {
        throw Refusal(.missing, "there is no such hypothesis", hint: open)
      }
      guard known.withdrawnNs == nil else {
        throw Refusal(.invalid, "\(known.id) is withdrawn already")
      }
      return [
        .record(
          .init(
            .blue, .hypothesisWithdrawn, by: person,
            [
              "id": .string(known.id), "mechanism": .string(known.mechanism),
              "location": .string(known.location),
            ]))
      ]
    case .decide(let response, let text):
      return [
        .record(
          .init(
            .blue, .decisionPosted, by: person,
            [
              "id": .string("D\(decisions.count + 1)"), "response": .string(response),
              "text": .string(text),
            ]))
      ]
    case .handOver(let text): return try handOver(text, by: person)
    default: preconditionFailure("decide sends only blue's commands here")
    }
  }

  /// At most three open hypotheses, and together no more than certain (rubric 5.5.3).
  private func post(_ stated: ShownHypothesis, by person: Participant) throws(Refusal) -> Record {
    let same = openHypotheses.first { $0.isSameBelief(stated) }
    let others = openHypotheses.filter { $0.id != same?.id }
    guard others.count < Self.mostOpen else {
      throw Refusal(
        .invalid, "\(Self.mostOpen) hypotheses are open: that is all there may be",
        hint: "withdraw one first: \(open)")
    }
    let sum = others.reduce(0) { $0 + $1.confidence }
    guard sum + stated.confidence <= 1 + 1e-9 else {
      throw Refusal(
        .invalid, "together the open hypotheses would be more than 100 % sure",
        hint: "\(Self.percent(max(0, 1 - sum))) is left; withdraw or lower one: \(open)")
    }
    return Record(
      .blue, .hypothesisPosted, by: person,
      [
        "id": .string(same?.id ?? "H\(hypotheses.count + 1)"),
        "mechanism": .string(stated.mechanism), "location": .string(stated.location),
        "confidence": .number(stated.confidence),
        "evidence": .array(stated.evidence.map { .string($0) }), "text": .string(stated.text),
      ])
  }

  private static let mostOpen = 3

  private static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1_000).rounded(.down))
    return tenths.isMultiple(of: 10) ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }

  /// The open hypotheses in a line: `H1 disk.slow 60 %, H2 …`.
  private var open: String {
    let words = openHypotheses.map { "\($0.id) \($0.mechanism) \(Self.percent($0.confidence))" }
    return words.isEmpty ? "none is open" : words.joined(separator: ", ")
  }

  /// The last one, after the end, closes blue's log.
  private func handOver(_ text: String, by person: Participant) throws(Refusal) -> [Action] {
    guard person.role == .blue || phase.isOver else {
      throw Refusal(.phase, "blue hands over; white may only close blue's log after the end")
    }
    var records = [
      Record(person.role.lane, .handoverPosted, by: person, ["text": .string(text)])
    ]
    if phase.isOver { records.append(.init(person.role.lane, .blueLogClosed, by: person)) }
    return graded(after: records)
  }

  func refuseClosedLog() throws(Refusal) {
    guard isBlueLogClosed else { return }
    throw Refusal(.phase, "blue's log is closed", hint: "the hand-over after the end closed it")
  }

  func close(_ command: ExerciseCommand, by person: Participant) throws(Refusal) -> [Action] {
    switch command {
    case .grade(let subject, let grade, let reason):
      let record = try self.grade(subject, grade, reason, by: person)
      return graded(after: [record])
    // What was begun is finished; what is done stays as it is.
    case .seal where phase == .sealed: return [.effect(.seal)]
    case .reveal where phase == .revealed: return [.effect(.reveal)]
    case .seal:
      try refuseWhileTwinIsPlayed()
      guard missing.isEmpty else {
        throw Refusal(
          .phase, "it cannot be sealed yet", hint: missing.joined(separator: "; "))
      }
      let first = phase == .graded ? [] : [Record(.white, .exerciseGraded)]
      return (first + [.init(.white, .exerciseSealed, by: person)]).map { .record($0) }
        + [.effect(.seal)]
    case .reveal: return [.effect(.reveal), .record(.init(.white, .exerciseRevealed, by: person))]
    default: preconditionFailure("decide sends only white's last commands here")
    }
  }

  /// A gap that the facts did not open is ignored by the workshop, so any known one may be named.
  func assign(
    _ assignment: GapAssignment, by person: Participant, today: String
  ) throws(Refusal) -> [Action] {
    if let (message, hint) = assignment.refusal(among: Gap.allCases, today: today) {
      throw Refusal(.invalid, message, hint: hint)
    }
    return [.record(Record(.white, .gapAssigned, fields: assignment.fields(by: person.name)))]
  }

  private func grade(
    _ subject: String, _ grade: String, _ reason: String, by person: Participant
  ) throws(Refusal) -> Record {
    guard let grading = gradings.first(where: { $0.subject == subject }) else {
      throw Refusal(.missing, "nothing with that number waits for a grade")
    }
    guard grading.kind.scale.contains(grade) else {
      throw Refusal(
        .invalid, "that is no grade of a \(grading.kind.rawValue)",
        hint: "one of \(grading.kind.scale.joined(separator: ", "))")
    }
    let isOwn = grading.given.contains { $0.rater == person.name }
    // Once the others' grades are in, a second thought would no longer be blind.
    if grading.given.count >= design.raters, isOwn || grading.missing(of: design.raters) == 0 {
      throw Refusal(
        .phase, "every rater's grade is in: it stands", hint: "disagreement is part of the score")
    }
    return Record(
      .white, .gradeGiven, by: person,
      [
        "subject": .string(subject), "grade": .string(grade), "rater": .string(person.name),
        "reason": .string(reason),
      ])
  }

  /// The records, and `exercise.graded` where they leave nothing to be done.
  private func graded(after records: [Record]) -> [Action] {
    var next = self
    for record in records { next.apply(record.event(sequence: -1, at: endedNs ?? .zero)) }
    let isDone = next.phase.isOver && next.missing.isEmpty
    return (records + (isDone ? [Record(.white, .exerciseGraded)] : [])).map { .record($0) }
  }
}
