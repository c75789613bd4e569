/// A phenomenon by its name in the field, the order that its cycle needs, and what it refutes.
///
/// Source: Adya, "Weak Consistency", 1999; the names that he lacks are Elle's (Kingsbury and
/// Alvaro, "Elle: inferring isolation anomalies from experimental observations", 2020).
package struct IsolationAnomaly: Sendable, Hashable {
  /// The phenomena, worst first.
  package enum Kind: String, Sendable, CaseIterable {
    /// A value was read that nobody wrote.
    case unwritten = "read of a value nobody wrote"
    /// An element stands twice in a list.
    case duplicate = "duplicate elements"
    /// No order of a key's versions fits real time, though its keys are taken for linearizable.
    case cyclicVersions = "cyclic versions"
    /// Two lists of one key of which neither begins with the other.
    case incompatibleOrder = "incompatible order"
    /// A cycle of writes.
    case g0 = "G0"
    /// What an aborted transaction wrote was read.
    case g1a = "G1a"
    /// What was overwritten by its own writer was read.
    case g1b = "G1b"
    /// A committed write built on an aborted one.
    case dirtyUpdate = "dirty update"
    /// A cycle of writes and reads.
    case g1c = "G1c"
    /// A transaction contradicts what it read or wrote itself.
    case `internal` = "internal"
    /// Several transactions read one version and wrote in its place.
    case lostUpdate = "lost update"
    /// A cycle with one anti-dependency.
    case gSingle = "G-single"
    /// A cycle with several anti-dependencies, no two of them in a row.
    case gNonadjacent = "G-nonadjacent"
    /// A cycle with two anti-dependencies in a row.
    case g2Item = "G2-item"
  }

  /// What happened.
  package var kind: Kind
  /// What beside dependencies its cycle needs.
  package var order: IsolationLevel.Order

  /// A phenomenon.
  package init(_ kind: Kind, _ order: IsolationLevel.Order = .plain) {
    self.kind = kind
    self.order = order
  }

  /// As in verdicts: `G1a`, `G-single-process`, `G2-item-realtime`.
  package var name: String {
    // The order of versions is taken from real time, and from nothing else.
    if kind == .cyclicVersions { return kind.rawValue }
    switch order {
    case .plain: return kind.rawValue
    case .session: return kind.rawValue + "-process"
    case .realtime: return kind.rawValue + "-realtime"
    }
  }

  /// The weakest levels at which it may not happen.
  package var refuted: [IsolationLevel] {
    let bases: [IsolationLevel.Base] =
      switch kind {
      case .unwritten, .duplicate, .g0: [.readUncommitted]
      case .incompatibleOrder, .g1a, .g1b, .g1c, .dirtyUpdate: [.readCommitted]
      case .cyclicVersions, .internal, .lostUpdate, .gSingle: [.consistentView, .repeatableRead]
      case .gNonadjacent: [.snapshotIsolation, .repeatableRead]
      case .g2Item: [.repeatableRead]
      }
    return bases.map { IsolationLevel($0, order) }
  }

  /// Whether a database that promises the level may not show it.
  package func refutes(_ level: IsolationLevel) -> Bool {
    refuted.contains { $0.isPromised(by: level) }
  }
}
