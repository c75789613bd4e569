import Exercises
import Vocabulary

/// An exercise in memory: the real rules, sight and sessions, and no range.
actor DoorDouble: ExerciseDoor {
  private(set) var state: ExerciseState
  private(set) var performed: [ExerciseCommand] = []
  private(set) var delivered: [AlertDelivery] = []
  private(set) var typed: [UInt8] = []
  /// How long a command takes, how many began, and how many were cut short in that time.
  private var delay = Duration.zero
  private(set) var begun = 0
  private(set) var cutShort = 0
  private var blue = BlueRecord()
  private var events: [TimelineEvent] = []
  private var viewers: [AsyncStream<StreamedEvent>.Continuation] = []
  private let mission: ShownMission
  private let told: String
  private(set) var texts = MissionTexts(mission: Samples.missionText)
  private(set) var reviewed: [String] = []
  static let alertToken = "alerts-only-token-0123456789abcdef"

  init(code: String, mission: ShownMission = Samples.mission, told: String = "etcd, five members") {
    state = ExerciseState(
      design: ExerciseDesign(
        code: code, steps: ["cut-leader", "slow-disk"], hosts: ["n1", "n2", "n3"],
        mechanisms: ["disk.slow", "net.cut", "proc.kill"],
        responses: ["restart-member n2"]))
    self.mission = mission
    self.told = told
  }

  /// Something happens, on nobody's command.
  func happen(
    _ lane: TimelineEvent.Lane, _ kind: TimelineEvent.Kind, host: HostName? = nil,
    step: StepName? = nil, _ fields: [String: JSONValue] = [:]
  ) {
    let event = TimelineEvent(
      sequence: events.count, timeNs: .seconds(events.count), lane: lane, kind: kind, step: step,
      host: host, fields: fields)
    events.append(event)
    state.apply(event)
    let seen = blue.append(event)
    for viewer in viewers { if let seen { viewer.yield(seen) } }
  }

  func take(_ delay: Duration) { self.delay = delay }

  func perform(
    _ command: ExerciseCommand, by person: Participant
  ) async throws(Refusal) -> JSONValue {
    begun += 1
    if delay > .zero {
      try? await Task.sleep(for: delay)
      if Task.isCancelled { cutShort += 1 }
    }
    let now = Nanoseconds.seconds(events.count)
    for action in try state.decide(command, by: person, now: now) {
      switch action {
      case .record(let record):
        happen(record.lane, record.kind, host: record.host, step: record.step, record.fields)
      case .effect(let effect): carryOut(effect)
      }
    }
    performed.append(command)
    if case .invite = command {
      return ["path": .string("/join/\(state.design.code)/one-time-token")]
    }
    return ["done": .string(command.name)]
  }

  func view(for person: Participant) async -> RoleView {
    let blueView = blue.view(
      header: header, hosts: ["n1", "n2", "n3", "ops"],
      mechanisms: ["disk.slow", "net.cut", "proc.kill"], terminals: ["1"])
    switch person.role {
    case .blue: return .blue(blueView)
    case .observer: return .observer(ObserverView(header: header, released: []))
    case .red, .white:
      let isWhite = person.role == .white
      return .control(
        ControlView(
          header: header, role: person.role, blue: blueView, mission: mission,
          steps: Samples.steps, events: events, gauges: Samples.gauges,
          preflight: isWhite ? Samples.preflight : nil,
          people: isWhite ? [ShownPerson(name: "Ada", role: .blue, hasJoined: true)] : nil,
          grading: isWhite ? Samples.grading : nil,
          missing: isWhite ? ["a second rater's grade of H1"] : nil, proposal: state.proposal,
          terminals: Samples.terminals))
    }
  }

  /// Blue's stream whoever asks: all that these tests look at.
  func stream(
    for person: Participant, after last: Int
  ) async -> AsyncStream<StreamedEvent> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: StreamedEvent.self, bufferingPolicy: .bufferingOldest(1_024))
    for event in blue.events where event.number > last { continuation.yield(event) }
    viewers.append(continuation)
    return stream
  }

  func debrief(
    for person: Participant, as form: DebriefForm
  ) async throws(Refusal) -> String {
    guard person.role == .white else { throw Refusal(.phase, "the debrief opens with the reveal") }
    return "<!doctype html><title>debrief</title>"
  }

  private var header: ExerciseHeader {
    ExerciseHeader(
      code: state.design.code, phase: state.phase, mode: "evaluate",
      elapsedNs: state.elapsed(at: .seconds(events.count)),
      commitment: String(repeating: "c0", count: 32), salt: nil, told: told,
      classification: "internal")
  }
}

extension DoorDouble: AlertDoor {
  func receive(_ delivery: AlertDelivery) async throws(Refusal) -> JSONValue {
    guard Token.isSame(delivery.token, Self.alertToken) else {
      throw Refusal(.forbidden, "nobody here knows this token")
    }
    guard delivery.headers["x-pagerduty-signature"] != "v1=00" else {
      throw Refusal(.forbidden, "no signature fits")
    }
    let text = String(decoding: delivery.body, as: UTF8.self)
    guard case .object? = try? CanonicalJSON.decode(JSONValue.self, from: text) else {
      throw Refusal(.invalid, "the body is no JSON object")
    }
    delivered.append(delivery)
    return ["status": "success"]
  }
}

extension DoorDouble: TerminalDoor {
  func openTerminal(
    for person: Participant, term: String, columns: Int, rows: Int
  ) async throws(Refusal) -> String {
    guard person.role == .blue else { throw Refusal(.forbidden, "you may not do that") }
    return "1"
  }

  func terminalOutput(
    _ id: String, for person: Participant
  ) async throws(Refusal) -> AsyncStream<[UInt8]> {
    if let refusal = Permissions.refusal(toRead: .terminalOutput, role: person.role) {
      throw refusal
    }
    guard id == "1" else { throw Refusal(.missing, "there is no such terminal") }
    return AsyncStream { continuation in
      continuation.yield(Array("ops@ops $ ".utf8))
      continuation.finish()
    }
  }

  func terminalInput(
    _ id: String, _ bytes: [UInt8], for person: Participant
  ) async throws(Refusal) {
    guard id == "1", person.role == .blue else {
      throw Refusal(.missing, "there is no such terminal")
    }
    typed += bytes
  }

  func resizeTerminal(
    _ id: String, columns: Int, rows: Int, for person: Participant
  ) async throws(Refusal) {}

  func closeTerminal(_ id: String, for person: Participant) async throws(Refusal) {}
}

extension DoorDouble: MissionDoor {
  /// As the conductor does it: texts are kept apart from the records.
  private func carryOut(_ effect: ExerciseState.Effect) {
    switch effect {
    case .keepDraft(let text): texts.draft = text
    case .propose(let id, let reason, let person):
      texts.proposal = texts.draft
      happen(
        .red, .planProposed,
        [
          "id": .string(id), "reason": .string(reason), "by": .string(person.name),
          "sha256": .string(Token.digest(of: texts.draft ?? "")),
        ])
    case .changePlan(let proposal, let person):
      texts.mission = texts.proposal ?? texts.mission
      texts.proposal = nil
      var fields = state.design.fields
      fields["id"] = .string(proposal.id)
      fields["by"] = .string(person.name)
      happen(.white, .planChanged, fields)
    case .dropProposal: texts.proposal = nil
    default: break
    }
  }

  /// The lines that say `wrong` are, and a hostile text is shown back as it is.
  func review(
    _ text: String, for person: Participant
  ) async throws(Refusal) -> MissionReview {
    if let refusal = Permissions.refusal(toRead: .missions, role: person.role) { throw refusal }
    let text = try MissionText.checked(text)
    reviewed.append(text)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let mistakes = lines.enumerated().filter { $0.element.contains("wrong") }.map {
      Diagnostic(
        file: "mission.yaml", position: SourcePosition(line: $0.offset + 1, column: 3),
        message: "there is no \($0.element)", hint: "did you mean something else?")
    }
    return MissionReview(
      diagnostics: mistakes, plan: mistakes.isEmpty ? "Steps\n  1. \(text)" : nil, steps: 1,
      actions: 2)
  }

  func missionTexts(for person: Participant) async throws(Refusal) -> MissionTexts {
    if let refusal = Permissions.refusal(toRead: .missions, role: person.role) { throw refusal }
    var shown = texts
    if Permissions.refusal(toRead: .draft, role: person.role) != nil { shown.draft = nil }
    return shown
  }
}
