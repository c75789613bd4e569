package import Databases
import Histories
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
  /// Why it has no answer.
  package var fault: ClientFault?

  /// An answer.
  package init(
    outcome: Outcome, value: Int64? = nil, matched: Bool? = nil, revision: Int64? = nil,
    fault: ClientFault? = nil
  ) {
    self.outcome = outcome
    self.value = value
    self.matched = matched
    self.revision = revision
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

/// As plain registers do: one message a request.
extension Workload {
  /// Sends it as a get, a put or a transaction.
  package func send(
    _ request: WorkloadRequest, through client: EtcdClient
  ) async -> WorkloadAnswer {
    let key = keys[request.key]
    switch request.kind {
    case .read:
      return WorkloadAnswer(await client.get(key: key)) {
        WorkloadAnswer(outcome: .ok, value: $0.value, revision: $0.revision)
      }
    case .write:
      return WorkloadAnswer(await client.put(key: key, value: request.argument ?? 0)) {
        WorkloadAnswer(outcome: .ok, revision: $0.revision)
      }
    case .compareAndSet:
      let result = await client.compareAndSet(
        key: key, expected: request.expected ?? 0, new: request.argument ?? 0)
      return WorkloadAnswer(result) {
        WorkloadAnswer(
          outcome: .ok, value: $0.observed, matched: $0.matched, revision: $0.revision)
      }
    case .append, .add, .transfer, .enqueue, .dequeue, .drain, .generate, .acquire, .release:
      preconditionFailure("etcd is read, written and compared; no workload of ours asks for more")
    }
  }
}
