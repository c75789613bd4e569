package import NIOCore
import NIOHTTP1
import Synchronization
package import Vocabulary

/// One logical client of an etcd cluster, over the JSON gateway of etcd 3.4 and later.
///
/// Shape:  one keep-alive connection to one member at a time, opened when first needed; one
///         request in flight. After anything but an answer it drops the connection and goes on to
///         the next endpoint, round robin from its own.
/// Units:  `timeout` is for one operation, the connection's opening included.
/// Limits: values are whole numbers in decimal; keys are text; no TLS.
/// Errors: operations on keys never throw: a database that fails is a `ClientResult`.
package final class EtcdClient: Sendable {
  /// Where the connection lives; a task that prefers this executor saves two thread changes for
  /// each operation.
  package let executor: EventLoopExecutor
  let eventLoop: any EventLoop
  let endpoints: [MemberEndpoint]
  let timeout: Nanoseconds
  private let state: Mutex<State>

  private struct State {
    var current: Int
    var connection: HTTPConnection
  }

  /// A client that begins at the first endpoint; rotate the list to spread clients over members.
  package init(endpoints: [MemberEndpoint], group: any EventLoopGroup, timeout: Nanoseconds) {
    precondition(!endpoints.isEmpty, "a client needs at least one endpoint")
    self.endpoints = endpoints
    self.timeout = timeout
    eventLoop = group.next()
    executor = EventLoopExecutor(eventLoop)
    let connection = HTTPConnection(
      host: endpoints[0].address, port: endpoints[0].port, eventLoop: eventLoop)
    state = Mutex(State(current: 0, connection: connection))
  }

  /// The member that the next operation will be sent to.
  package var endpoint: MemberEndpoint { endpoints[state.withLock { $0.current }] }

  /// Where the gateway takes puts.
  static let putPath = "/v3/kv/put"

  /// Sets `key` to `value`.
  package func put(key: String, value: Int64) async -> ClientResult<EtcdWrite> {
    await perform(Self.putPath, EtcdRequest.put(key: key, value: value), isRead: false) {
      EtcdWrite(revision: $1.revision)
    }
  }

  /// Reads `key`, linearizably unless told otherwise.
  ///
  /// A read that got no answer is `failed`, not `unknown`: it left no trace (Jepsen's
  /// `with-errors` does the same for operations that are idempotent).
  package func get(key: String, serializable: Bool = false) async -> ClientResult<EtcdRead> {
    let body = EtcdRequest.range(key: key, serializable: serializable)
    return await perform("/v3/kv/range", body, isRead: true) { response, header in
      guard let row = response.rows.first else {
        return EtcdRead(value: nil, modRevision: nil, revision: header.revision)
      }
      guard let value = row.value else { return nil }
      return EtcdRead(value: value, modRevision: row.modRevision, revision: header.revision)
    }
  }

  /// Sets `key` to `new` if it holds `expected`; if not, the result says what it holds.
  ///
  /// One transaction compares the value, not a revision, and reads in its other branch, so a
  /// mismatch is an answer like any other: `ok` with `matched` false.
  package func compareAndSet(
    key: String, expected: Int64, new: Int64
  ) async -> ClientResult<EtcdCompareAndSet> {
    let body = EtcdRequest.compareAndSet(key: key, expected: expected, new: new)
    return await perform("/v3/kv/txn", body, isRead: false) { response, header in
      if response.succeeded {
        return EtcdCompareAndSet(matched: true, observed: nil, revision: header.revision)
      }
      if let row = response.rows.first, row.value == nil { return nil }
      return EtcdCompareAndSet(
        matched: false, observed: response.rows.first?.value, revision: header.revision)
    }
  }

  /// Drops the connection; the next operation opens it again.
  package func close() { state.withLock { $0.connection }.close() }

  func perform<Value: Sendable>(
    _ path: String, _ body: ByteBuffer, isRead: Bool,
    read: (EtcdResponse, EtcdResponse.Header) -> Value?
  ) async -> ClientResult<Value> {
    let (connection, index) = state.withLock { ($0.connection, $0.current) }
    let result = await connection.send(.POST, path, body: body, timeout: timeout)
    switch interpret(result, read: read) {
    case .success(let value): return .ok(value)
    case .failure(let trouble):
      moveOn(from: index)
      let fault = ClientFault(
        kind: trouble.kind, message: trouble.message, endpoint: endpoints[index])
      return isRead || trouble.isDefinite ? .failed(fault) : .unknown(fault)
    }
  }

  private func interpret<Value>(
    _ result: Result<HTTPAnswer, HTTPFault>, read: (EtcdResponse, EtcdResponse.Header) -> Value?
  ) -> Result<Value, EtcdTrouble> {
    switch result {
    case .failure(let fault): return .failure(EtcdTrouble(fault))
    case .success(let answer):
      do {
        var response = try EtcdResponse(answer.body)
        response.httpHeaders = answer.headers
        if let message = response.errorMessage {
          return .failure(EtcdTrouble(message: message, code: response.errorCode))
        }
        guard answer.status == 200, let header = response.header else {
          return .failure(.garbage("status \(answer.status) without etcd's header"))
        }
        guard let value = read(response, header) else {
          return .failure(.garbage("the value stored under the key is no whole number"))
        }
        return .success(value)
      } catch {
        return .failure(.garbage("status \(answer.status), \(error.message)"))
      }
    }
  }

  private func moveOn(from index: Int) {
    guard endpoints.count > 1 else { return }
    let next = (index + 1) % endpoints.count
    let connection = HTTPConnection(
      host: endpoints[next].address, port: endpoints[next].port, eventLoop: eventLoop)
    let left = state.withLock { state in
      defer { state = State(current: next, connection: connection) }
      return state.connection
    }
    left.close()
  }
}
