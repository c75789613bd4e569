import Exercises
import Vocabulary

/// Whoever watches one role's record as it grows.
///
/// Shape: a viewer has a buffer of its own; one that does not keep up is cut off and may come back
///        with the last number it saw, for the record is whole. Nobody waits for a viewer.
struct LiveAudience: Sendable {
  private var viewers: [Int: AsyncStream<StreamedEvent>.Continuation] = [:]
  private var next = 0
  private var isOver = false

  /// What a viewer may be behind.
  static let patience = 1_024

  /// How many watch.
  var count: Int { viewers.count }

  /// A stream that begins with `backlog` and goes on with what comes; `leave` is called at its end.
  mutating func join(
    backlog: some Collection<StreamedEvent>, leave: @escaping @Sendable (Int) -> Void
  ) -> AsyncStream<StreamedEvent> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: StreamedEvent.self, bufferingPolicy: .bufferingOldest(Self.patience + backlog.count))
    for event in backlog { continuation.yield(event) }
    guard !isOver else {
      continuation.finish()
      return stream
    }
    let id = next
    next += 1
    viewers[id] = continuation
    continuation.onTermination = { _ in leave(id) }
    return stream
  }

  /// Hands an event to everyone; gives those that were cut off, to be ended outside any lock.
  mutating func tell(_ event: StreamedEvent) -> [AsyncStream<StreamedEvent>.Continuation] {
    var slow: [AsyncStream<StreamedEvent>.Continuation] = []
    for (id, viewer) in viewers {
      guard case .dropped = viewer.yield(event) else { continue }
      viewers[id] = nil
      slow.append(viewer)
    }
    return slow
  }

  /// Somebody left.
  mutating func forget(_ id: Int) { viewers[id] = nil }

  /// Nothing more comes; gives everyone, to be ended outside any lock.
  mutating func end() -> [AsyncStream<StreamedEvent>.Continuation] {
    isOver = true
    defer { viewers = [:] }
    return Array(viewers.values)
  }
}
