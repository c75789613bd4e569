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
  let plan: Plan
  let mission: String
  let card: LiveCard
  let record: LiveRecord
  var people: LivePeople
  /// The range, from the pre-flight to its end.
  var range: PreparedRange?
  /// What conducts, while the clock runs or stands.
  var begun: BegunExercise?
  /// Building the range, or conducting to the end.
  var work: Task<Void, Never>?
  var inbox = AlertInbox()
  var raw = 0
  var terminals: TerminalHub?
  /// Who has looked at the mission in this process.
  var readers: Set<String> = []

  /// Opens an exercise that lies in a folder; one that another process conducted is paused.
  init(opening folder: RunFolder, machine: LiveMachine) throws {
    self.folder = folder
    self.machine = machine
    plan = try CanonicalJSON.decode(Plan.self, from: try LiveFiles.read(folder.plan))
    mission = String(decoding: try LiveFiles.read(folder.mission), as: UTF8.self)
    people = try LivePeople(reading: folder)
    record = try LiveRecord(continuing: folder)
    card = LiveCard(record.store.first { $0.kind == .exerciseDesigned }?.fields ?? [:])
    raw = LiveFiles.count(in: folder.alertsIn)
    Self.noteLostController(record, folder, at: machine.clock())
  }

  /// The offset of this moment; zero before the clock started.
  var now: Nanoseconds { origin.map { machine.clock() - $0 } ?? .zero }

  /// When the clock started, on the machine's own.
  var origin: Nanoseconds? { begun?.origin ?? Self.origin(of: record) }

  static func origin(of record: LiveRecord) -> Nanoseconds? {
    let started = record.timeline.first { $0.kind == .exerciseStarted }
    return started?.fields["origin_ns"]?.whole.map(Nanoseconds.init(rawValue:))
  }

  /// Asks the state whether it may be, writes down what it says, and carries it out.
  @discardableResult
  package func perform(
    _ command: ExerciseCommand, by person: Participant
  ) async throws(Refusal) -> JSONValue {
    let state = record.exercise
    if let refusal = Permissions.refusal(command, role: person.role, phase: state.phase) {
      throw refusal
    }
    var moment = now
    var answer: [String: JSONValue] = ["done": .string(command.name)]
    let today = String(machine.wall().prefix(10))
    for action in try state.decide(command, by: person, now: moment, today: today) {
      switch action {
      case .record(let entry):
        record.append(entry, at: moment)
        if let id = entry.fields["id"] { answer["id"] = id }
        await tellConductor(of: entry.kind, at: moment)
      case .effect(let effect):
        try await carryOut(effect, at: moment, &answer)
        // What is noted after it was done, happened after it was done.
        moment = max(moment, now)
      }
    }
    if [.sealed, .revealed].contains(record.exercise.phase) { try writeSeal() }
    if record.exercise.phase == .revealed { await Self.tell(machine.revealed, of: folder) }
    return .object(answer)
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
    case .exerciseResumed: await conductor.resume(at: moment)
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
    case .finish(let reason): try await conductor().finish(reason: reason)
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
