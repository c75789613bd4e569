/// Why one transaction of a witness stands before another: a step of a cycle.
///
/// Shape: places in the anomaly's `witness`; key and values as people read them.
/// Source: Adya, "Weak Consistency", 1999, section 3.1; `process` and `realtime` as in Elle.
package struct CycleEdge: Sendable, Equatable, Codable {
  /// The place of the transaction that stands before.
  package var from: Int
  /// The place of the transaction that stands behind.
  package var to: Int
  /// What orders them.
  package var kind: Kind
  /// The key on which they meet; nil where time or a process orders them.
  package var key: String?
  /// The version that the first wrote or read.
  package var value: String?
  /// The version that the second wrote in its place; nil at `wr`.
  package var next: String?

  /// What orders two transactions.
  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// The second wrote the version behind the first's.
    case writeWrite = "ww"
    /// The second read what the first wrote.
    case writeRead = "wr"
    /// The second wrote the version behind the one that the first read.
    case readWrite = "rw"
    /// One client asked for both, one after the other.
    case process
    /// The first had completed before the second was invoked.
    case realtime
  }

  /// A step of a cycle.
  package init(
    from: Int, to: Int, kind: Kind, key: String? = nil, value: String? = nil, next: String? = nil
  ) {
    self.from = from
    self.to = to
    self.kind = kind
    self.key = key
    self.value = value
    self.next = next
  }
}
