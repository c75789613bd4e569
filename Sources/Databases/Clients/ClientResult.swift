/// What a client knows of one operation once it has stopped waiting for it.
///
/// Shape:  the database under test, however wrong, yields a value here and never an error.
package enum ClientResult<Value: Sendable>: Sendable {
  /// It happened, and this is what it answered.
  case ok(Value)
  /// It certainly did not happen, or it was a read, which leaves no trace either way.
  case failed(ClientFault)
  /// It may have happened, and if not, may still happen.
  case unknown(ClientFault)
}

/// Why an operation has no answer: what happened, verbatim, and at which member.
package struct ClientFault: Sendable, Hashable {
  /// The kind of trouble.
  package var kind: Kind
  /// What the kernel or the database said, verbatim.
  package var message: String
  /// The member that was asked.
  package var endpoint: MemberEndpoint

  /// Kinds of trouble, by what they say about the request.
  package enum Kind: String, Sendable, Hashable, Codable {
    /// No connection, hence nothing was sent.
    case unreachable
    /// Sent, but no whole answer came: time ran out or the connection broke.
    case lost
    /// The database answered with an error.
    case refused
    /// The database gave it up so that another one goes on; asked again it may well happen.
    case conflict
    /// An answer that is not of this database.
    case garbage
  }

  /// A fault for a result.
  package init(kind: Kind, message: String, endpoint: MemberEndpoint) {
    self.kind = kind
    self.message = message
    self.endpoint = endpoint
  }
}
