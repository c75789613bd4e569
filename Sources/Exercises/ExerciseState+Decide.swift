package import Vocabulary

extension ExerciseState {
  /// What follows from a command; nothing is changed, and a refused one leaves no trace.
  ///
  /// Units: `now` is the offset from the start, zero before it; `today` is `YYYY-MM-DD`, empty
  ///        where a date in the past is not to be refused.
  /// Errors: `Refusal`: not this role, not now, or against a rule; it never tells what the asking
  ///         role may not know.
  package func decide(
    _ command: ExerciseCommand, by person: Participant, now: Nanoseconds, today: String = ""
  ) throws(Refusal) -> [Action] {
    if let refusal = Permissions.refusal(command, role: person.role, phase: phase) {
      throw refusal
    }
    switch command {
    case .preflight, .confirm, .start, .invite:
      return try prepare(command, by: person)
    case .pause, .resume, .abort, .finish, .stopWord, .realIncident:
      return try steer(command, by: person)
    case .hint, .cue, .note, .integrity, .release:
      return try say(command, by: person, now: now)
    case .grade, .seal, .reveal: return try close(command, by: person)
    case .twin, .stopTwin: return try handleTwin(command, by: person)
    case .assign(let gap, let owner, let due, let retest):
      return try assign(
        GapAssignment(gap: gap, owner: owner, due: due, retest: retest), by: person, today: today)
    case .approve, .refuse, .draft, .propose: return try replan(command, by: person)
    case .hold, .unhold, .skip, .trigger, .ask: return try handle(command, by: person)
    case .declare, .acknowledge, .hypothesis, .withdraw, .decide, .handOver:
      return try respond(command, by: person)
    }
  }

  private func prepare(
    _ command: ExerciseCommand, by person: Participant
  ) throws(Refusal) -> [Action] {
    switch command {
    case .preflight:
      try refuseWhileStarting()
      return [.record(.init(.white, .preflightBegan, by: person)), .effect(.buildRange)]
    case .confirm(let id, let reason):
      try refuseWhileStarting()
      guard let item = checks.first(where: { $0.id == id }) else {
        throw Refusal(.missing, "the list has no item of that name")
      }
      guard item.byPerson else {
        throw Refusal(.invalid, "\(item.title): this is measured, nobody can confirm it")
      }
      let isGo = item.isGo != true
      return [
        .record(
          .init(
            .white, .preflightConfirmed, by: person,
            ["item": .string(id), "go": .bool(isGo), "reason": .string(reason)]))
      ]
    case .start: return try start(person)
    case .invite(let name, let role):
      if let known = people.first(where: { $0.name == name }), known.role != role {
        throw Refusal(
          .invalid, "\(name) is \(known.role.rawValue) in this exercise",
          hint: "a person holds one role")
      }
      return [
        .effect(.invite(Participant(name: name, role: role))),
        .record(
          .init(
            .white, .personInvited, by: person,
            ["name": .string(name), "role": .string(role.rawValue)])),
      ]
    default: preconditionFailure("decide sends only commands of the preparation here")
    }
  }

  func refuseWhileStarting() throws(Refusal) {
    if isStarting { throw Refusal(.phase, "the clock is about to start") }
  }

  private func start(_ person: Participant) throws(Refusal) -> [Action] {
    try refuseWhileStarting()
    guard person.role == .white || design.startPersons > 1 else {
      throw Refusal(.forbidden, "white starts this exercise")
    }
    let open = checks.filter { $0.isGo != true }
    guard open.isEmpty, !checks.isEmpty else {
      throw Refusal(
        .phase, "the go / no-go list is not all go",
        hint: open.isEmpty
          ? "wait until the first look is done" : open.map(\.title).joined(separator: "; "))
    }
    guard !startAskers.contains(where: { $0.isSamePerson(as: person) }) else {
      throw Refusal(
        .phase, "you have said start already",
        hint: "a second person has to; one of the two is white")
    }
    let record = Record(person.role == .white ? .white : .red, .startAsked, by: person)
    var next = self
    next.apply(record.event(sequence: 0, at: .zero))
    return next.isStarting ? [.record(record), .effect(.startClock)] : [.record(record)]
  }

  private func steer(
    _ command: ExerciseCommand, by person: Participant
  ) throws(Refusal) -> [Action] {
    switch command {
    case .pause(let reason):
      return pausing(reason, by: person)
    case .resume:
      // What could not be taken up again is not said to go on: the record comes last.
      return [.effect(.resume), .record(.init(.white, .exerciseResumed, by: person))]
    case .abort(let reason):
      // Said again while something is not known to be healed, it heals again.
      if isAtRest { throw Refusal(.phase, "it is aborted, and everything is at rest") }
      return aborting(reason, by: person)
    case .finish(let reason):
      if isFinishing, phase == .running {
        throw Refusal(.phase, "the end has been called already")
      }
      // It was called, and then nobody conducted: only the doing is left.
      if isFinishing { return [.effect(.finish(reason))] }
      return [
        .record(.init(.white, .finishCalled, by: person, ["reason": .string(reason)])),
        .effect(.finish(reason)),
      ]
    case .stopWord(let reason):
      let called = Record(
        person.role.lane, .stopCalled, by: person, ["reason": .string(reason)])
      // While it stands nothing is injected, and nobody's clock runs.
      return [.record(called)]
        + (phase == .running && !isFinishing ? pausing("the stop word", by: person) : [])
    case .realIncident(let reason):
      return [.record(.init(.white, .incidentBegan, by: person, ["reason": .string(reason)]))]
        + aborting("a real incident: \(reason)", by: person)
    default: preconditionFailure("decide sends only commands of the course here")
    }
  }

  private func pausing(_ reason: String, by person: Participant) -> [Action] {
    [
      .record(.init(.white, .exercisePaused, by: person, ["reason": .string(reason)])),
      .effect(.pause),
    ]
  }

  /// The record comes first: from its moment on nothing is injected.
  private func aborting(_ reason: String, by person: Participant) -> [Action] {
    [
      .record(.init(.white, .abortCalled, by: person, ["reason": .string(reason)])),
      .effect(.abort(reason)),
    ]
  }

  private func say(
    _ command: ExerciseCommand, by person: Participant, now: Nanoseconds
  ) throws(Refusal) -> [Action] {
    let record: Record
    switch command {
    case .hint(let subject, let text, let reason):
      guard ["detection", "diagnosis"].contains(subject) else {
        throw Refusal(
          .invalid, "a hint helps with detection or with diagnosis",
          hint: "subject is detection or diagnosis; it costs blue that bit")
      }
      guard !reason.isEmpty else { throw Refusal(.invalid, "a hint needs a reason") }
      record = .init(
        .white, .hintGiven, by: person,
        ["subject": .string(subject), "text": .string(text), "reason": .string(reason)])
    case .cue(let text): record = .init(.white, .cueSent, by: person, ["text": .string(text)])
    case .note(let text, let moment):
      if person.role == .blue { try refuseClosedLog() }
      // People read and write the exercise clock; records are on the one that never stands.
      guard let offset = moment.map({ clock.offset(of: $0) }) ?? now, offset <= now else {
        throw Refusal(.invalid, "that moment has not come yet")
      }
      record = .init(
        person.role.lane, .noteTaken, by: person,
        ["text": .string(text), "at_ns": .integer(offset.rawValue)])
    case .integrity(let reason):
      record = .init(person.role.lane, .leakReported, by: person, ["reason": .string(reason)])
    case .release(let text):
      record = .init(.white, .released, by: person, ["text": .string(text)])
    default: preconditionFailure("decide sends only what is said here")
    }
    return [.record(record)]
  }
}

extension Role {
  /// The row of the timeline in which a person's doings stand; observers' stand in white's.
  package var lane: TimelineEvent.Lane {
    switch self {
    case .red: .red
    case .blue: .blue
    case .white, .observer: .white
    }
  }
}

extension ExerciseState.Record {
  /// An event that a person brought about.
  init(
    _ lane: TimelineEvent.Lane, _ kind: TimelineEvent.Kind, by person: Participant,
    step: StepName? = nil, _ fields: [String: JSONValue] = [:]
  ) {
    var fields = fields
    fields["by"] = .string(person.name)
    self.init(lane, kind, step: step, fields: fields)
  }
}
