/// A promise of isolation: what may not happen, and whose order it keeps beside.
///
/// Shape: a base of Adya's lattice with plain, session or real-time order; 18 levels.
/// Source: Adya, "Weak Consistency", 1999, chapters 3 and 4; Cerone and Gotsman, "Analysing
/// snapshot isolation", 2016, for G-nonadjacent; the names of the strong forms as Jepsen has them.
package struct IsolationLevel: Sendable, Hashable {
  /// What the cycles of dependencies may not contain.
  package enum Base: Int, Sendable, CaseIterable {
    /// PL-1: no G0.
    case readUncommitted
    /// PL-2: no G1 either.
    case readCommitted
    /// PL-2+: no G-single either.
    case consistentView
    /// No cycle without two anti-dependencies in a row.
    case snapshotIsolation
    /// PL-2.99: no cycle of item dependencies. Beside consistent view and snapshot isolation.
    case repeatableRead
    /// PL-3.
    case serializable
  }

  /// What beside dependencies orders transactions.
  package enum Order: Int, Sendable, CaseIterable, Comparable {
    case plain
    /// Those of one client, in its order.
    case session
    /// All, in real-time order, of which the order of each client is a part.
    case realtime

    /// Orders by how much is kept.
    package static func < (left: Order, right: Order) -> Bool { left.rawValue < right.rawValue }
  }

  /// What the cycles of dependencies may not contain.
  package var base: Base
  /// What beside dependencies orders transactions.
  package var order: Order

  /// A level.
  package init(_ base: Base, _ order: Order = .plain) {
    self.base = base
    self.order = order
  }

  /// The strongest of all.
  package static let strictSerializable = IsolationLevel(.serializable, .realtime)

  /// All of them, weaker ones first.
  package static let all = Order.allCases.flatMap { order in
    Base.allCases.map { IsolationLevel($0, order) }
  }

  /// As in verdicts: `snapshot isolation`, `strong session serializable`, `strict serializable`.
  package var name: String {
    if self == .strictSerializable { return "strict serializable" }
    let words =
      switch base {
      case .readUncommitted: "read uncommitted"
      case .readCommitted: "read committed"
      case .consistentView: "consistent view"
      case .snapshotIsolation: "snapshot isolation"
      case .repeatableRead: "repeatable read"
      case .serializable: "serializable"
      }
    switch order {
    case .plain: return words
    case .session: return "strong session \(words)"
    case .realtime: return "strong \(words)"
    }
  }

  /// The level of a name, as `name` or with hyphens for spaces; nil where there is none.
  package static func named(_ name: String) -> IsolationLevel? {
    all.first { $0.name == name || $0.name.split(separator: " ").joined(separator: "-") == name }
  }

  /// Whether all that this level promises is promised by the other.
  package func isPromised(by other: IsolationLevel) -> Bool {
    order <= other.order && (base == other.base || other.base.below.contains(base))
  }
}

extension IsolationLevel.Base {
  /// The weaker ones.
  fileprivate var below: [IsolationLevel.Base] {
    switch self {
    case .readUncommitted: []
    case .readCommitted: [.readUncommitted]
    case .consistentView: [.readUncommitted, .readCommitted]
    case .snapshotIsolation: [.readUncommitted, .readCommitted, .consistentView]
    case .repeatableRead: [.readUncommitted, .readCommitted]
    case .serializable:
      [.readUncommitted, .readCommitted, .consistentView, .snapshotIsolation, .repeatableRead]
    }
  }
}
