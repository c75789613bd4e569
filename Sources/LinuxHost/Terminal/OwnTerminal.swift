import CLinux
import Glibc
import Synchronization

/// The terminal that this process was started in.
package enum OwnTerminal {
  private static let hasNewSize = Atomic<Bool>(false)

  /// Whether input and output are a terminal.
  package static var isThere: Bool { isatty(0) == 1 && isatty(1) == 1 }

  /// How large it is; nil where there is none.
  package static var size: (columns: Int, rows: Int)? {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard clinux_terminal_size(1, &columns, &rows) == 0, columns > 0, rows > 0 else { return nil }
    return (Int(columns), Int(rows))
  }

  /// Hands every key to this process as it is, Ctrl-C among them; `restore` takes it back.
  package static func makeRaw() throws(LinuxError) {
    try check(clinux_terminal_raw(0), "make the terminal raw", on: "standard input")
    hasNewSize.store(true, ordering: .relaxed)
    signal(SIGWINCH) { _ in OwnTerminal.hasNewSize.store(true, ordering: .relaxed) }
  }

  /// As it was before `makeRaw`.
  package static func restore() { _ = clinux_terminal_cooked(0) }

  /// The size, once after each change.
  package static func newSize() -> (columns: Int, rows: Int)? {
    hasNewSize.exchange(false, ordering: .relaxed) ? size : nil
  }

  /// What was typed, at most one buffer; empty at the end of the input, nil when the time is up.
  package static func read(within milliseconds: Int32) -> [UInt8]? {
    var polled = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    guard poll(&polled, 1, milliseconds) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(0, &buffer, buffer.count)
    if count < 0 && errno == EINTR { return nil }
    return Array(buffer.prefix(max(0, count)))
  }
}
