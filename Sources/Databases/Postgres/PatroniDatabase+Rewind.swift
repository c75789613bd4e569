import Vocabulary

/// `pg_rewind` with target and source exchanged.
///
/// Effect: of two that lead, the one that has more becomes a copy of the one that has less: its log
///         is undone to the point where both were one, and whatever it acknowledged since is gone.
///         Patroni is resumed then, makes it a replica of the other one, and rewinds whoever still
///         follows it.
/// Limits: two lead only while Patroni is paused, or for a moment; where nobody else does, or the
///         member does not lead itself, the command is refused before anything is stopped.
/// Source: PostgreSQL 15, "pg_rewind", which needs `wal_log_hints` or check sums: the range's data
///         has these. Patroni 3.0, "Pause/Resume mode for the cluster".
extension PatroniDatabase {
  /// A look, a stop past Patroni, which leaves it alone while it is paused, and the rewind.
  ///
  /// The other one must hold the key before Patroni is resumed: it takes it once nobody has it.
  func rewinding(of host: HostName, _ site: OperatorSite) -> OperatorProcedure? {
    let layout = site.layout
    let others = layout.members.filter { $0 != host }.compactMap { layout.addresses[$0] }
    guard let own = layout.addresses[host], !others.isEmpty else { return nil }
    let data = layout.dataDirectories[host] ?? ""
    let source =
      "host=\(others.joined(separator: ",")) port=\(Self.clientPort) user=\(Self.user) "
      + "dbname=\(Self.catalog) target_session_attrs=read-write connect_timeout=2"
    let programs = PatroniConfiguration.programs
    let file = PatroniConfiguration(layout).patroniPath(host)
    func typed(_ words: [String], _ seconds: Double = 30) -> HostAction {
      .command(OperatorCommand(on: host, words, limitNs: .seconds(seconds)))
    }
    let role = "SELECT CASE WHEN pg_is_in_recovery() THEN 'follows' ELSE 'leads' END"
    return OperatorProcedure(
      actions: [
        typed(["sh", "-c", Self.look, "look", own, source]),
        typed(
          Self.asItself + ["\(programs)/pg_ctl", "-D", data, "-s", "-w", "-m", "fast", "stop"]),
        typed(
          Self.asItself + [
            "\(programs)/pg_rewind", "--target-pgdata=\(data)", "--source-server=\(source)",
          ]),
        typed(["sh", "-c", Self.awaitLeader, "await", file, host.rawValue], 40),
        typed(pausing(from: host, isResumed: true, in: layout)),
      ],
      proof: [
        .command(
          host: host, arguments: Self.typed(role, at: host, layout),
          expecting: CommandExpectation(
            shows: ["follows"], meaning: "the PostgreSQL of \(host) follows")),
        .database(host: host, state: .serving),
      ])
  }

  /// A checkpoint at the source first: without one `pg_rewind` may take its timeline for the old.
  private static let look = """
    no() { echo "$1" >&2; exit 1; }
    leads=$(psql --no-psqlrc -h "$1" -U \(user) -d \(catalog) -Atc 'SELECT NOT pg_is_in_recovery()')
    [ "$leads" = t ] || no "the PostgreSQL of this host does not lead: nothing would be rewound"
    psql --no-psqlrc -Atc CHECKPOINT "$2" \
    || no "no other PostgreSQL takes writes: there is nothing that this one could be made like"
    """

  /// Until Patroni calls another one the leader.
  private static let awaitLeader = """
    leader=$(printf '\\tLeader\\trunning') own=$(printf '\\t%s\\t' "$2")
    until patronictl -c "$1" list -f tsv | grep "$leader" | grep -qv "$own"; do sleep 0.3; done
    """
}
