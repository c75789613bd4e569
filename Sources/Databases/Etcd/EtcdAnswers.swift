/// The answer to a read of one key.
package struct EtcdRead: Sendable, Hashable {
  /// The value; nil where the key is absent.
  package var value: Int64?
  /// The revision of the write that left this value; nil where the key is absent.
  package var modRevision: Int64?
  /// The revision of the whole store at which the read was taken.
  package var revision: Int64
}

/// The answer to a read of one key, with what the member's wall clock said when it answered.
package struct EtcdDatedRead: Sendable, Hashable {
  /// The value; nil where the key is absent.
  package var value: Int64?
  /// The revision of the write that left this value; 0 where the key is absent.
  package var modRevision: Int64
  /// The revision of the whole store at which the read was taken.
  package var revision: Int64
  /// The answer's `Date`: whole seconds since 1970 by the member's own clock.
  package var memberSeconds: Int64
}

/// The answer to a put.
package struct EtcdWrite: Sendable, Hashable {
  /// The revision that this write made.
  package var revision: Int64
}

/// The answer to a compare-and-set.
package struct EtcdCompareAndSet: Sendable, Hashable {
  /// Whether the expected value was there and the new one was written.
  package var matched: Bool
  /// What was there instead, where it did not match; nil where the key was absent.
  package var observed: Int64?
  /// The revision this made, or, where it did not match, at which it looked.
  package var revision: Int64
}
