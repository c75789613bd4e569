import Dispatch
import Vocabulary

/// Something that one thread ends and another waits for, though not for ever.
final class Completion: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  func signal() { semaphore.signal() }

  /// Whether it has ended within the limit; asking again is allowed.
  @discardableResult
  func wait(for limit: Nanoseconds) -> Bool {
    guard semaphore.wait(timeout: .now() + .nanoseconds(Int(limit.rawValue))) == .success else {
      return false
    }
    semaphore.signal()
    return true
  }
}
