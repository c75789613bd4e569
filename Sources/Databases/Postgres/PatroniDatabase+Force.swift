import Vocabulary

/// A promotion by hand, past Patroni.
///
/// Effect: the replica takes writes on a timeline of its own. A Patroni that manages sees within a
///         turn that it has no key and makes it a replica again, and what it took is gone; one that
///         is paused leaves both primaries alone.
/// Source: PostgreSQL 15, "Recovery Control Functions", `pg_promote`; Patroni 3.0, "Pause/Resume
///         mode for the cluster".
extension PatroniDatabase {
  /// One statement; a server that leads already refuses it.
  func forcing(of host: HostName, _ site: OperatorSite) -> OperatorProcedure {
    func typed(_ statement: String) -> [String] {
      Self.typed(statement, at: host, site.layout)
    }
    let role = "SELECT CASE WHEN pg_is_in_recovery() THEN 'follows' ELSE 'leads' END"
    return OperatorProcedure(
      actions: [.command(OperatorCommand(on: host, typed("SELECT pg_promote(true, 8)")))],
      proof: [
        .command(
          host: host, arguments: typed(role),
          expecting: CommandExpectation(
            shows: ["leads"], meaning: "the PostgreSQL of \(host) takes writes"))
      ])
  }
}
