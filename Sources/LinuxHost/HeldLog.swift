// The members of `stat` come with libfuse's module, which includes their header first.
import CFuse3
import Glibc

/// A file of lines that several processes append to; whoever holds it is alone with it.
///
/// Shape:  the kernel releases it when its holder dies, however it dies.
/// Effect: what `append` returned from is on disk, whole.
/// Errors: bytes that the machine refused are taken back; of a holder that died while it wrote,
///         the beginning of its last line may stay.
package struct HeldLog: Sendable {
  private let descriptor: Int32
  private let path: String

  /// Opens or makes the file and blocks until nobody else holds it.
  package init(path: String) throws(LinuxError) {
    self.path = path
    descriptor = try Self.held(path)
    // A new file is on disk only with its folder.
    if try Self.status(of: descriptor, path).st_size == 0 { try Self.syncFolder(of: path) }
  }

  /// Lets the next one at it; its holder's end does the same.
  package func release() { close(descriptor) }

  /// How many bytes it has.
  package var size: Int {
    get throws(LinuxError) { Int(try Self.status(of: descriptor, path).st_size) }
  }

  /// The bytes of a range, as far as the file goes.
  package func bytes(_ range: Range<Int>) throws(LinuxError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var count = 0
    while count < bytes.count {
      let more = bytes.withUnsafeMutableBytes { buffer in
        pread(
          descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count,
          off_t(range.lowerBound + count))
      }
      if more < 0 && errno == EINTR { continue }
      if try checkLast(more, "read", on: path) == 0 { break }
      count += more
    }
    return Array(bytes.prefix(count))
  }

  /// Appends bytes; returns once they are on disk.
  package func append(_ bytes: [UInt8]) throws(LinuxError) {
    let start = try size
    do throws(LinuxError) {
      var count = 0
      while count < bytes.count {
        let more = bytes.withUnsafeBytes { buffer in
          pwrite(
            descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count,
            off_t(start + count))
        }
        if more < 0 && errno == EINTR { continue }
        count += try checkLast(more, "write", on: path)
      }
      try checkLast(fsync(descriptor), "sync", on: path)
    } catch {
      // Half a line would be taken for that of a process which died.
      _ = ftruncate(descriptor, off_t(start))
      throw error
    }
  }

  /// Cuts the file to its first bytes; returns once that is on disk.
  package func cut(to size: Int) throws(LinuxError) {
    try checkLast(ftruncate(descriptor, off_t(size)), "cut", on: path)
    try checkLast(fsync(descriptor), "sync", on: path)
  }

  /// The descriptor of the file that stands at the path once the lock is held.
  private static func held(_ path: String) throws(LinuxError) -> Int32 {
    while true {
      let descriptor = try checkLast(
        open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644), "open", on: path)
      while flock(descriptor, LOCK_EX) != 0 {
        if errno == EINTR { continue }
        let error = LinuxError.last("lock", on: path)
        close(descriptor)
        throw error
      }
      var there = stat()
      let isThere = stat(path, &there) == 0
      // A version control puts another file into its place, and the lock is then on nobody's file.
      if isThere, let own = try? status(of: descriptor, path), own.st_ino == there.st_ino,
        own.st_dev == there.st_dev
      {
        return descriptor
      }
      close(descriptor)
    }
  }

  private static func status(of descriptor: Int32, _ path: String) throws(LinuxError) -> stat {
    var status = stat()
    try checkLast(fstat(descriptor, &status), "look at", on: path)
    return status
  }

  private static func syncFolder(of path: String) throws(LinuxError) {
    let cut = path.lastIndex(of: "/")
    let folder = cut.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = try checkLast(open(folder, O_RDONLY | O_CLOEXEC), "open", on: folder)
    defer { close(descriptor) }
    try checkLast(fsync(descriptor), "sync", on: folder)
  }
}
