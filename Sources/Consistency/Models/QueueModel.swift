/// A queue: first in, first out; it begins empty.
package struct QueueModel: SequentialModel {
  /// The queue before anybody put anything in.
  package var initial: [Int64] { [] }

  /// A queue.
  package init() {}

  /// The queue after a call; a dequeue of unknown answer takes the head where there is one.
  package func state(after call: ModelCall, from state: [Int64]) -> [Int64]? {
    switch (call.request, call.answer) {
    case (.enqueue(let value), .done), (.enqueue(let value), .unknown): return state + [value]
    case (.dequeue, .value(let value)):
      return state.first == value ? Array(state.dropFirst()) : nil
    case (.dequeue, .nothing): return state.isEmpty ? state : nil
    case (.dequeue, .unknown): return Array(state.dropFirst())
    default: return nil
    }
  }

  /// The order of a queue's calls can always be seen.
  package func commute(_ one: ModelCall, _ other: ModelCall) -> Bool { false }
}
