import Consistency
import Histories
import Vocabulary

/// Follows the history while it grows: write success over the last second, lost writes, and where
/// that is promised what no linearizable register shows.
struct LoadWatch {
  private var tail: HistoryTail
  private var recent: [(at: Nanoseconds, acknowledged: Bool)] = []
  private var losses = LossWatch()
  private var order: OnlineCheck?
  /// Violations of what is promised that nobody has asked for yet.
  private var violations: [Anomaly] = []
  private var hasStarted = false
  private(set) var acknowledged = 0

  private static let window = Nanoseconds.seconds(1)

  /// Follows the history at a path; `claims` are what the database promises of it.
  init(history path: String, claims: [Claim] = []) {
    tail = HistoryTail(path: path)
    guard claims.contains(.linearizable) else { return }
    var options = CheckOptions()
    options.model = .register
    order = OnlineCheck(options: options)
  }

  /// The violations since the last call.
  mutating func takeViolations() -> [Anomaly] {
    defer { violations = [] }
    return violations
  }

  /// Acknowledged writes that a later read showed to be lost.
  var lost: Int { losses.lost }

  /// Reads what is new; a file that is not there yet is nothing new.
  mutating func read(now: Nanoseconds) {
    let events = (try? tail.read()) ?? []
    for event in events {
      violations += order?.handle(event) ?? []
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
