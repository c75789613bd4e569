/// How far transactions of a load are kept apart, as SQL calls it.
package enum TransactionLevel: String, Sendable, Codable, CaseIterable {
  /// Each statement sees what was committed before it.
  case readCommitted = "read-committed"
  /// All statements see what was committed before the first.
  case repeatableRead = "repeatable-read"
  /// As if one transaction ran after the other.
  case serializable

  /// The words of SQL.
  package var sql: String {
    switch self {
    case .readCommitted: "READ COMMITTED"
    case .repeatableRead: "REPEATABLE READ"
    case .serializable: "SERIALIZABLE"
    }
  }
}
