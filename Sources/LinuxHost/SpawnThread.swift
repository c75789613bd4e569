import CLinux
import Dispatch
import Glibc
import Synchronization

/// The one thread that forks: a death signal is tied to the forking thread, so it must never end.
final class SpawnThread: Sendable {
  static let shared = SpawnThread()

  private let jobs = Mutex<[@Sendable () -> Void]>([])
  private let available = DispatchSemaphore(value: 0)

  private init() {
    let thread = try? OwnThread.start { [self] in
      // One that was first used by a raised thread would start raised databases.
      ThreadPriority.lower()
      Self.returnHome()
      while true {
        available.wait()
        let job = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        job?()
      }
    }
    guard let thread else { preconditionFailure("the process may not start even one thread") }
    pthread_detach(thread)
  }

  /// A thread made by one inside a host's namespace is born there; children would be too.
  private static func returnHome() {
    let pidfd = clinux_pidfd_open(getpid())
    if pidfd >= 0 {
      _ = clinux_enter_network_of(pidfd)
      close(pidfd)
    }
  }

  /// Runs the body on the forking thread and waits for it.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable () throws(LinuxError) -> Value
  ) throws(LinuxError) -> Value {
    let done = DispatchSemaphore(value: 0)
    let box = Box<Value>()
    jobs.withLock { queue in
      queue.append {
        let outcome = Result { () throws(LinuxError) -> Value in try body() }
        box.result.withLock { $0 = outcome }
        done.signal()
      }
    }
    available.signal()
    done.wait()
    guard let outcome = box.result.withLock({ $0 }) else {
      preconditionFailure("a finished job has left its result")
    }
    return try outcome.get()
  }

  private final class Box<Value: Sendable>: Sendable {
    let result = Mutex<Result<Value, LinuxError>?>(nil)
  }
}
