/// One logical client of a database: one request at a time, each answered with what is known of it.
///
/// Errors: none; a database that fails, however wrong, is a `ClientResult`. What certainly did not
///         happen is `failed`; what may have happened is `unknown`; a read is never the latter.
package protocol StoreClient: Sendable {
  /// Where the connection lives; tasks that prefer it save changes of threads.
  var executor: EventLoopExecutor { get }
  /// Sends one request, opening a connection where there is none.
  func perform(_ request: StoreRequest) async -> ClientResult<StoreAnswer>
  /// Drops the connection; the next request opens it again.
  func close()
}

/// What a client asks of a store, in no database's own words.
package enum StoreRequest: Sendable, Hashable {
  /// What the key holds.
  case read(key: String)
  /// Sets the key.
  case write(key: String, value: Int64)
  /// Sets the key if it holds what is expected; if not, tells what it holds.
  case compareAndSet(key: String, expected: Int64, new: Int64)
  /// Adds an element to the set under the key.
  case add(key: String, element: Int64)
  /// All elements of the set under the key.
  case elements(key: String)

  /// Whether it leaves no trace.
  package var isRead: Bool {
    switch self {
    case .read, .elements: true
    case .write, .compareAndSet, .add: false
    }
  }
}

/// What a store answered; nil members are those that the request does not ask for.
package struct StoreAnswer: Sendable, Hashable {
  /// What was read, nil where the key is absent; what a compare that did not match found, nil where
  /// the database does not tell.
  package var value: Int64?
  /// Whether a compare matched.
  package var matched: Bool?
  /// The revision of the store, where it has any.
  package var revision: Int64?
  /// The elements of a set, in the order of the answer.
  package var elements: [Int64]?

  /// An answer.
  package init(
    value: Int64? = nil, matched: Bool? = nil, revision: Int64? = nil, elements: [Int64]? = nil
  ) {
    self.value = value
    self.matched = matched
    self.revision = revision
    self.elements = elements
  }
}

extension ClientResult {
  /// The same result with another answer.
  package func map<Other: Sendable>(_ answer: (Value) -> Other) -> ClientResult<Other> {
    switch self {
    case .ok(let value): .ok(answer(value))
    case .failed(let fault): .failed(fault)
    case .unknown(let fault): .unknown(fault)
    }
  }
}
