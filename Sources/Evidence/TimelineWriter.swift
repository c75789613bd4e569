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
  package init(creating path: String) throws(EvidenceError) {
    guard !FileManager.default.fileExists(atPath: path),
      FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else {
      throw EvidenceError(
        "cannot create the timeline \(path)", hint: "check that its folder exists and is new")
    }
    state = Mutex(State(handle: handle))
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
