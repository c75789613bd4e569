internal import GRDB

/// Every row of an index as text, in an order that does not depend on how it was made.
enum LedgerDump {
  private static let tables = [
    "exercise": "folder", "exercise_gap": "folder, gap", "root": "path", "journal": "only",
    "event": "line", "finding": "id", "finding_trial": "finding, position", "program": "only",
    "person": "email", "service": "name",
  ]

  static func rows(_ database: Database) throws -> [String] {
    try tables.sorted { $0.key < $1.key }.flatMap { table, key in
      try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY \(key)").map { row in
        table + " " + row.map { column, value in "\(column)=\(value)" }.joined(separator: " ")
      }
    }
  }

  /// The rows of one that the other has not, as sentences; the first ten.
  static func differences(of index: [String], from fresh: [String]) -> [String] {
    let (own, other) = (Set(index), Set(fresh))
    let surplus = index.filter { !other.contains($0) }.map { "not to be explained: \($0)" }
    let missing = fresh.filter { !own.contains($0) }.map { "missing: \($0)" }
    let all = surplus + missing
    let rest = all.count > 10 ? ["and \(all.count - 10) more rows"] : []
    return all.prefix(10).map { String($0.prefix(240)) } + rest
  }
}
