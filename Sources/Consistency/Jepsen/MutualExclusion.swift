package import Histories
package import Vocabulary

/// Whether a mutex is held by one at a time: a linearizable lock.
///
/// Input: acquires and releases, for each key by itself; the mutex begins free. Who releases does
/// not count, as in Jepsen, where a client goes on under a new process number after an `info`.
/// Decides: linearizability of the lock (`LinearizableModel.mutex`).
/// Complexity: that of a search over the operations open at once.
/// Unknown when: the search's limits are used up.
/// Source: Jepsen's `checker/linearizable` with `knossos.model/mutex`.
package struct MutualExclusion: Checker {
  /// As in verdicts.
  package let name = "mutex"
  /// What each key's search may use.
  package var limits: SearchLimits

  /// A checker with limits for its search.
  package init(limits: SearchLimits = SearchLimits()) { self.limits = limits }

  /// Invalid where two hold the mutex, or nobody does and it is given back.
  package func check(_ history: History) -> Verdict {
    var calls: [[ModelCall]] = Array(repeating: [], count: history.keys.count)
    for operation in history.operations {
      guard let call = ModelCall(mutex: operation) else { continue }
      calls[Int(operation.key)].append(call)
    }
    var result = LinearizableModel.mutex.check(calls, of: history, limits: limits)
    result.checker = name
    if result.result == .valid {
      let count = calls.reduce(0) { $0 + $1.count }
      result.summary = "\(count) operations hold the mutex one at a time"
    }
    result.anomalies = result.anomalies.map { Self.named($0) }
    if let first = result.anomalies.first { result.summary = "\(first.name): \(first.summary)" }
    return result
  }

  /// The anomaly in the words of locks.
  private static func named(_ anomaly: Anomaly) -> Anomaly {
    var anomaly = anomaly
    let isRelease = anomaly.witness.first { $0.isImpossible }?.label == "release"
    anomaly.name = "mutual exclusion violated"
    anomaly.summary =
      isRelease
      ? "a release was acknowledged though nobody held the mutex"
      : "an acquire was acknowledged though the mutex was held"
    return anomaly
  }
}

extension ModelCall {
  /// An acquire or a release; nil for others, and for what failed.
  init?(mutex operation: Operation) {
    guard operation.outcome != .fail else { return nil }
    // One holder for all: whoever releases gives back what anybody took.
    let request: Request
    switch operation.kind {
    case .acquire: request = .acquire(0)
    case .release: request = .release(0)
    default: return nil
    }
    self.init(operation, request, operation.outcome == .ok ? .done : .unknown)
  }
}
