import Exercises
import Foundation
import Synchronization
import Vocabulary

/// What a terminal has shown: kept for those who come later, handed on to those who look.
///
/// Limits: the last megabyte is kept here, all of it in the recording; a viewer that does not read
///         is let go and may come again, and holds up nobody.
final class TerminalOutput: Sendable {
  private let state: Mutex<State>
  private static let most = 1 << 20

  private struct State {
    var kept: [UInt8] = []
    var viewers: [Int: AsyncStream<[UInt8]>.Continuation] = [:]
    var next = 0
    var isOver = false
    var recording: TerminalRecording
  }

  init(_ recording: sending TerminalRecording) { state = Mutex(State(recording: recording)) }

  /// Takes what the terminal showed.
  func show(_ bytes: [UInt8]) {
    state.withLock { state in
      guard !state.isOver else { return }
      state.recording.show(bytes)
      state.kept += bytes
      if state.kept.count > Self.most + Self.most / 4 {
        state.kept.removeFirst(state.kept.count - Self.most)
      }
      for (number, viewer) in state.viewers {
        guard case .enqueued = viewer.yield(bytes) else {
          viewer.finish()
          state.viewers[number] = nil
          continue
        }
      }
    }
  }

  /// Notes a change of size, or that a host was entered or left.
  func resized(columns: Int, rows: Int) {
    state.withLock { $0.recording.resize(columns: columns, rows: rows) }
  }

  /// Notes a remark for those who look at the recording.
  func remark(_ text: String) { state.withLock { $0.recording.remark(text) } }

  /// All that is kept, then what comes.
  func follow() -> AsyncStream<[UInt8]> {
    let (stream, viewer) = AsyncStream.makeStream(
      of: [UInt8].self, bufferingPolicy: .bufferingOldest(1024))
    let number: Int? = state.withLock { state in
      if !state.kept.isEmpty { viewer.yield(state.kept) }
      guard !state.isOver else {
        viewer.finish()
        return nil
      }
      state.next += 1
      state.viewers[state.next] = viewer
      return state.next
    }
    if let number {
      viewer.onTermination = { [weak self] _ in
        self?.forget(number)
      }
    }
    return stream
  }

  private func forget(_ number: Int) { state.withLock { $0.viewers[number] = nil } }

  /// The shell has ended: nothing more comes.
  func finish() {
    let viewers = state.withLock { state in
      guard !state.isOver else { return [AsyncStream<[UInt8]>.Continuation]() }
      state.isOver = true
      state.recording.close()
      defer { state.viewers = [:] }
      return Array(state.viewers.values)
    }
    for viewer in viewers { viewer.finish() }
  }
}
