import Evidence
package import Exercises
import Foundation
package import Vocabulary

/// One exercise with people: every command, view and stream of it goes through here.
///
/// Shape:  the rules are `ExerciseState`'s; this actor asks it, writes what it decides and carries
///         out the effects on the range.
/// Effect: all of it is in the records of the folder, from which another process can go on.
package actor LiveExercise: ExerciseDoor {
  let folder: RunFolder
  let machine: LiveMachine
  /// What is to happen; before the start white may take another one of red's.
  var plan: Plan
  var mission: String
  var card: LiveCard
  let record: LiveRecord
  var people: LivePeople
  /// The range, from the pre-flight to its end.
  var range: PreparedRange?
  /// What conducts, while the clock runs or stands.
  var begun: BegunExercise?
  /// Building the range, or conducting to the end.
  var work: Task<Void, Never>?
  /// How many works there were; one that ended does not speak for a later one.
  var works = 0
  /// Whose turn it is to change any of these.
  var turn = LiveTurn()
  /// Whether the console is about to end: nothing is begun any more.
  var isClosing = false
  var inbox = AlertInbox()
  var raw = 0
  var terminals: TerminalHub?
  /// The twin that is being played; nil where none is.
  var twin: TwinPlay?
  /// What was left out of deliveries and is asked for.
  var pulls = AlertPulls()
  /// Who has looked at the mission in this process.
  var readers: Set<String> = []
  /// The last moment that was recorded before this process.
  private let floor: Nanoseconds
  /// The plan in words, made when somebody asks first.
  var explained: String?

  /// Opens an exercise that lies in a folder; one that another process conducted is paused.
  init(opening folder: RunFolder, machine: LiveMachine) throws {
    self.folder = folder
    self.machine = machine
    people = try LivePeople(reading: folder)
    record = try LiveRecord(continuing: folder)
    card = LiveCard(record.store)
    let change = record.store.last { $0.kind == .planChanged }?.fields["id"]?.text
    try LivePlanFiles(folder: folder).settle(card.commitment, change: change)
    plan = try CanonicalJSON.decode(Plan.self, from: try LiveFiles.read(folder.plan))
    mission = String(decoding: try LiveFiles.read(folder.mission), as: UTF8.self)
    raw = LiveFiles.count(in: folder.alertsIn)
    floor = record.timeline.map(\.timeNs).max() ?? .zero
    Self.takeStock(
      of: record, plan, folder, at: machine.clock(), progress: machine.progress)
    Self.settleTwin(record, folder, at: machine.clock())
  }

  /// The offset of this moment; zero before the clock started.
  ///
  /// Limits: after a restart of the machine its clock says nothing; then it is the last moment that
  ///         was recorded, for no record goes back in time.
  var now: Nanoseconds { origin.map { max(floor, machine.clock() - $0) } ?? .zero }

  /// When the clock started, on the machine's own.
  var origin: Nanoseconds? { begun?.origin ?? Self.origin(of: record) }

  static func origin(of record: LiveRecord) -> Nanoseconds? {
    let started = record.timeline.first { $0.kind == .exerciseStarted }
    return started?.fields["origin_ns"]?.whole.map(Nanoseconds.init(rawValue:))
  }

  /// Asks the state whether it may be, writes down what it says, and carries it out.
  ///
  /// Shape: what is written down stands in the order of the calls. What changes the range is done
  ///        one after the other; a command that waited for that is not carried out once the
  ///        exercise has gone on without it.
  @discardableResult
  package func perform(
    _ command: ExerciseCommand, by person: Participant
  ) async throws(Refusal) -> JSONValue {
    if isClosing { throw Self.closing }
    // What conducted still writes a while after the end, and the seal is about all of it.
    if case .seal = command {
      _ = try record.exercise.decide(command, by: person, now: now)
      await work?.value
    }
    let state = record.exercise
    if let refusal = Permissions.refusal(command, role: person.role, phase: state.phase) {
      throw refusal
    }
    var moment = now
    var answer: [String: JSONValue] = ["done": .string(command.name)]
    let today = String(machine.wall().prefix(10))
    var isRecorded = false
    var hasTurn = false
    defer { if hasTurn { leaveTurn() } }
    for action in try state.decide(command, by: person, now: moment, today: today) {
      switch action {
      case .record(let entry):
        if hasTurn, !isRecorded { try refuseOvertaken(command, by: person, since: state) }
        record.append(entry, at: moment)
        isRecorded = true
        if let id = entry.fields["id"] { answer["id"] = id }
        await tellConductor(of: entry.kind, at: moment)
      case .effect(let effect):
        if Self.needsTurn(effect), !hasTurn {
          await takeTurn(for: effect)
          hasTurn = true
          if isClosing, !Self.heals(effect) { throw Self.closing }
        }
        if !isRecorded { try refuseOvertaken(command, by: person, since: state) }
        try await carryOut(effect, at: moment, &answer)
        // What is noted after it was done, happened after it was done.
        moment = max(moment, now)
      }
    }
    if case .reveal = command {
      try sealReveal()
      await Self.tell(machine.revealed, of: folder)
    }
    return .object(answer)
  }

  private func takeTurn(for effect: ExerciseState.Effect) async {
    switch effect {
    case .abort: await takeTurnForSafety("abort")
    default: await takeTurn("\(effect)")
    }
  }

  static let closing = Refusal(.phase, "the console is being stopped")

  private static func heals(_ effect: ExerciseState.Effect) -> Bool {
    if case .abort = effect { true } else { false }
  }

  private func refuseOvertaken(
    _ command: ExerciseCommand, by person: Participant, since state: ExerciseState
  ) throws(Refusal) {
    if let refusal = record.exercise.overtaken(command, by: person, since: state) { throw refusal }
  }

  /// The role's own record from one event on, then as it grows.
  package func stream(
    for person: Participant, after last: Int
  ) async -> AsyncStream<StreamedEvent> {
    record.stream(person.role, after: last)
  }

  /// What steps may wait for, and when the clock goes on.
  private func tellConductor(of kind: TimelineEvent.Kind, at moment: Nanoseconds) async {
    guard let conductor = begun?.conductor else { return }
    switch kind {
    case .cueSent: await conductor.noteCue(at: moment)
    case .decisionPosted: await conductor.noteDecision(at: moment)
    case .exerciseResumed:
      await conductor.resume(at: moment)
      // Brought forward by red, and then nobody conducted.
      for (step, state) in record.exercise.steps where state == .triggered {
        _ = await conductor.trigger(step)
      }
    default: break
    }
  }

  private func carryOut(
    _ effect: ExerciseState.Effect, at moment: Nanoseconds, _ answer: inout [String: JSONValue]
  ) async throws(Refusal) {
    switch effect {
    case .buildRange: buildRange()
    case .startClock: try await startClock()
    case .pause: await begun?.conductor.pause(at: moment)
    case .resume: _ = try await conductor()
    case .abort(let reason): try await abort(reason)
    case .finish(let reason): try await finish(reason)
    case .hold(let step): try await hold(step, true)
    case .unhold(let step): try await hold(step, false)
    case .skip(let step, let reason):
      guard try await conductor().skip(step, reason: reason) else { throw Self.hasStarted(step) }
    case .trigger(let step):
      guard try await conductor().trigger(step) else { throw Self.hasStarted(step) }
    case .invite(let person):
      let token = try invite(person)
      answer["invitation"] = .string(token)
      answer["path"] = .string("/join/\(card.code)/\(token)")
    case .keepDraft(let text): try keepDraft(text)
    case .propose(let id, let reason, let person):
      try propose(id, reason: reason, by: person)
      answer["id"] = .string(id)
    case .changePlan(let proposal, let person):
      try await changePlan(proposal, by: person)
      answer["commitment"] = .string(card.commitment)
    case .dropProposal: dropProposal()
    case .playTwin(let horizon): try await playTwin(horizon)
    case .stopTwin(let reason): twin?.stop(reason)
    case .seal: try await seal()
    case .reveal: try reveal()
    }
  }

  /// Before the clock runs there is nobody to be told: the state itself says what is held.
  private func hold(_ step: StepName, _ isHeld: Bool) async throws(Refusal) {
    guard record.exercise.phase.isLive else { return }
    guard try await conductor().hold(step, isHeld) else { throw Self.hasStarted(step) }
  }

  private static func hasStarted(_ step: StepName) -> Refusal {
    Refusal(.phase, "\(step) has started or is over", hint: "heal it with an abort or a finish")
  }
}
