internal import Findings
internal import GRDB
internal import Vocabulary

/// The rows of `event` and `journal`: what was read of the journal of findings.
enum EventTable {
  /// How far it was read.
  static func place(_ database: Database) throws -> JournalPlace {
    guard
      let row = try Row.fetchOne(database, sql: "SELECT lines, bytes, digest FROM journal")
    else { return .start }
    return JournalPlace(lines: row["lines"], bytes: row["bytes"], digest: row["digest"])
  }

  /// Takes in events that stand between two places; the findings that they touch are folded anew.
  static func take(
    _ events: [FindingEvent], from start: JournalPlace, to end: JournalPlace,
    into database: Database
  ) throws {
    for (offset, event) in events.enumerated() {
      try database.cachedStatement(
        sql: "INSERT INTO event (line, finding, at, author, kind, body) VALUES (?, ?, ?, ?, ?, ?)"
      ).execute(arguments: [
        start.lines + offset + 1, event.finding.rawValue, event.at, event.by, event.change.kind,
        try CanonicalJSON.line(event),
      ])
    }
    try database.execute(
      sql: "INSERT OR REPLACE INTO journal (only, lines, bytes, digest) VALUES (1, ?, ?, ?)",
      arguments: [end.lines, end.bytes, end.digest])
    if start == .start {
      for finding in Backlog(events).findings { try FindingTable.put(finding, into: database) }
      return
    }
    for id in Set(events.map(\.finding)).sorted() {
      let finding = Backlog(try self.events(of: id, in: database))[id]
      if let finding { try FindingTable.put(finding, into: database) }
    }
  }

  /// What happened to one finding, or to all, in the order in which it was written.
  static func events(of id: FindingID?, in database: Database) throws -> [FindingEvent] {
    let condition = id == nil ? "" : "WHERE finding = ?"
    return try String.fetchAll(
      database, sql: "SELECT body FROM event \(condition) ORDER BY line",
      arguments: id.map { [$0.rawValue] } ?? []
    ).map { try CanonicalJSON.decode(FindingEvent.self, from: $0) }
  }

  static func clear(_ database: Database) throws {
    try database.execute(sql: "DELETE FROM event; DELETE FROM journal")
    try FindingTable.clear(database)
  }
}
