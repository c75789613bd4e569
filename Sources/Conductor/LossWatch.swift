import Histories
import Vocabulary

/// Counts acknowledged writes that a later read shows to be lost, while the exercise runs.
///
/// Shape:  a pure fold over completed operations; written values are unique, as the driver's are.
/// Limits: remembers the last 128 acknowledged writes of a key: a lower bound, enough to stop.
struct LossWatch: Sendable {
  private var writes: [String: [Write]] = [:]
  private(set) var lost = 0

  private struct Write: Sendable {
    var value: Int64
    var invoked: Nanoseconds
    var completed: Nanoseconds
    var isLost = false
  }

  /// Takes in a completed operation.
  mutating func handle(_ event: HistoryEvent) {
    guard let completion = event.completion, completion.outcome == .ok else { return }
    switch event.kind {
    case .write:
      if let value = event.argument { remember(value, event, completion.completedNs) }
    case .compareAndSet:
      if completion.matched == true, let value = event.argument {
        remember(value, event, completion.completedNs)
      } else if let found = completion.value {
        // Not every database tells what it found instead; nothing told is no absent key.
        observe(found, event)
      }
    case .read: observe(completion.value, event)
    default: break
    }
  }

  private mutating func remember(
    _ value: Int64, _ event: HistoryEvent, _ completed: Nanoseconds
  ) {
    var known = writes[event.key] ?? []
    known.append(Write(value: value, invoked: event.invokedNs, completed: completed))
    if known.count > 128 { known.removeFirst() }
    writes[event.key] = known
  }

  private mutating func observe(_ value: Int64?, _ event: HistoryEvent) {
    guard var known = writes[event.key] else { return }
    let since: Nanoseconds
    if let value {
      // A value whose write is no longer, or not yet, known proves nothing.
      guard let origin = known.first(where: { $0.value == value }) else { return }
      since = origin.completed
    } else {
      since = Nanoseconds(rawValue: .min)
    }
    for index in known.indices
    where !known[index].isLost && known[index].invoked > since
      && known[index].completed < event.invokedNs
    {
      known[index].isLost = true
      lost += 1
    }
    writes[event.key] = known
  }
}
