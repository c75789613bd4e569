import CLinux
import Glibc
import Synchronization
import Vocabulary

/// A terminal whose outer end this process holds, as a window would; a shell has the inner one.
///
/// Limits: reads at most about a megabyte a second: whoever prints faster is held up, and no
///         recording fills a disk.
package final class PseudoTerminal: Sendable {
  /// Where the inner end is, such as `/dev/pts/3`.
  package let path: String
  private let ends: Mutex<Ends>

  private struct Ends {
    var outer: Int32
    var inner: Int32
  }

  /// A terminal of that size; its inner end belongs to the user of that number.
  package init(columns: Int, rows: Int, owner: UInt32) throws(LinuxError) {
    var inner: Int32 = -1
    var name = [CChar](repeating: 0, count: 128)
    let outer = try check(
      clinux_terminal_open(&inner, &name, Int32(name.count)), "open a terminal", on: "/dev/ptmx")
    let letters = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    path = String(decoding: letters, as: UTF8.self)
    ends = Mutex(Ends(outer: outer, inner: inner))
    // An unprivileged process owns it already, and may give it to nobody.
    if geteuid() == 0 { fchown(inner, owner, gid_t.max) }
    try resize(columns: columns, rows: rows)
  }

  deinit {
    let ends = ends.withLock { $0 }
    for end in [ends.outer, ends.inner] where end >= 0 { close(end) }
  }

  /// The inner end, for a child's standard streams; -1 once it is closed here.
  package var inner: Int32 { ends.withLock { $0.inner } }

  /// Closes this process's copy of the inner end, so that reading ends when the shell does.
  package func closeInner() {
    ends.withLock {
      if $0.inner >= 0 { close($0.inner) }
      $0.inner = -1
    }
  }

  /// The window's new size; the kernel tells the programs that are in front.
  package func resize(columns: Int, rows: Int) throws(LinuxError) {
    let result = ends.withLock {
      $0.outer < 0 ? 0 : clinux_terminal_resize($0.outer, Int32(columns), Int32(rows))
    }
    try check(result, "resize a terminal", on: path)
  }

  /// Hands over what was typed; returns how much was taken, which is less where nobody reads.
  package func write(_ bytes: ArraySlice<UInt8>) -> Int {
    ends.withLock { ends in
      guard ends.outer >= 0 else { return bytes.count }
      let count = bytes.withUnsafeBytes { Glibc.write(ends.outer, $0.baseAddress, $0.count) }
      if count < 0 { return errno == EAGAIN || errno == EINTR ? 0 : bytes.count }
      return count
    }
  }

  /// Reads on a thread of its own until no process has the inner end; then `ended` is called.
  package func read(
    _ shown: @escaping @Sendable ([UInt8]) -> Void, ended: @escaping @Sendable () -> Void
  ) throws(LinuxError) {
    let outer = ends.withLock { $0.outer }
    let thread = try OwnThread.start { [self] in
      var buffer = [UInt8](repeating: 0, count: 1 << 14)
      while true {
        var polled = pollfd(fd: outer, events: Int16(POLLIN), revents: 0)
        if poll(&polled, 1, -1) < 0 && errno == EINTR { continue }
        let count = Glibc.read(outer, &buffer, buffer.count)
        if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
        guard count > 0 else { break }
        shown(Array(buffer[..<count]))
        if count >= 1024 { ThreadPause.take(Nanoseconds(rawValue: Int64(count) * 1_000)) }
      }
      ends.withLock {
        close($0.outer)
        $0.outer = -1
      }
      ended()
    }
    pthread_detach(thread)
  }
}
