package import Vocabulary

/// What a history holds.
///
/// Shape: as `history stats --json` prints it.
package struct HistoryFigures: Sendable, Equatable, Codable {
  /// What it seems to be about; nil where that is not told.
  package var model: String?
  /// Invocations, or transactions.
  package var operations: Int
  /// Those that happened.
  package var ok = 0
  /// Those that did not.
  package var fail = 0
  /// Those of which nobody knows.
  package var info = 0
  /// Operations by their word.
  package var kinds: [String: Int] = [:]
  /// Logical clients.
  package var processes: Int
  /// The most operations that were open at once; an `info` stays open until its client knew.
  package var concurrency = 0
  /// Keys.
  package var keys: Int
  /// From the first event to the last.
  package var spanNs: Nanoseconds
  /// Events of others than clients that the import left out.
  package var eventsLeftOut: Int
  /// Whether the recorder was closed in order.
  package var endedCleanly: Bool
  /// Bytes that could not be read.
  package var bytesCut: Int

  /// The figures of a history of operations.
  package init(_ history: History, model: String?) {
    self.model = model
    operations = history.operations.count
    processes = Set(history.operations.map(\.process)).count
    keys = history.keys.count
    eventsLeftOut = history.eventsLeftOut
    endedCleanly = history.endedCleanly
    bytesCut = history.bytesCut
    var (first, last) = (Int64.max, Int64.min)
    for operation in history.operations {
      let end = operation.completedNs ?? operation.invokedNs
      (first, last) = (min(first, operation.invokedNs.rawValue), max(last, end.rawValue))
      kinds[operation.kind.word, default: 0] += 1
    }
    spanNs = Nanoseconds(rawValue: history.operations.isEmpty ? 0 : last - first)
    count(history.operations.map { ($0.outcome, $0.invokedAt, $0.completedAt) })
  }

  /// The figures of a history of transactions.
  package init(_ history: TransactionHistory) {
    switch history.objects {
    case .lists: model = "list-append"
    case .registers: model = "rw-register"
    case .undetermined: model = nil
    }
    operations = history.count
    processes = Set(history.processes).count
    keys = history.keys.count
    eventsLeftOut = 0
    endedCleanly = history.endedCleanly
    bytesCut = history.bytesCut
    kinds = history.count == 0 ? [:] : ["txn": history.count]
    let ends = (0..<history.count).map { max(history.completedNs[$0], history.invokedNs[$0]) }
    let first = history.invokedNs.min() ?? 0
    spanNs = Nanoseconds(rawValue: (ends.max() ?? first) - first)
    count(
      (0..<history.count).map {
        (history.outcomes[$0], history.invokedAt[$0], history.completedAt[$0])
      })
  }

  /// Counts outcomes and how many were open at once.
  private mutating func count(_ lives: [(outcome: Outcome, start: UInt32, end: UInt32)]) {
    for life in lives {
      switch life.outcome {
      case .ok: ok += 1
      case .fail: fail += 1
      case .info: info += 1
      }
    }
    let ends = lives.map(\.end).filter { $0 != .max }.sorted()
    var done = 0
    for (begun, start) in lives.map(\.start).sorted().enumerated() {
      while done < ends.count, ends[done] < start { done += 1 }
      concurrency = max(concurrency, begun + 1 - done)
    }
  }
}
