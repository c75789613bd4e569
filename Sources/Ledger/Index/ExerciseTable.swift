internal import Evidence
internal import GRDB
internal import Vocabulary

/// The rows of `exercise`, `exercise_gap` and `root`.
enum ExerciseTable {
  static func put(_ exercise: ReadExercise, into database: Database) throws {
    let summary = exercise.summary
    let record = summary.record
    try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO exercise
          (folder, run, mission, family, difficulty, database_kind, service, responder, seed, began,
           is_valid, verdict, readiness, blast, time_to_containment_ns, ending, exit_code, seal,
           summary)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      exercise.folder, exercise.run, record.mission, summary.family, summary.difficulty,
      summary.database, summary.service, record.responder, "\(record.seed)", summary.began,
      record.isValid, record.verdict.rawValue, record.readiness, record.damage.blast,
      record.timeToContainmentNs?.rawValue, record.end.rawValue, summary.exitCode, exercise.seal,
      exercise.text,
    ])
    try database.cachedStatement(sql: "DELETE FROM exercise_gap WHERE folder = ?")
      .execute(arguments: [exercise.folder])
    for gap in Set(record.gaps) {
      try database.cachedStatement(sql: "INSERT INTO exercise_gap (folder, gap) VALUES (?, ?)")
        .execute(arguments: [exercise.folder, gap.rawValue])
    }
  }

  static func clear(_ database: Database) throws {
    try database.execute(sql: "DELETE FROM exercise; DELETE FROM exercise_gap")
  }

  static func addRoot(_ path: String, to database: Database) throws {
    try database.execute(sql: "INSERT OR IGNORE INTO root (path) VALUES (?)", arguments: [path])
  }

  static func roots(_ database: Database) throws -> [String] {
    try String.fetchAll(database, sql: "SELECT path FROM root ORDER BY path")
  }

  /// Each folder with the digest of its SEAL.
  static func seals(_ database: Database) throws -> [(folder: String, seal: String)] {
    try Row.fetchAll(database, sql: "SELECT folder, seal FROM exercise ORDER BY folder").map {
      ($0["folder"], $0["seal"])
    }
  }

  static func count(_ filter: ExerciseFilter, in database: Database) throws -> Int {
    let (condition, arguments) = condition(filter)
    return try Int.fetchOne(
      database, sql: "SELECT count(*) FROM exercise \(condition)", arguments: arguments) ?? 0
  }

  /// The newest first.
  static func page(_ filter: ExerciseFilter, of database: Database) throws -> [IndexedExercise] {
    var (condition, arguments) = condition(filter)
    arguments += [filter.limit ?? -1, filter.offset]
    return try Row.fetchAll(
      database,
      sql: """
        SELECT folder, run, seal, summary FROM exercise \(condition)
        ORDER BY began DESC, folder DESC LIMIT ? OFFSET ?
        """, arguments: arguments
    ).map { row in
      let text: String = row["summary"]
      return IndexedExercise(
        folder: row["folder"], run: row["run"], seal: row["seal"],
        summary: try DecodedSummaries.shared.summary(text))
    }
  }

  private static func condition(_ filter: ExerciseFilter) -> (String, StatementArguments) {
    var conditions: [String] = []
    var arguments: StatementArguments = []
    for (column, value) in [
      ("mission", filter.mission), ("service", filter.service), ("family", filter.family),
      ("run", filter.run),
    ] {
      guard let value else { continue }
      conditions.append("\(column) = ?")
      arguments += [value]
    }
    if filter.isOfPeople { conditions.append("responder = 'people'") }
    if filter.isValid { conditions.append("is_valid") }
    if let gap = filter.gap {
      conditions.append("folder IN (SELECT folder FROM exercise_gap WHERE gap = ?)")
      arguments += [gap.rawValue]
    }
    return (
      conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND "), arguments
    )
  }
}

extension ExerciseTable {
  /// Exercises without people, by family, database and kinds.
  static func rehearsals(
    besides missions: Set<String>, in database: Database
  ) throws -> [CountedRuns] {
    let names = missions.sorted()
    let places = names.map { _ in "?" }.joined(separator: ", ")
    let condition = names.isEmpty ? "" : "AND mission NOT IN (\(places))"
    return try Row.fetchAll(
      database,
      sql: """
        SELECT family, database_kind, kinds, count(*) AS number
        FROM exercise WHERE responder <> 'people' \(condition)
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        """, arguments: StatementArguments(names)
    ).map { row in
      let kinds: String? = row["kinds"]
      return CountedRuns(
        family: row["family"], database: row["database_kind"],
        kinds: try kinds.map { try CanonicalJSON.decode([String].self, from: $0) } ?? [],
        count: row["number"])
    }
  }
}
