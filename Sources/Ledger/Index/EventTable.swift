internal import Findings
internal import GRDB
internal import Readiness
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

  /// Takes in lines that stand between two places; the findings that they touch are folded anew.
  static func take(
    _ entries: [JournalEntry], from start: JournalPlace, to end: JournalPlace,
    into database: Database
  ) throws {
    let insert = try database.cachedStatement(
      sql: "INSERT INTO event (line, finding, at, author, kind, body) VALUES (?, ?, ?, ?, ?, ?)")
    for (offset, entry) in entries.enumerated() {
      let event = entry.event
      try insert.execute(arguments: [
        start.lines + offset + 1, event.finding.rawValue, event.at, event.by, event.change.kind,
        String(decoding: entry.text, as: UTF8.self),
      ])
    }
    try database.execute(
      sql: "INSERT OR REPLACE INTO journal (only, lines, bytes, digest) VALUES (1, ?, ?, ?)",
      arguments: [end.lines, end.bytes, end.digest])
    var intervals = IntervalMemory()
    if start == .start {
      for finding in Backlog(entries.map(\.event)).findings {
        try FindingTable.put(finding, intervals[finding.likelihood], into: database)
      }
      return
    }
    for id in Set(entries.map(\.event.finding)).sorted() {
      guard let finding = Backlog(try events(of: id, in: database))[id] else { continue }
      try FindingTable.put(finding, intervals[finding.likelihood], into: database)
    }
  }

  /// What happened to one finding, or to all, in the order in which it was written.
  static func events(of id: FindingID?, in database: Database) throws -> [FindingEvent] {
    let condition = id == nil ? "" : "WHERE finding = ?"
    return try String.fetchAll(
      database, sql: "SELECT body FROM event \(condition) ORDER BY line",
      arguments: id.map { [$0.rawValue] } ?? []
    ).map { try CanonicalJSON.decode(FindingLine.self, from: $0).event }
  }

  static func clear(_ database: Database) throws {
    try database.execute(sql: "DELETE FROM event; DELETE FROM journal")
    try FindingTable.clear(database)
  }
}

/// Intervals of k of n: they take long to find, and findings share few of them.
private struct IntervalMemory {
  private var known: [[Int]: ClosedRange<Double>] = [:]

  subscript(_ likelihood: Likelihood) -> ClosedRange<Double> {
    mutating get {
      let key = [likelihood.count, likelihood.trials]
      if let interval = known[key] { return interval }
      let interval = likelihood.jeffreys(confidence: Priority.confidence)
      known[key] = interval
      return interval
    }
  }
}
