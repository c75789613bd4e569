import Foundation
import Glibc
import LinuxHost
import Synchronization
import Vocabulary

/// The pipe `ask` of a jail, read on a thread of its own until it is closed.
final class JailEar: Sendable {
  private let descriptor: Int32
  /// The pipe is open to the jail, so its goodbye counts only after it was said on this side.
  private let isClosing = Atomic<Bool>(false)
  private static let goodbye = "\u{1E}\u{1D}\u{1E}"
  /// A record longer than this is none of our tools': they write at most a pipe's atomic piece.
  private static let most = 8192

  /// Makes the pipe at the path, which a jail's programs may write to and nobody may read.
  init(
    making path: String, heard: @escaping @Sendable (JailWord, Nanoseconds) -> Void
  ) throws(RangeError) {
    unlink(path)
    // The mask of the process must not take the right to write away from the jail's user.
    guard mkfifo(path, 0o622) == 0, chmod(path, 0o622) == 0 else { throw Self.failure(path) }
    // Both ways, so that there is always a reader and a writer: nobody waits, and nothing ends.
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(path) }
    Thread.detachNewThread { [self] in read(heard) }
  }

  /// Ends the reading; the thread closes the pipe.
  func close() {
    guard !isClosing.exchange(true, ordering: .acquiringAndReleasing) else { return }
    _ = Glibc.write(descriptor, Self.goodbye, Self.goodbye.utf8.count)
  }

  private func read(_ heard: (JailWord, Nanoseconds) -> Void) {
    var pending: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    defer { Glibc.close(descriptor) }
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      let now = MonotonicClock.now()
      pending.append(contentsOf: buffer[..<count])
      while let end = pending.firstIndex(of: JailWord.recordEnd) {
        let record = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeSubrange(...end)
        if record == "\u{1D}" && isClosing.load(ordering: .acquiring) { return }
        if let word = JailWord(record) { heard(word, now) }
      }
      if pending.count > Self.most { pending = [] }
    }
  }

  private static func failure(_ path: String) -> RangeError {
    RangeError(
      "cannot make the pipe \(path): \(String(cString: strerror(errno)))",
      hint: "check the free space of TMPDIR")
  }
}
