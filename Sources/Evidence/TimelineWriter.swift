import Foundation
import Synchronization
package import Vocabulary

/// Appends events to a hash-chained timeline; safe to call from anywhere.
///
/// Errors: the first failed write is kept and thrown by `close`; no event is lost silently.
package final class TimelineWriter: Sendable {
  private let state: Mutex<State>

  private struct State {
    var handle: FileHandle
    var sequence = 0
    var previous = TimelineLine.origin
    var events: [TimelineEvent] = []
    var failure: String?
  }

  /// Creates the file; a file that is there is refused, for evidence is never overwritten.
  ///
  /// `first` is the number of the first line: 0 in a timeline, 1 in the record of a role.
  package init(creating path: String, first: Int = 0) throws(EvidenceError) {
    guard !FileManager.default.fileExists(atPath: path),
      FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else {
      throw EvidenceError(
        "cannot create the timeline \(path)", hint: "check that its folder exists and is new")
    }
    state = Mutex(State(handle: handle, sequence: first))
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
    _ = try? handle.seekToEnd()
    var state = State(handle: handle)
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
        try state.handle.write(contentsOf: Data((line + "\n").utf8))
        state.previous = Digest.sha256(line)
      } catch {
        state.failure = state.failure ?? "event \(state.sequence): \(error)"
      }
      state.sequence += 1
      state.events.append(event)
      return event
    }
  }

  /// All events so far.
  package var events: [TimelineEvent] { state.withLock { $0.events } }

  /// Closes the file, and tells of the first event that could not be written.
  package func close() throws(EvidenceError) {
    let failure: String? = state.withLock { state in
      try? state.handle.synchronize()
      try? state.handle.close()
      return state.failure
    }
    if let failure {
      throw EvidenceError(
        "the timeline is incomplete: \(failure)", hint: "check for free space; repeat the exercise")
    }
  }
}
