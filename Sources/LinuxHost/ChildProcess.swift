import CLinux
import Dispatch
import Glibc
import Synchronization
package import Vocabulary

/// A process that this one started and waits for.
///
/// Limits: a thread of its own waits for it, so no other code may; later signals do nothing.
package final class ChildProcess: Sendable {
  /// Its number, as seen from this process.
  package let pid: Int32
  /// What was started, for messages.
  package let command: String
  /// Our end of its standard input, where that is a pipe; the caller closes it.
  package let input: Int32?
  /// Our end of its standard output, where that is a pipe; the caller closes it.
  package let output: Int32?
  /// Our end of its standard error, where that is a pipe; the caller closes it.
  package let error: Int32?

  /// How a process ended.
  package enum ExitStatus: Sendable, Equatable, CustomStringConvertible {
    /// By itself, with a code.
    case exited(Int32)
    /// By a signal.
    case signalled(Int32)

    /// Whether it ended by itself with code 0.
    package var isSuccess: Bool { self == .exited(0) }
    /// As people say it.
    package var description: String {
      switch self {
      case .exited(let code): "exit code \(code)"
      case .signalled(let number): "signal \(number)"
      }
    }
  }

  private struct State: Sendable {
    var status: ExitStatus?
    var waiters: [@Sendable (ExitStatus) -> Void] = []
  }
  private let state = Mutex(State())

  init(pid: pid_t, command: String, input: Int32?, output: Int32?, error: Int32?) {
    self.pid = pid
    self.command = command
    self.input = input
    self.output = output
    self.error = error
  }

  /// How it ended; nil while it runs.
  package var exitStatus: ExitStatus? { state.withLock { $0.status } }

  /// Suspends until it has ended, without blocking a thread of Swift's pool.
  package func wait() async -> ExitStatus {
    await withCheckedContinuation { continuation in
      whenEnded { continuation.resume(returning: $0) }
    }
  }

  /// Blocks the calling thread until it has ended or the time is up.
  package func waitBlocking(for limit: Nanoseconds) -> ExitStatus? {
    let ended = DispatchSemaphore(value: 0)
    whenEnded { _ in ended.signal() }
    _ = ended.wait(timeout: .now() + .nanoseconds(Int(limit.rawValue)))
    return exitStatus
  }

  /// Sends a signal, to its whole group if wanted; nothing to do where it has ended.
  package func signal(_ number: Int32, group: Bool = false) throws(LinuxError) {
    let result: Int32 = state.withLock { state in
      guard state.status == nil else { return 0 }
      return kill(group ? -pid : pid, number) < 0 ? errno : 0
    }
    if result != 0 && result != ESRCH {
      throw LinuxError("send signal \(number)", on: "\(command), process \(pid)", code: result)
    }
  }

  /// SIGTERM, and SIGKILL when the grace is over; suspends until it has ended.
  @discardableResult
  package func terminate(grace: Nanoseconds) async throws(LinuxError) -> ExitStatus {
    try await OwnThread.asynchronously { [self] () throws(LinuxError) -> ExitStatus in
      try terminateBlocking(grace: grace)
    }
  }

  /// The same, blocking the calling thread.
  @discardableResult
  package func terminateBlocking(grace: Nanoseconds) throws(LinuxError) -> ExitStatus {
    try signal(SIGTERM)
    try signal(SIGCONT)  // A stopped process keeps SIGTERM until it goes on.
    if let status = waitBlocking(for: grace) { return status }
    try signal(SIGKILL)
    while true {
      if let status = waitBlocking(for: .seconds(1)) { return status }
    }
  }

  private func whenEnded(_ action: @escaping @Sendable (ExitStatus) -> Void) {
    let status = state.withLock { state -> ExitStatus? in
      if state.status == nil { state.waiters.append(action) }
      return state.status
    }
    if let status { action(status) }
  }

  /// The waiting thread's body: sees the end first, and reaps while no signal can be under way.
  func watch() {
    // A tracer's stops would be reported to the calls below, for the tracer is this process too; a
    // descriptor of the process tells of nothing but its end.
    let pidfd = clinux_pidfd_open(pid)
    if pidfd >= 0 {
      var polled = pollfd(fd: pidfd, events: Int16(POLLIN), revents: 0)
      while poll(&polled, 1, -1) < 0 && errno == EINTR { continue }
      close(pidfd)
    }
    var info = siginfo_t()
    while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) < 0 && errno == EINTR { continue }
    let (status, waiters) = state.withLock { state in
      var raw: Int32 = 0
      while waitpid(pid, &raw, 0) < 0 && errno == EINTR { continue }
      let low = raw & 0x7f
      let status: ExitStatus = low == 0 ? .exited((raw >> 8) & 0xff) : .signalled(low)
      state.status = status
      defer { state.waiters = [] }
      return (status, state.waiters)
    }
    for waiter in waiters { waiter(status) }
  }
}
