import Histories
import Vocabulary

/// Follows the history while it grows: write success over the last second, and lost writes.
struct LoadWatch {
  private var tail: HistoryTail
  private var recent: [(at: Nanoseconds, acknowledged: Bool)] = []
  private var losses = LossWatch()
  private var hasStarted = false
  private(set) var acknowledged = 0

  private static let window = Nanoseconds.seconds(1)

  init(history path: String) { tail = HistoryTail(path: path) }

  /// Acknowledged writes that a later read showed to be lost.
  var lost: Int { losses.lost }

  /// Reads what is new; a file that is not there yet is nothing new.
  mutating func read(now: Nanoseconds) {
    let events = (try? tail.read()) ?? []
    for event in events {
      guard let completion = event.completion else { continue }
      losses.handle(event)
      guard event.kind.isWrite else { continue }
      let isAcknowledged = completion.outcome == .ok
      if isAcknowledged { acknowledged += 1 }
      hasStarted = hasStarted || isAcknowledged
      recent.append((completion.completedNs, isAcknowledged))
    }
    recent.removeAll { $0.at + Self.window < now }
  }

  /// Acknowledged ÷ attempted over the last second; 0 where none came, nil before the load.
  var writeSuccess: Double? {
    guard hasStarted else { return nil }
    guard !recent.isEmpty else { return 0 }
    return Double(recent.count { $0.acknowledged }) / Double(recent.count)
  }

  /// Acknowledged writes over the last second.
  var writesPerSecond: Int { recent.count { $0.acknowledged } }
}
