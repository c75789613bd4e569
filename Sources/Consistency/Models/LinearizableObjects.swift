package import Histories
package import Vocabulary

/// Whether each key is a counter, a set or a queue that looks like a single one to all clients.
///
/// Input: adds and reads, or enqueues, dequeues and drains, for each key by itself. A drain counts
/// as so many dequeues within its time, in any order, for it is no operation of a queue. What
/// failed did not happen.
/// Decides: linearizability (`LinearizableModel`).
/// Complexity: O(n log n) for sets that grow and queues of different values, else that of a search.
/// Unknown when: the search's limits are used up, or a drain was not answered.
/// Source: Jepsen's `checker/linearizable` with models of `knossos.model`.
package struct LinearizableObjects: Checker {
  /// What each key is.
  package let model: LinearizableModel
  /// What each key's search may use.
  package var limits: SearchLimits
  /// As in verdicts, such as `linearizable queue`.
  package var name: String { model.name }

  /// A checker of one kind of objects with limits for its searches.
  package init(_ model: LinearizableModel, limits: SearchLimits = SearchLimits()) {
    self.model = model
    self.limits = limits
  }

  /// Invalid where the calls on some key cannot be put in one order.
  package func check(_ history: History) -> Verdict {
    var calls: [[ModelCall]] = Array(repeating: [], count: history.keys.count)
    for operation in history.operations where operation.outcome != .fail {
      if operation.kind == .drain, operation.outcome == .info {
        return Verdict(
          checker: name, result: .unknown,
          summary: "a drain was not answered, so nobody knows how much it took")
      }
      calls[Int(operation.key)] += Self.answers(operation, history).map { request, answer in
        ModelCall(operation, request, answer)
      }
    }
    return model.check(calls, of: history, limits: limits)
  }

  /// What an operation asked and was told; more than one only for a drain.
  private static func answers(
    _ operation: Operation, _ history: History
  ) -> [(ModelCall.Request, ModelCall.Answer)] {
    let isKnown = operation.outcome == .ok
    switch operation.kind {
    case .add: return operation.argument.map { [(.add($0), isKnown ? .done : .unknown)] } ?? []
    case .enqueue:
      return operation.argument.map { [(.enqueue($0), isKnown ? .done : .unknown)] } ?? []
    case .dequeue:
      guard isKnown else { return [(.dequeue, .unknown)] }
      return [(.dequeue, operation.value.map { .value($0) } ?? .nothing)]
    case .drain: return (history.valueElements(operation) ?? []).map { (.dequeue, .value($0)) }
    case .read:
      guard isKnown else { return [] }
      if let elements = history.valueElements(operation) {
        return [(.read, .elements(elements.sorted()))]
      }
      return operation.value.map { [(.read, .value($0))] } ?? []
    default: return []
    }
  }
}

extension ModelCall {
  /// An operation's call with its answer.
  init(_ operation: Operation, _ request: Request, _ answer: Answer) {
    self.init(
      process: Int(operation.process), request, answer, start: operation.invokedAt + 1,
      end: operation.outcome == .ok ? operation.completedAt + 1 : Self.never,
      invokedNs: operation.invokedNs, completedNs: operation.completedNs)
  }
}

extension LinearizableModel {
  /// The worst of the verdicts on objects, one for each key, with at most eight anomalies.
  func check(_ calls: [[ModelCall]], of history: History, limits: SearchLimits) -> Verdict {
    var result = Verdict(
      checker: name, result: .valid,
      summary: "\(calls.reduce(0) { $0 + $1.count }) operations are linearizable",
      detail: ["operations": .integer(Int64(history.operations.count))])
    for (key, calls) in calls.enumerated() where !calls.isEmpty {
      let object = history.keys == ["register"] ? nil : history.keys[key]
      let verdict = check(calls, object: object, limits: limits)
      if result.result.merged(with: verdict.result) != result.result {
        result.result = verdict.result
        result.summary = verdict.summary
        result.detail.merge(verdict.detail) { $1 }
      }
      if result.anomalies.count < 8 { result.anomalies += verdict.anomalies }
    }
    return result
  }
}
