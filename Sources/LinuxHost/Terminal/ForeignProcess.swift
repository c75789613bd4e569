import CLinux
import Foundation
import Glibc

/// A process that somebody else started, held so that its number cannot become another's.
package final class ForeignProcess: Sendable {
  /// Its number here.
  package let pid: Int32
  private let pidfd: Int32

  /// The process that calls itself `inner`, among those below `root`; nil where there is none.
  ///
  /// Shape: a process has a number in each namespace that holds it, the innermost one last.
  package static func find(_ inner: Int32, below root: Int32) -> ForeignProcess? {
    let below = ProcessTree.read().descendants(of: [root])
    guard let entry = below.first(where: { numbers(of: $0.pid).last == inner }) else { return nil }
    return ForeignProcess(pid: entry.pid)
  }

  /// The number here of a process that those of a sandbox call `inner`; nil where there is none.
  ///
  /// `first` is process 1 of the sandbox: it tells how deep its namespace lies.
  package static func pid(of inner: Int32, inSandboxOf first: Int32) -> Int32? {
    let own = numbers(of: first)
    let depth = own.count
    if inner == own.last { return first }
    return ProcessTree.read().descendants(of: [first]).first {
      let numbers = numbers(of: $0.pid)
      return depth > 0 && numbers.count >= depth && numbers[depth - 1] == inner
    }?.pid
  }

  init?(pid: Int32) {
    let descriptor = clinux_pidfd_open(pid)
    guard descriptor >= 0 else { return nil }
    self.pid = pid
    pidfd = descriptor
  }

  deinit { close(pidfd) }

  /// Whether it has not ended.
  package var isAlive: Bool {
    var polled = pollfd(fd: pidfd, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, 0) == 0
  }

  /// A copy of one of its descriptors, which the caller closes; nothing can be done with it that
  /// the process could not do.
  package func borrow(_ descriptor: Int32) throws(LinuxError) -> Int32 {
    try check(
      clinux_borrow_descriptor(pidfd, descriptor), "borrow descriptor \(descriptor)",
      on: "process \(pid)")
  }

  /// Writes to a pipe that it has as that descriptor; never waits for a reader.
  package func tell(_ text: String, on descriptor: Int32) throws(LinuxError) {
    let borrowed = try borrow(descriptor)
    defer { close(borrowed) }
    var kind = stat()
    guard fstat(borrowed, &kind) == 0, kind.st_mode & S_IFMT == S_IFIFO else {
      throw LinuxError("answer", on: "process \(pid)", detail: "descriptor is no pipe")
    }
    _ = fcntl(borrowed, F_SETFL, fcntl(borrowed, F_GETFL) | O_NONBLOCK)
    // A process that has closed its end must not end us by SIGPIPE.
    signal(SIGPIPE, SIG_IGN)
    let bytes = Array(text.utf8)
    try checkLast(Glibc.write(borrowed, bytes, bytes.count), "answer", on: "process \(pid)")
  }

  /// A process's numbers, from the namespace of this one inwards.
  static func numbers(of pid: Int32) -> [Int32] {
    guard let data = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
      let line = data.split(separator: "\n").first(where: { $0.hasPrefix("NSpid:") })
    else { return [] }
    return line.dropFirst(6).split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
  }
}

/// Copies of a process's standard streams.
package struct BorrowedStreams: Sendable {
  /// Input, output and error.
  package let descriptors: (Int32, Int32, Int32)

  /// Borrows all three or none.
  package init(_ process: ForeignProcess) throws(LinuxError) {
    var borrowed: [Int32] = []
    do throws(LinuxError) {
      for descriptor in [0, 1, 2] as [Int32] { borrowed.append(try process.borrow(descriptor)) }
    } catch {
      for descriptor in borrowed { Glibc.close(descriptor) }
      throw error
    }
    descriptors = (borrowed[0], borrowed[1], borrowed[2])
  }

  /// Closes the copies.
  package func close() {
    for descriptor in [descriptors.0, descriptors.1, descriptors.2] { Glibc.close(descriptor) }
  }
}
