import Exercises
import Vocabulary

/// A hall with one exercise that does nothing but tell observers, for timing the console.
struct BenchHall: ExerciseHall {
  static let code = "plain-dove-10"
  static let session = "bench"
  let door = BenchDoor()

  func exercise(_ code: String) async -> (any ExerciseDoor & TerminalDoor & AlertDoor)? {
    code == Self.code ? door : nil
  }

  func redeem(invitation: String, code: String) async throws(Refusal) -> String {
    throw Refusal(.missing, "nobody is invited to a bench")
  }

  func participant(session: String, code: String) async -> Participant? {
    session == Self.session && code == Self.code
      ? Participant(name: "viewer", role: .observer) : nil
  }
}

/// Tells every viewer the same events; whoever does not keep up is cut off, as in an exercise.
actor BenchDoor: ExerciseDoor {
  private var viewers: [AsyncStream<StreamedEvent>.Continuation] = []
  private var count = 0

  /// How many watch.
  var watching: Int { viewers.count }

  /// An event that carries when it was told.
  func tell(at now: Nanoseconds) {
    count += 1
    let event = TimelineEvent(
      sequence: count, timeNs: now, lane: .white, kind: .cueSent,
      fields: ["text": "A message of the length that messages have, so that the figures mean it."])
    for viewer in viewers { viewer.yield(StreamedEvent(number: count, event: event)) }
  }

  /// Ends every stream.
  func end() {
    for viewer in viewers { viewer.finish() }
    viewers = []
  }

  func stream(for person: Participant, after last: Int) async -> AsyncStream<StreamedEvent> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: StreamedEvent.self, bufferingPolicy: .bufferingOldest(1_024))
    viewers.append(continuation)
    return stream
  }

  func perform(
    _ command: ExerciseCommand, by person: Participant
  ) async throws(Refusal) -> JSONValue { throw Self.nothing }

  func view(for person: Participant) async -> RoleView {
    let header = ExerciseHeader(
      code: BenchHall.code, phase: .running, mode: "train", elapsedNs: .zero, commitment: "",
      salt: nil, told: "", classification: "public")
    return .observer(ObserverView(header: header, released: []))
  }

  func debrief(
    for person: Participant, as form: DebriefForm
  ) async throws(Refusal) -> String { throw Self.nothing }

  fileprivate static let nothing = Refusal(.missing, "a bench has streams only")
}

extension BenchDoor: AlertDoor, TerminalDoor {
  func review(
    _ text: String, for person: Participant
  ) async throws(Refusal) -> MissionReview { throw Self.nothing }
  func missionTexts(for person: Participant) async throws(Refusal) -> MissionTexts {
    throw Self.nothing
  }
  func receive(_ delivery: AlertDelivery) async throws(Refusal) -> JSONValue {
    throw Self.nothing
  }
  func openTerminal(
    for person: Participant, term: String, columns: Int, rows: Int
  ) async throws(Refusal) -> String { throw Self.nothing }
  func terminalOutput(
    _ id: String, for person: Participant
  ) async throws(Refusal) -> AsyncStream<[UInt8]> { throw Self.nothing }
  func terminalInput(
    _ id: String, _ bytes: [UInt8], for person: Participant
  ) async throws(Refusal) { throw Self.nothing }
  func resizeTerminal(
    _ id: String, columns: Int, rows: Int, for person: Participant
  ) async throws(Refusal) { throw Self.nothing }
  func closeTerminal(_ id: String, for person: Participant) async throws(Refusal) {
    throw Self.nothing
  }
}
