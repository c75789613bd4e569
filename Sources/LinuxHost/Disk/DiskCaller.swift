import CFuse3
import Glibc

/// Who makes the call that this thread answers.
struct DiskCaller {
  private let context = fuse_get_context()

  /// Whether the disk was told to end; it ends only when no call waits any more.
  func isDiskEnding() -> Bool {
    guard let context, let session = fuse_get_session(context.pointee.fuse) else { return false }
    return fuse_session_exited(session) != 0
  }

  /// Whether the calling thread was killed.
  ///
  /// Effect: only then a waiting call ends early, as on a disk: a signal that does not kill must
  ///         not show as an error that no real disk gives, and Go's runtime sends itself many.
  func isKilled() -> Bool {
    guard fuse_interrupted() != 0, let context else { return false }
    let file = open("/proc/\(context.pointee.pid)/status", O_RDONLY | O_CLOEXEC)
    if file < 0 { return true }  // It is gone.
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = read(file, &buffer, buffer.count)
    let text = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    return text.split(separator: "\n").contains { line in
      guard line.hasPrefix("SigPnd:") || line.hasPrefix("ShdPnd:") else { return false }
      let mask = line.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) } ?? 0
      return mask & (1 << UInt64(SIGKILL - 1)) != 0
    }
  }
}
