import Exercises
import Vocabulary

/// An exercise as a host would conduct it: records are applied, effects answered by their events.
struct PlayedExercise {
  static let wanda = Participant(name: "Wanda", role: .white)
  static let walt = Participant(name: "Walt", role: .white)
  static let rita = Participant(name: "Rita", role: .red)
  static let bo = Participant(name: "Bo", role: .blue)
  static let bea = Participant(name: "Bea", role: .blue)
  static let olga = Participant(name: "Olga", role: .observer)
  static let everyone = [wanda, walt, rita, bo, bea, olga]

  static func design(needsTwoPersons: Bool = false, isSham: Bool = false) -> ExerciseDesign {
    ExerciseDesign(
      code: "brisk-heron-42", needsTwoPersons: needsTwoPersons, steps: ["slow-disk", "cut"],
      hosts: ["n1", "n2", "n3"], mechanisms: ["disk.slow", "network.partition"],
      responses: ["restart n1", "wait"], isSham: isSham)
  }

  /// What the plan becomes where white takes a change: one step stays, one goes, one comes.
  static let changed = ExerciseDesign(
    code: "brisk-heron-42", steps: ["cut", "kill"], hosts: ["n1", "n2", "n3", "n4", "n5"],
    mechanisms: ["disk.slow", "network.partition"], responses: ["wait"])

  var state: ExerciseState
  /// White's store and the timeline, as they would be on disk.
  var store: [TimelineEvent] = []
  var timeline: [TimelineEvent] = []
  /// Both, in the order in which they came.
  var all: [TimelineEvent] = []
  var effects: [ExerciseState.Effect] = []
  var now = Nanoseconds.zero

  init(_ design: ExerciseDesign = design()) { state = ExerciseState(design: design) }

  /// Asks for a command, and answers effects as a conductor would.
  mutating func say(_ command: ExerciseCommand, _ person: Participant) throws(Refusal) {
    for action in try state.decide(command, by: person, now: now) {
      switch action {
      case .record(let record): note(record)
      case .effect(let effect):
        effects.append(effect)
        answer(effect)
      }
    }
  }

  mutating func note(_ record: ExerciseState.Record) {
    let isTimed = ExerciseState.isOnTheClock(record.kind)
    var record = record
    if !isTimed, !timeline.isEmpty {
      record.fields[RecordOrder.mark] = .integer(Int64(timeline.count))
    }
    let event = record.event(sequence: isTimed ? timeline.count : store.count, at: now)
    if isTimed { timeline.append(event) } else { store.append(event) }
    all.append(event)
    state.apply(event)
  }

  private mutating func answer(_ effect: ExerciseState.Effect) {
    switch effect {
    case .buildRange:
      note(.init(.white, .preflightNoted, fields: ["item": "probes", "go": true]))
      note(
        .init(.white, .preflightNoted, fields: ["item": "backup", "go": .null, "by_person": true]))
    case .startClock: note(.init(.white, .exerciseStarted))
    case .abort where state.startedNs != nil:
      note(.init(.white, .exerciseEnded, fields: ["whole": false, "reason": "aborted"]))
    case .finish: note(.init(.white, .exerciseEnded, fields: ["whole": true, "reason": "asked"]))
    case .propose(let id, let reason, let person):
      note(
        .init(
          .red, .planProposed,
          fields: [
            "id": .string(id), "reason": .string(reason), "by": .string(person.name),
            "sha256": "00",
          ]))
    case .changePlan(let proposal, let person):
      var design = Self.changed
      design.needsTwoPersons = state.design.needsTwoPersons
      design.isSham = state.design.isSham
      var fields = design.fields
      fields["id"] = .string(proposal.id)
      fields["by"] = .string(person.name)
      note(.init(.white, .planChanged, fields: fields))
    case .stopTwin(let reason):
      note(.init(.white, .twinFailed, fields: ["reason": .string(reason)]))
    case .invite(let person):
      note(.init(.white, .personJoined, fields: ["name": .string(person.name)]))
    default: break
    }
  }

  /// An exercise whose clock runs.
  static func running(_ design: ExerciseDesign = design()) throws -> PlayedExercise {
    var exercise = PlayedExercise(design)
    try exercise.say(.preflight, wanda)
    try exercise.say(.confirm(item: "backup", reason: "restored yesterday"), wanda)
    try exercise.say(.start, wanda)
    if design.needsTwoPersons { try exercise.say(.start, rita) }
    exercise.now = .seconds(10)
    return exercise
  }

  /// A hypothesis with as few words as it needs.
  static func belief(
    _ mechanism: String, _ location: String, _ confidence: Double
  ) -> ExerciseCommand {
    .hypothesis(
      mechanism: mechanism, location: location, confidence: confidence, evidence: ["fsync"],
      text: "")
  }
}

/// Runs a body that must be refused, and gives the refusal.
func refusal(_ body: () throws -> Void) -> Refusal? {
  do {
    try body()
    return nil
  } catch {
    return error as? Refusal
  }
}
