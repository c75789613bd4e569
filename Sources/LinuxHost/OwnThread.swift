import Glibc
import Synchronization

/// A thread of its own for work that blocks or changes its namespace, and that ends with the work.
///
/// Limits: about 0.05 ms each; never a pool thread, for namespaces stick to threads.
package enum OwnThread {
  /// Runs the body on a fresh thread and waits for it; the calling thread is blocked meanwhile.
  package static func run<Value: Sendable>(
    _ body: @escaping @Sendable () throws(LinuxError) -> Value
  ) throws(LinuxError) -> Value {
    let result = Mutex<Result<Value, LinuxError>?>(nil)
    let shared = Shared(result)
    let thread = try start {
      let outcome = Result { () throws(LinuxError) -> Value in try body() }
      shared.result.withLock { $0 = outcome }
    }
    pthread_join(thread, nil)
    guard let outcome = shared.result.withLock({ $0 }) else {
      preconditionFailure("a joined thread has left its result")
    }
    return try outcome.get()
  }

  /// Runs the body on a fresh thread without blocking Swift's pool.
  package static func asynchronously<Value: Sendable>(
    _ body: @escaping @Sendable () throws(LinuxError) -> Value
  ) async throws(LinuxError) -> Value {
    let outcome: Result<Value, LinuxError> = await withCheckedContinuation { continuation in
      do throws(LinuxError) {
        let thread = try start {
          continuation.resume(
            returning: Result { () throws(LinuxError) -> Value in try body() })
        }
        pthread_detach(thread)
      } catch {
        continuation.resume(returning: .failure(error))
      }
    }
    return try outcome.get()
  }

  /// Starts a thread that somebody joins or detaches.
  static func start(_ body: @escaping @Sendable () -> Void) throws(LinuxError) -> pthread_t {
    var thread = pthread_t()
    let job = Unmanaged.passRetained(Job(body))
    let error = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<Job>.fromOpaque(pointer).takeRetainedValue().body()
        return nil
      }, job.toOpaque())
    if error != 0 {
      job.release()
      throw LinuxError("start a thread", on: "this process", code: error)
    }
    return thread
  }

  private final class Job: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private final class Shared<Value: Sendable>: Sendable {
    let result: Mutex<Result<Value, LinuxError>?>
    init(_ result: consuming Mutex<Result<Value, LinuxError>?>) { self.result = result }
  }
}
