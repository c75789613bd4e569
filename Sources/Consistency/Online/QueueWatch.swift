import Histories
import Vocabulary

/// Judges queues while their history grows; as `TotalQueue`.
///
/// Shape: what nobody put in is told at once, what never came out at the end.
struct QueueWatch: ModelWatch {
  private var queues: [String: [Int64: Passage]] = [:]
  /// Drains that may have taken anything: open ones, and those of no known outcome.
  private var unsureDrains: [OperationNumber: String] = [:]
  private(set) var state = WatchState(model: .queue)

  private struct Passage: Sendable {
    var attempts = 0
    var acknowledged = 0
    var taken = 0
    var last: HistoryEvent?
  }

  mutating func handle(_ event: HistoryEvent, at place: UInt64) -> [Anomaly] {
    defer { state.remembered = queues.values.reduce(0) { $0 + $1.count } }
    if event.kind == .enqueue, let value = event.argument {
      var passage = queues[event.key, default: [:]][value] ?? Passage()
      if event.completion == nil { passage.attempts += 1 }
      if event.isAnswer {
        passage.acknowledged += 1
        passage.last = event
      }
      queues[event.key, default: [:]][value] = passage
      return []
    }
    if event.kind == .drain {
      let isUnsure = event.completion == nil || event.completion?.outcome == .info
      unsureDrains[event.operation] = isUnsure ? event.key : nil
    }
    guard event.kind == .dequeue || event.kind == .drain, event.isAnswer else { return [] }
    let completion = event.completion
    let values = completion?.value.map { [$0] } ?? completion?.list?.elements ?? []
    return values.compactMap { take($0, event) }
  }

  private mutating func take(_ value: Int64, _ event: HistoryEvent) -> Anomaly? {
    guard queues[event.key]?[value] != nil else {
      return event.anomaly(
        "read of a value nobody wrote", "\(value) was taken, and nobody had put it in",
        label: "\(event.kind.word) → \(value)")
    }
    queues[event.key]?[value]?.taken += 1
    return nil
  }

  mutating func finish() -> [Anomaly] {
    var anomalies: [Anomaly] = []
    if queues.isEmpty { state.unsure = ["nothing was put in"] }
    for (key, passages) in queues.sorted(by: { $0.key < $1.key }) {
      for (value, passage) in passages.sorted(by: { $0.key < $1.key })
      where passage.acknowledged > passage.taken {
        if unsureDrains.values.contains(key) {
          state.unsure = ["\(value) did not come out, but a drain has no known outcome"]
        } else if let last = passage.last {
          anomalies.append(
            last.anomaly(
              "lost value", "\(value) was acknowledged, and nobody got it",
              label: "enqueue \(value)"))
        }
      }
    }
    return anomalies
  }
}
