internal import Findings
internal import GRDB

/// Re-tests that pending findings wait for.
extension FindingTable {
  /// The most urgent first; what the rows do not hold is read from the events of those few.
  static func retests(
    _ filter: FindingFilter, openedBefore day: String?, on today: String, in database: Database
  ) throws -> [WaitingRetest] {
    var (source, arguments) = source(filter, on: today)
    if let day { arguments += [day] }
    arguments += [filter.limit ?? -1]
    let early = day == nil ? "" : "AND opened_at < ?"
    // The flat condition on `retest` is what lets the index of those that wait be used.
    return try Row.fetchAll(
      database,
      sql: """
        SELECT id, title, service, opened_at, priority,
          coalesce(\(last("retest.named", "retest.mission")),
            \(last("mission.attached", "mission")), mission) AS tested_by,
          (SELECT json_extract(body, '$.event.fields.proof') FROM event
            WHERE finding = id AND kind = 'opened' ORDER BY line LIMIT 1) AS proof
        FROM (SELECT * \(source)) WHERE retest IS NOT NULL \(early)
        ORDER BY \(byPriority) LIMIT ?
        """, arguments: arguments
    ).map { row in
      let proof: String? = row["proof"]
      return WaitingRetest(
        id: FindingID(rawValue: row["id"]), title: row["title"], service: row["service"],
        mission: row["tested_by"], openedAt: row["opened_at"], priority: row["priority"],
        isOfPeople: proof == FindingOpening.Proof.people.rawValue)
    }
  }

  /// A field of the last event of a kind.
  private static func last(_ kind: String, _ field: String) -> String {
    """
    (SELECT json_extract(body, '$.event.fields.\(field)') FROM event
      WHERE finding = id AND kind = '\(kind)' ORDER BY line DESC LIMIT 1)
    """
  }
}
