import Evidence
import Exercises
import Synchronization
import Vocabulary

/// The records of one exercise with people: the timeline, white's store, blue's own record.
///
/// Shape: every event enters here, once; what blue may see of it goes into blue's record at the
///        same moment, under blue's own number. Red's and blue's records are separate files.
/// Errors: a write that failed is kept by its file and told by `close`; no event is lost silently.
final class LiveRecord: TimelineSink {
  private let folder: RunFolder
  private let state: Mutex<State>

  struct State: Sendable {
    var exercise: ExerciseState
    var blue = BlueRecord()
    var store: TimelineWriter
    var blueFile: TimelineWriter
    var timeline: TimelineWriter?
    /// The numbered events of each role.
    var seen: [Role: [StreamedEvent]] = [:]
    var audiences: [Role: LiveAudience] = [:]
  }

  /// The records of a new exercise.
  init(creating folder: RunFolder, design: ExerciseDesign) throws(EvidenceError) {
    self.folder = folder
    state = Mutex(
      State(
        exercise: ExerciseState(design: design),
        store: try TimelineWriter(creating: folder.exercise),
        blueFile: try TimelineWriter(creating: folder.blue, first: 1)))
  }

  /// The records of an exercise that another process began; they go on where it left them.
  init(continuing folder: RunFolder) throws(EvidenceError) {
    self.folder = folder
    let store = try TimelineWriter(continuing: folder.exercise)
    let blueFile = try TimelineWriter(continuing: folder.blue, first: 1)
    let timeline =
      LiveFiles.exists(folder.timeline) ? try TimelineWriter(continuing: folder.timeline) : nil
    let designed = store.events.first { $0.kind == .exerciseDesigned }
    guard let design = designed.flatMap({ ExerciseDesign($0.fields) }) else {
      throw EvidenceError("\(folder.exercise) holds no design", hint: "make a new exercise")
    }
    var state = State(
      exercise: ExerciseState(design: design), store: store, blueFile: blueFile,
      timeline: timeline)
    state.exercise.replay(store: store.events, timeline: timeline?.events ?? [])
    state.remember(blueFile.events, timeline?.events ?? [], store.events)
    self.state = Mutex(state)
  }

  /// Opens the timeline: from here on events of the exercise clock go there.
  func startTimeline() throws(EvidenceError) {
    let timeline = try TimelineWriter(creating: folder.timeline)
    state.withLock { $0.timeline = timeline }
  }

  /// Closes every file and ends every stream.
  func close() throws(EvidenceError) {
    let (files, viewers) = state.withLock { state in
      let viewers = Role.allCases.flatMap { state.audiences[$0]?.end() ?? [] }
      return ([state.store, state.blueFile] + (state.timeline.map { [$0] } ?? []), viewers)
    }
    for viewer in viewers { viewer.finish() }
    for file in files { try file.close() }
  }

  @discardableResult
  func append(
    _ lane: TimelineEvent.Lane, _ kind: TimelineEvent.Kind, at time: Nanoseconds,
    step: StepName?, host: HostName?, _ fields: [String: JSONValue]
  ) -> TimelineEvent {
    let (event, slow) = state.withLock { state in
      state.append(.init(lane, kind, step: step, host: host, fields: fields), at: time)
    }
    for viewer in slow { viewer.finish() }
    return event
  }

  /// Appends what a decision made.
  @discardableResult
  func append(_ record: ExerciseState.Record, at time: Nanoseconds) -> TimelineEvent {
    append(
      record.lane, record.kind, at: time, step: record.step, host: record.host, record.fields)
  }

  /// How the exercise stands.
  var exercise: ExerciseState { state.withLock { $0.exercise } }
  /// Blue's own record.
  var blue: BlueRecord { state.withLock { $0.blue } }
  /// Everything of the timeline.
  var timeline: [TimelineEvent] { state.withLock { $0.timeline?.events ?? [] } }
  /// Everything of white's store.
  var store: [TimelineEvent] { state.withLock { $0.store.events } }
  /// How many streams are open.
  var watching: Int { state.withLock { $0.audiences.values.reduce(0) { $0 + $1.count } } }
  /// The events that a role has seen, numbered from 1.
  func seen(by role: Role) -> [StreamedEvent] { state.withLock { $0.seen[role] ?? [] } }

  /// What the role sees from the event after `last` on.
  func stream(_ role: Role, after last: Int) -> AsyncStream<StreamedEvent> {
    state.withLock { state in
      let backlog = (state.seen[role] ?? []).drop { $0.number <= last }
      return state.audiences[role, default: LiveAudience()].join(backlog: backlog) {
        [weak self] id in self?.forget(id, of: role)
      }
    }
  }

  private func forget(_ id: Int, of role: Role) {
    state.withLock { $0.audiences[role]?.forget(id) }
  }
}
