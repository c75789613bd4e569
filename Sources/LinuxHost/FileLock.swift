import Glibc

/// A lock on a file that the kernel releases when its holder dies, however it dies.
///
/// Shape: to wait for the lock is to wait for the holder's end, without a process number.
package struct FileLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock if it is free; nil where another process holds it.
  package static func take(_ path: String) throws(LinuxError) -> FileLock? {
    let descriptor = try opened(path)
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return FileLock(descriptor: descriptor) }
    close(descriptor)
    return nil
  }

  /// Whether some process holds the lock at this moment.
  package static func isTaken(_ path: String) throws(LinuxError) -> Bool {
    guard let lock = try take(path) else { return true }
    lock.release()
    return false
  }

  /// Blocks until nobody holds the lock.
  package static func waitUntilFree(_ path: String) throws(LinuxError) {
    let descriptor = try opened(path)
    while flock(descriptor, LOCK_EX) != 0 && errno == EINTR { continue }
    close(descriptor)
  }

  /// Gives the lock back; its holder's end does the same.
  ///
  /// Shape: given back before it is closed, for a process that is being started at this moment has
  ///        the descriptor, too, until it is another program.
  package func release() {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  private static func opened(_ path: String) throws(LinuxError) -> Int32 {
    try checkLast(open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600), "open the lock", on: path)
  }
}
