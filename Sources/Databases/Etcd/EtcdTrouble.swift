/// Why an operation failed, and whether it certainly did not happen.
///
/// An error is definite only where etcd's source shows that it is raised before the proposal is
/// handed to raft, or that raft refused it. Everything else may still be committed: calling it
/// indefinite costs the checker some work, calling it definite wrongly accuses the database.
///
/// Source: etcd 3.4. Raised first: `v3rpc/interceptor.go` (no leader, not capable, learner),
///         `v3rpc/key.go` (invalid arguments), `etcdserver/v3_server.go` (too many requests when
///         the apply falls behind, request too large). Refused by raft before it is appended:
///         `raft.ErrProposalDropped`. Not definite although they look it: `database space
///         exceeded`, which `quotaApplierV3` returns for a put that it has applied; `request timed
///         out` in all its forms; `leader changed`; `server stopped` and `raft: stopped`, which
///         race with the proposal (Jepsen's etcd client counts the last as definite).
struct EtcdTrouble: Error, Sendable {
  var kind: ClientFault.Kind
  var message: String
  var isDefinite: Bool

  /// gRPC's INVALID_ARGUMENT: the request was not understood or not allowed, so never proposed.
  private static let invalidArgument: Int64 = 3

  private static let definite: Set<String> = [
    "etcdserver: no leader",
    "etcdserver: not capable",
    "etcdserver: rpc not supported for learner",
    "etcdserver: too many requests",
    "etcdserver: request is too large",
    "raft proposal dropped",
  ]

  /// No whole answer came.
  init(_ fault: HTTPFault) {
    kind = fault.mayHaveArrived ? .lost : .unreachable
    message = fault.message
    isDefinite = !fault.mayHaveArrived
  }

  /// The database answered with an error.
  init(message: String, code: Int64?) {
    kind = .refused
    self.message = message
    isDefinite = code == Self.invalidArgument || Self.definite.contains(message)
  }

  private init(kind: ClientFault.Kind, message: String, isDefinite: Bool) {
    self.kind = kind
    self.message = message
    self.isDefinite = isDefinite
  }

  /// Something answered, but not as etcd does: what it did with the request is anyone's guess.
  static func garbage(_ message: String) -> EtcdTrouble {
    EtcdTrouble(kind: .garbage, message: message, isDefinite: false)
  }
}
