package import Vocabulary

extension ExerciseState {
  /// Takes in what happened; events that mean nothing to the rules change nothing.
  package mutating func apply(_ event: TimelineEvent) {
    if Self.isOnTheClock(event.kind) { clock.handle(event) }
    applyPhase(event)
    applyPreparation(event)
    applyPlanning(event)
    applySteps(event)
    applyBlue(event)
    applyTwin(event)
    if event.kind == .gradeGiven { applyGrade(event) }
  }

  private mutating func move(to next: ExercisePhase) {
    if phase.successors.contains(next) { phase = next }
  }

  private mutating func applyPhase(_ event: TimelineEvent) {
    switch event.kind {
    case .preflightBegan: move(to: .preflight)
    case .exerciseStarted:
      guard phase == .preflight else { return }
      startedNs = event.timeNs
      move(to: .running)
    case .exercisePaused, .controllerLost: move(to: .paused)
    case .exerciseResumed:
      guard phase == .paused else { return }
      isStopCalled = false
      move(to: .running)
    case .stopCalled: if phase.isLive { isStopCalled = true }
    case .finishCalled: if phase.isLive { isFinishing = true }
    case .abortCalled:
      isAtRest = isAtRest || phase == .preflight
      move(to: .aborted)
    case .exerciseEnded: end(event)
    case .exerciseGraded: move(to: .graded)
    case .exerciseSealed: move(to: .sealed)
    case .exerciseRevealed: move(to: .revealed)
    default: break
    }
  }

  private mutating func end(_ event: TimelineEvent) {
    guard phase.isLive || phase == .aborted else { return }
    endedNs = endedNs ?? event.timeNs
    isAtRest = true
    let isWhole = event.fields["whole"]?.flag ?? false
    move(to: isWhole || isFinishing ? .ended : .aborted)
  }

  private mutating func applyPreparation(_ event: TimelineEvent) {
    let fields = event.fields
    switch event.kind {
    case .personInvited:
      guard let name = fields["name"]?.text, let role = fields["role"]?.text.flatMap(Role.init),
        !people.contains(where: { $0.name == name })
      else { return }
      people.append(ShownPerson(name: name, role: role, hasJoined: false))
    case .personJoined:
      guard let index = people.firstIndex(where: { $0.name == fields["name"]?.text }) else {
        return
      }
      people[index].hasJoined = true
    case .preflightBegan, .startFailed: startAskers = []
    case .preflightNoted: note(fields)
    case .preflightConfirmed:
      guard let index = checks.firstIndex(where: { $0.id == fields["item"]?.text }) else { return }
      checks[index].isGo = fields["go"]?.flag
      checks[index].detail = fields["reason"]?.text ?? checks[index].detail
      if checks[index].isGo != true, !isStarting { startAskers = [] }
    case .startAsked:
      guard let name = fields["by"]?.text, event.lane == .white || event.lane == .red else {
        return
      }
      let person = Participant(name: name, role: event.lane == .white ? .white : .red)
      guard !startAskers.contains(where: { $0.isSamePerson(as: person) }) else { return }
      startAskers.append(person)
    default: break
    }
  }

  /// A line of the list as it was last seen; what was agreed to start on has changed if it fell.
  private mutating func note(_ fields: [String: JSONValue]) {
    guard let id = fields["item"]?.text else { return }
    let item = PreflightItem(
      id: id, title: fields["title"]?.text ?? id, isGo: fields["go"]?.flag,
      detail: fields["detail"]?.text ?? "", byPerson: fields["by_person"]?.flag ?? false)
    if let index = checks.firstIndex(where: { $0.id == id }) {
      checks[index] = item
    } else {
      checks.append(item)
    }
    if item.isGo != true, !isStarting { startAskers = [] }
  }

  private mutating func applySteps(_ event: TimelineEvent) {
    guard let step = event.step, let state = steps[step] else { return }
    switch event.kind {
    case .stepHeld: if state == .waiting { steps[step] = .held }
    case .stepReleased: if state == .held { steps[step] = .waiting }
    case .stepTriggered: if state == .waiting || state == .held { steps[step] = .triggered }
    case .stepSkipped: if state != .begun { steps[step] = .skipped }
    case .stepCommanded, .stepAcknowledged, .stepEffective: steps[step] = .begun
    default: break
    }
  }

  private mutating func applyBlue(_ event: TimelineEvent) {
    let fields = event.fields
    switch event.kind {
    case .alertFired:
      if let id = fields["id"]?.text, alerts[id] == nil { alerts[id] = .some(nil) }
    case .alertAcknowledged:
      if let id = fields["id"]?.text, case .some(nil) = alerts[id] {
        alerts[id] = fields["by"]?.text ?? ""
      }
    case .hypothesisPosted:
      hypotheses.post(event)
      addGrading(event)
    case .hypothesisWithdrawn: hypotheses.withdraw(event)
    case .decisionPosted:
      decisions.append(ShownDecision(event, number: decisions.count + 1))
      addGrading(event)
    case .blueLogClosed: isBlueLogClosed = true
    default: break
    }
  }
}
