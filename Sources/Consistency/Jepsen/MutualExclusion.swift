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
    var result = Verdict(
      checker: name, result: .valid,
      summary: "\(calls.reduce(0) { $0 + $1.count }) operations hold the mutex one at a time",
      detail: ["operations": .integer(Int64(history.operations.count))])
    for (key, calls) in calls.enumerated() where !calls.isEmpty {
      let object = history.keys == ["register"] ? nil : history.keys[key]
      let verdict = LinearizableModel.mutex.check(calls, object: object, limits: limits)
      if result.result.merged(with: verdict.result) != result.result {
        result.result = verdict.result
        result.summary = verdict.summary
        result.detail.merge(verdict.detail) { $1 }
      }
      guard result.anomalies.count < 8 else { continue }
      result.anomalies += verdict.anomalies.map { Self.named($0) }
    }
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
    self.init(
      process: Int(operation.process), request, operation.outcome == .ok ? .done : .unknown,
      start: operation.invokedAt + 1,
      end: operation.outcome == .ok ? operation.completedAt + 1 : Self.never,
      invokedNs: operation.invokedNs, completedNs: operation.completedNs)
  }
}
