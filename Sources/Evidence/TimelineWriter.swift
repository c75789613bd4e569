import Foundation
import Synchronization
package import Vocabulary

/// Appends events to a hash-chained timeline; safe to call from anywhere.
///
/// Errors: an event that cannot be written waits and is written with the next one; `flush` and
///         `close` tell of those that still wait. No event is lost silently.
package final class TimelineWriter: Sendable {
  private let state: Mutex<State>

  private struct State {
    var lines: AppendedLines
    var sequence = 0
    var previous = TimelineLine.origin
    var events: [TimelineEvent] = []
    /// An event that cannot be put into words; nothing can be done about it later.
    var failure: String?
  }

  /// Creates the file; a file that is there is refused, for evidence is never overwritten.
  ///
  /// `first` is the number of the first line: 0 in a timeline, 1 in the record of a role.
  package convenience init(creating path: String, first: Int = 0) throws(EvidenceError) {
    try self.init(creating: path, first: first) { try $0.write(contentsOf: $1) }
  }

  /// The same; a test may write in another way.
  init(
    creating path: String, first: Int = 0, write: @escaping AppendedLines.Write
  ) throws(EvidenceError) {
    guard !FileManager.default.fileExists(atPath: path),
      FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else {
      throw EvidenceError(
        "cannot create the timeline \(path)", hint: "check that its folder exists and is new")
    }
    state = Mutex(State(lines: AppendedLines(handle, write: write), sequence: first))
  }

  /// Goes on with a file that another process began; its chain goes on.
  ///
  /// Effect: a torn last line is cut off, for it was never known to anybody.
  /// Errors: a chain that is broken before its last line; nothing is appended to a forgery.
  package init(continuing path: String, first: Int = 0) throws(EvidenceError) {
    let whole = try Self.cutTornTail(of: path)
    let reader = try TimelineReader(reading: path, first: first)
    if let defect = reader.defect {
      throw EvidenceError(
        "\(path) cannot go on: \(defect)", hint: "see cygnet evidence verify")
    }
    guard let handle = FileHandle(forWritingAtPath: path) else {
      throw EvidenceError("cannot write \(path)", hint: "check its permissions")
    }
    var state = State(lines: AppendedLines(handle))
    state.events = reader.events
    state.sequence = first + reader.events.count
    if let last = whole.split(separator: UInt8(ascii: "\n")).last {
      state.previous = Digest.sha256(Data(last))
    }
    self.state = Mutex(state)
  }

  /// Gives what is left of the file.
  private static func cutTornTail(of path: String) throws(EvidenceError) -> Data {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw EvidenceError(
        "cannot read the timeline \(path)", hint: "give the folder of a run; see evidence list")
    }
    let whole = data[..<(data.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)]
    guard whole.count < data.count else { return data }
    do {
      let handle = FileHandle(forWritingAtPath: path)
      try handle?.truncate(atOffset: UInt64(whole.count))
      try handle?.close()
    } catch {
      throw EvidenceError("cannot cut the torn end of \(path): \(error)", hint: "check the disk")
    }
    return whole
  }

  /// Appends an event; its sequence number and its link to the line before are set here.
  @discardableResult
  package func append(
    _ lane: TimelineEvent.Lane, _ kind: TimelineEvent.Kind, at time: Nanoseconds,
    step: StepName? = nil, host: HostName? = nil, _ fields: [String: JSONValue] = [:]
  ) -> TimelineEvent {
    state.withLock { state in
      let event = TimelineEvent(
        sequence: state.sequence, timeNs: time, lane: lane, kind: kind, step: step, host: host,
        fields: fields)
      do {
        let line = try CanonicalJSON.line(TimelineLine(prev: state.previous, event: event))
        state.lines.append(line)
        state.previous = Digest.sha256(line)
        state.sequence += 1
        state.events.append(event)
      } catch {
        // It leaves no gap: the chain goes on with the next one.
        state.failure = state.failure ?? "event \(state.sequence): \(error)"
      }
      return event
    }
  }

  /// All events so far.
  package var events: [TimelineEvent] { state.withLock { $0.events } }

  /// Writes what waits, and returns once all of it is on the disk.
  ///
  /// Errors: events that still wait; they are kept, and it may be tried again.
  package func flush() throws(EvidenceError) {
    let failure: String? = state.withLock { state in
      state.lines.flush()
      do { try state.lines.synchronize() } catch { return "\(error)" }
      return state.failure ?? state.lines.failure
    }
    if let failure {
      throw EvidenceError(
        "events wait to be written: \(failure)", hint: "free space, and try again")
    }
  }

  /// Closes the file, and tells of events that could not be written.
  package func close() throws(EvidenceError) {
    let failure: String? = state.withLock { state in
      state.lines.flush()
      try? state.lines.synchronize()
      state.lines.close()
      return state.failure ?? state.lines.failure
    }
    if let failure {
      throw EvidenceError(
        "the timeline is incomplete: \(failure)", hint: "check for free space; repeat the exercise")
    }
  }
}
