import Foundation

/// Whole lines at the end of a file, of which none is lost while its writer lives.
///
/// Shape:  a line that cannot be written waits, and is written before whatever comes after it.
/// Effect: what a full disk took of a line is cut off again: no half line stands in a chain.
struct AppendedLines {
  typealias Write = @Sendable (FileHandle, Data) throws -> Void

  private let handle: FileHandle
  private let write: Write
  private var end: UInt64
  private var waiting = Data()
  /// Why lines wait; nil where none does.
  private(set) var failure: String?

  /// Lines after those that are there; a test may write in another way.
  init(_ handle: FileHandle, write: @escaping Write = { try $0.write(contentsOf: $1) }) {
    self.handle = handle
    self.write = write
    end = (try? handle.seekToEnd()) ?? 0
  }

  mutating func append(_ line: String) {
    waiting += Data((line + "\n").utf8)
    flush()
  }

  /// Tries once more to write what waits.
  mutating func flush() {
    guard !waiting.isEmpty else { return }
    do {
      try write(handle, waiting)
      end += UInt64(waiting.count)
      waiting = Data()
      failure = nil
    } catch {
      failure = "\(error)"
      // Where even this fails, the same bytes are written over it.
      try? handle.truncate(atOffset: end)
      try? handle.seek(toOffset: end)
    }
  }

  /// Waits until all that was written is on the disk.
  func synchronize() throws { try handle.synchronize() }

  func close() { try? handle.close() }
}
