package import Databases
package import Histories
package import Vocabulary

/// What clients ask of the database, one request after the other.
///
/// Returning from `next` commits the client to that request; it is sent and recorded as it stands.
/// Called by many clients at once; everything drawn comes from the client's own `random`, so that
/// one client's luck does not change another's.
package protocol Workload: Sendable {
  /// The names of the keys; requests give the place of theirs.
  var keys: [String] { get }
  /// The next request of one client.
  func next(random: inout SeededRandom) -> WorkloadRequest
  /// Tells that a key was seen to hold a value; nil is an absent key.
  func observe(_ value: Int64?, of key: Int)
  /// Sends one request, in as many messages as it takes, and tells how it ended.
  func send(_ request: WorkloadRequest, through client: any StoreClient) async -> WorkloadAnswer
}

/// One request, not yet sent.
package struct WorkloadRequest: Sendable, Equatable {
  /// What is asked.
  package var kind: OperationKind
  /// The place of the key in the workload's `keys`.
  package var key: Int
  /// What to write; nil at a read.
  package var argument: Int64?
  /// What a compare-and-set expects; nil at the others.
  package var expected: Int64?
  /// What is asked, where that is more than one value: a transfer.
  package var list: HistoryList?
  /// Whether it is a read that closes the load: it asks a quorum, whatever the workload does.
  package var isFinal = false

  /// A request of a workload.
  package init(kind: OperationKind, key: Int, argument: Int64? = nil, expected: Int64? = nil) {
    self.kind = kind
    self.key = key
    self.argument = argument
    self.expected = expected
  }
}
