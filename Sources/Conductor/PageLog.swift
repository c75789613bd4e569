import Foundation
import Synchronization

/// `alerts.jsonl`: every page as it arrived, one a line, written when it came.
///
/// Errors: the first that writing met is thrown by `close`.
final class PageLog: Sendable {
  private let path: String
  private let state = Mutex(State())

  private struct State {
    var file: FileHandle?
    var failure: (any Error)?
  }

  /// A log at `path`; the file is made with its first line.
  init(path: String) { self.path = path }

  func append(_ line: String) {
    state.withLock { state in
      do {
        if state.file == nil {
          // A log that another process began goes on.
          if !FileManager.default.fileExists(atPath: path) {
            try Data().write(to: URL(fileURLWithPath: path))
          }
          state.file = FileHandle(forWritingAtPath: path)
          try state.file?.seekToEnd()
        }
        try state.file?.write(contentsOf: Data((line + "\n").utf8))
      } catch {
        state.failure = state.failure ?? error
      }
    }
  }

  /// Nothing more comes.
  func close() throws {
    try state.withLock { state in
      if let failure = state.failure { throw failure }
      try state.file?.close()
      state.file = nil
    }
  }
}
