package import Databases
package import Histories
package import Vocabulary

/// How one request ended, as far as the history must know.
package struct WorkloadAnswer: Sendable {
  /// Whether it happened.
  package var outcome: Outcome
  /// What a read saw, or a compare that did not match.
  package var value: Int64?
  /// Whether a compare matched; nil at the others.
  package var matched: Bool?
  /// The store's revision, where the answer had one.
  package var revision: Int64?
  /// All elements of a set that was read; nil at the others.
  package var elements: [Int64]?
  /// What was seen, where that is neither one value nor a set; nil at the others.
  package var list: HistoryList?
  /// Why it has no answer.
  package var fault: ClientFault?

  /// An answer.
  package init(
    outcome: Outcome, value: Int64? = nil, matched: Bool? = nil, revision: Int64? = nil,
    elements: [Int64]? = nil, list: HistoryList? = nil, fault: ClientFault? = nil
  ) {
    self.outcome = outcome
    self.value = value
    self.matched = matched
    self.revision = revision
    self.elements = elements
    self.list = list
    self.fault = fault
  }

  /// Maps what the client knows to the history's outcomes.
  package init<Value>(_ result: ClientResult<Value>, ok: (Value) -> Self) {
    switch result {
    case .ok(let value): self = ok(value)
    case .failed(let fault): self.init(outcome: .fail, fault: fault)
    case .unknown(let fault): self.init(outcome: .info, fault: fault)
    }
  }
}

/// As plain registers and sets do: one message a request.
extension Workload {
  /// Sends it as the request of a store that it is.
  package func send(
    _ request: WorkloadRequest, through client: any StoreClient
  ) async -> WorkloadAnswer {
    WorkloadAnswer(await client.perform(request.stored(under: keys[request.key]))) { answer in
      WorkloadAnswer(
        outcome: .ok, value: answer.value, matched: answer.matched, revision: answer.revision,
        elements: answer.elements)
    }
  }
}

extension WorkloadRequest {
  /// The request as any store understands it.
  func stored(under key: String) -> StoreRequest {
    switch kind {
    case .read: .read(key: key)
    case .write: .write(key: key, value: argument ?? 0)
    case .compareAndSet: .compareAndSet(key: key, expected: expected ?? 0, new: argument ?? 0)
    case .add: .add(key: key, element: argument ?? 0)
    case .append, .transfer, .enqueue, .dequeue, .drain, .generate, .acquire, .release:
      preconditionFailure("no workload of ours asks for more than registers and sets")
    }
  }
}
