import Evidence
import Exercises
import LinuxHost
import Synchronization
import Vocabulary

/// The records of one exercise with people: the timeline, white's store, blue's own record.
///
/// Shape: every event enters here, once; what blue may see of it goes into blue's record at the
///        same moment, under blue's own number. Red's and blue's records are separate files.
/// Errors: a write that failed waits for its file to take it, `flush` and `close` tell of it; no
///         event is lost silently.
/// Limits: one process at a time; another one that opens the exercise is refused.
final class LiveRecord: TimelineSink {
  private let folder: RunFolder
  private let state: Mutex<State>
  private let lock: Mutex<FileLock?>

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
    lock = Mutex(nil)
    state = Mutex(
      State(
        exercise: ExerciseState(design: design),
        store: try TimelineWriter(creating: folder.exercise),
        blueFile: try TimelineWriter(creating: folder.blue, first: 1)))
  }

  /// The records of an exercise that another process began; they go on where it left them.
  ///
  /// Effect: what blue was to see and a crash kept from blue's record is appended to it.
  /// Errors: records that are broken, or that another process has open.
  init(continuing folder: RunFolder) throws(EvidenceError) {
    self.folder = folder
    let lock = try Self.lock(of: folder)
    do throws(EvidenceError) {
      state = Mutex(try Self.state(of: folder))
    } catch {
      lock.release()
      throw error
    }
    self.lock = Mutex(lock)
  }

  deinit { unlock() }

  private static func lock(of folder: RunFolder) throws(EvidenceError) -> FileLock {
    let lock: FileLock?
    do { lock = try FileLock.take(folder.exercise) } catch {
      throw EvidenceError("\(error)", hint: "check the permissions of \(folder.path)")
    }
    guard let lock else {
      throw EvidenceError(
        "another process has \(folder.path) open", hint: "end the console that conducts it first")
    }
    return lock
  }

  private func unlock() {
    lock.withLock { lock in
      lock?.release()
      lock = nil
    }
  }

  private static func state(of folder: RunFolder) throws(EvidenceError) -> State {
    let store = try TimelineWriter(continuing: folder.exercise)
    let blueFile = try TimelineWriter(continuing: folder.blue, first: 1)
    let timeline = try timeline(of: folder)
    let designed = store.events.first { $0.kind == .exerciseDesigned }
    guard let design = designed.flatMap({ ExerciseDesign($0.fields) }) else {
      throw EvidenceError("\(folder.exercise) holds no design", hint: "make a new exercise")
    }
    var state = State(
      exercise: ExerciseState(design: design), store: store, blueFile: blueFile,
      timeline: timeline)
    let events = RecordOrder.whole(store: store.events, timeline: timeline?.events ?? [])
    for event in events { state.exercise.apply(event) }
    // Sealed records stay as they are: what is missing there was taken away after the seal.
    if !LiveSeal(folder).isFinal(in: state.exercise.phase) {
      for event in BlueRecord.missing(of: events, in: blueFile.events) {
        blueFile.append(
          event.lane, event.kind, at: event.timeNs, step: event.step, host: event.host,
          event.fields)
      }
    }
    state.remember(blueFile.events, events)
    return state
  }

  /// The timeline that another process began; a file without a line is none yet, and removed, for
  /// the clock may still be started.
  private static func timeline(of folder: RunFolder) throws(EvidenceError) -> TimelineWriter? {
    guard LiveFiles.exists(folder.timeline) else { return nil }
    let timeline = try TimelineWriter(continuing: folder.timeline)
    guard timeline.events.isEmpty, !LiveFiles.exists(folder.seal) else { return timeline }
    try timeline.close()
    try LiveFiles.remove(folder.timeline)
    return nil
  }

  /// Opens the timeline: from here on events of the exercise clock go there.
  func startTimeline() throws(EvidenceError) {
    guard state.withLock({ $0.timeline == nil }) else { return }
    let timeline = try TimelineWriter(creating: folder.timeline)
    state.withLock { $0.timeline = timeline }
  }

  /// Writes what a full disk kept waiting.
  func flush() throws(EvidenceError) {
    for file in files { try file.flush() }
  }

  /// Closes every file and ends every stream.
  func close() throws(EvidenceError) {
    let viewers = state.withLock { state in
      Role.allCases.flatMap { state.audiences[$0, default: LiveAudience()].end() }
    }
    for viewer in viewers { viewer.finish() }
    defer { unlock() }
    for file in files { try file.close() }
  }

  private var files: [TimelineWriter] {
    state.withLock { [$0.store, $0.blueFile] + ($0.timeline.map { [$0] } ?? []) }
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
