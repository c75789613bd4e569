internal import Findings
internal import GRDB
internal import Readiness
internal import Vocabulary

/// The rows of `finding` and `finding_trial`: the fold of each finding's events.
enum FindingTable {
  /// `interval` is that of the finding's likelihood.
  static func put(
    _ finding: Finding, _ interval: ClosedRange<Double>, into database: Database
  ) throws {
    let likelihood = finding.likelihood
    let level = Double(finding.blast.level)
    let opening = finding.opening
    try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO finding
          (id, number, title, gap, gap_type, service, family, mission, run, status, since,
           risk_until, owner, owner_email, is_owner_gone, due, next_window, extensions, retest,
           blast, blast_evidence, shown, trials, likelihood, low, high, priority, priority_low,
           opened_at, reopen_count)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
          ?, ?)
        """
    ).execute(arguments: [
      finding.id.rawValue, finding.id.number ?? .max, storable(finding.title),
      storable(opening.gap), opening.gapType,
      opening.service, opening.family, opening.mission, opening.run, finding.status.rawValue,
      finding.since, finding.risk?.until, finding.owner?.name, finding.owner?.email,
      finding.isOwnerGone, finding.due, finding.window, finding.extensions.count,
      finding.retest.map { storable($0.text) }, finding.blast.level,
      finding.blast.evidence.rawValue,
      likelihood.count, likelihood.trials, likelihood.mean, interval.lowerBound,
      interval.upperBound, rounded(level * likelihood.mean), rounded(level * interval.lowerBound),
      finding.openedAt, finding.reopenCount,
    ])
    try database.cachedStatement(sql: "DELETE FROM finding_trial WHERE finding = ?")
      .execute(arguments: [finding.id.rawValue])
    for (position, trial) in finding.trials.enumerated() {
      try database.cachedStatement(
        sql: """
          INSERT INTO finding_trial (finding, position, run, mission, seed, is_shown, counts)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        finding.id.rawValue, position, trial.fact.run, trial.fact.mission, "\(trial.fact.seed)",
        trial.fact.isShown, trial.counts,
      ])
    }
  }

  static func clear(_ database: Database) throws {
    try database.execute(sql: "DELETE FROM finding; DELETE FROM finding_trial")
  }

  static func count(_ filter: FindingFilter, on today: String, in database: Database) throws -> Int
  {
    let (source, arguments) = source(filter, on: today)
    return try Int.fetchOne(database, sql: "SELECT count(*) \(source)", arguments: arguments) ?? 0
  }

  /// The most urgent first: B × p̂, then its lower bound, then B, then the older one.
  static func page(
    _ filter: FindingFilter, on today: String, of database: Database
  ) throws -> [FindingRow] {
    var (source, arguments) = source(filter, on: today)
    arguments += [filter.limit ?? -1, filter.offset]
    return try Row.fetchAll(
      database, sql: "SELECT * \(source) ORDER BY \(order(filter)) LIMIT ? OFFSET ?",
      arguments: arguments
    ).map(row)
  }

  /// SQLite ends a text at its first NUL; the journal has it whole.
  private static func storable(_ text: String) -> String {
    text.replacing("\0", with: "\u{FFFD}")
  }

  static let byPriority =
    "priority DESC, priority_low DESC, blast DESC, opened_at, number"

  private static func order(_ filter: FindingFilter) -> String {
    filter.isByDue ? "due, number" : byPriority
  }

  /// How many stand where on a day.
  static func standing(
    _ filter: FindingFilter = .everything, on today: String, in database: Database
  ) throws -> [(String, Int)] {
    var everywhere = FindingFilter.everything
    everywhere.besides = filter.besides
    if filter == everywhere {
      return try standing(besides: filter.besides.sorted(), on: today, in: database)
    }
    let (source, arguments) = source(filter, on: today)
    return try Row.fetchAll(
      database, sql: "SELECT standing, count(*) AS number \(source) GROUP BY standing ORDER BY 1",
      arguments: arguments
    ).map { ($0["standing"], $0["number"]) }
  }

  /// The same of all findings but those of some missions: counted in an index, without their rows.
  private static func standing(
    besides missions: [String], on today: String, in database: Database
  ) throws -> [(String, Int)] {
    let places = missions.map { _ in "?" }.joined(separator: ", ")
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT status, count(*) AS number,
          count(CASE WHEN status = 'risk accepted' AND risk_until <= ? THEN 1 END) AS lapsed
        FROM finding \(missions.isEmpty ? "" : "WHERE mission NOT IN (\(places))") GROUP BY status
        """, arguments: [today] + StatementArguments(missions))
    var counts: [String: Int] = [:]
    for row in rows {
      let lapsed: Int = row["lapsed"]
      counts[row["status"], default: 0] += row["number"] - lapsed
      counts["open", default: 0] += lapsed
    }
    return counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Products are ranked to a billionth, so that equal ones tie as in `Priority.ordered`.
  private static func rounded(_ value: Double) -> Double { (value * 1e9).rounded() / 1e9 }

  /// The findings with what a day makes of them; the rules are those of `Finding.status(on:)`,
  /// `isMissed(on:)` and `isRed(on:)`.
  static func source(
    _ filter: FindingFilter, on today: String
  ) -> (String, StatementArguments) {
    var conditions: [String] = []
    var arguments: StatementArguments = [today, today]
    if filter.statuses.isEmpty {
      conditions.append("is_pending")
    } else if filter.statuses != Set(Finding.Status.allCases) {
      let names = filter.statuses.map(\.rawValue).sorted()
      let places = names.map { _ in "?" }.joined(separator: ", ")
      conditions.append("standing IN (\(places))")
      arguments += StatementArguments(names)
    }
    if let owner = filter.owner?.lowercased() {
      conditions.append("(lower(owner_email) = ? OR lower(owner) = ?)")
      arguments += [owner, owner]
    }
    for (column, value) in [("service", filter.service), ("mission", filter.mission)] {
      guard let value else { continue }
      conditions.append("\(column) = ?")
      arguments += [value]
    }
    if !filter.besides.isEmpty {
      let names = filter.besides.sorted()
      conditions.append("mission NOT IN (\(names.map { _ in "?" }.joined(separator: ", ")))")
      arguments += StatementArguments(names)
    }
    if filter.isRed { conditions.append("is_red") }
    if let day = filter.dueBefore {
      conditions.append("due < ?")
      arguments += [day]
    }
    let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    return (
      """
      FROM (SELECT *, is_pending AND (is_owner_gone OR is_missed) AS is_red
        FROM (SELECT *, standing NOT IN ('verified', 'risk accepted') AS is_pending,
            extensions > 0 OR (due IS NOT NULL AND due < ?
              AND standing IN ('draft', 'open', 'reopened')) AS is_missed
          FROM (SELECT *, CASE WHEN status = 'risk accepted' AND risk_until <= ? THEN 'open'
              ELSE status END AS standing
            FROM finding)))
      \(condition)
      """, arguments
    )
  }

  private static func row(_ row: Row) -> FindingRow {
    let standing: String = row["standing"]
    return FindingRow(
      id: FindingID(rawValue: row["id"]), title: row["title"],
      status: Finding.Status(rawValue: standing) ?? .draft, since: row["since"], gap: row["gap"],
      gapType: row["gap_type"], service: row["service"], family: row["family"],
      mission: row["mission"], run: row["run"], owner: row["owner"],
      ownerEmail: row["owner_email"], due: row["due"], retest: row["retest"],
      blast: row["blast"], blastEvidence: row["blast_evidence"], shown: row["shown"],
      trials: row["trials"], likelihood: row["likelihood"], low: row["low"], high: row["high"],
      priority: row["priority"], openedAt: row["opened_at"], reopenCount: row["reopen_count"],
      isMissed: row["is_missed"], isRed: row["is_red"])
  }
}
