import Vocabulary

/// A base backup in the place of one member's data.
///
/// Effect: Patroni brings the backup to its end by itself, in single user mode. That writes a
///         checkpoint of its own into the log: the member's log ends in another way than the
///         leader's, on the same timeline, one segment further. It never follows again, answers
///         reads with what the backup held, and `patronictl list` shows it as running with no lag.
///         Its place in the log is the highest until the leader has filled a segment, so it wins an
///         election before that: after a restart of all members it is likely to lead, and what was
///         acknowledged since the backup is gone. A leader hands over before it stops, and what it
///         became is then of an older timeline, which Patroni rewinds.
/// Source: PostgreSQL 15, "Continuous Archiving and Point-in-Time Recovery"; Patroni 3.0.2,
///         `ha.py`, "doing crash recovery in a single user mode". All of it was tried.
extension PatroniDatabase {
  /// That it follows again is not proved: that it does not is what the mistake does.
  func restoration(
    of host: HostName, from backup: String, isFullRestart: Bool, _ site: OperatorSite
  ) -> OperatorProcedure {
    let fresh = OperatorProcedure.beside(site.layout.dataDirectories[host] ?? "", site)
    let unpacked = Self.asItself + ["sh", "-c", Self.unpacking, "unpack", backup, fresh]
    var procedure = OperatorProcedure.exchange(
      of: host, at: site, showing: "PG_VERSION", restored: [unpacked],
      restarting: isFullRestart ? site.layout.members : [])
    procedure.proof.append(
      .command(
        host: host, arguments: Self.typed("SELECT 'answers'", at: host, site.layout),
        expecting: CommandExpectation(
          shows: ["answers"], meaning: "the PostgreSQL of \(host) answers")))
    return procedure
  }

  /// The files as they were, and nothing that says what they are to become.
  private static let unpacking = """
    set -e
    file=$1 data=$2
    mkdir -m 700 "$data"
    tar --no-same-owner -C "$data" -xf "$file" || { rm -rf "$data"; exit 1; }
    chmod 700 "$data"
    \(PatroniConfiguration.programs)/pg_verifybackup --quiet "$data" || { rm -rf "$data"; exit 1; }
    rm -f "$data/backup_manifest"
    """

  /// `psql` as it is typed about one member.
  static func typed(
    _ statement: String, at host: HostName, _ cluster: ClusterLayout
  ) -> [String] {
    [
      "psql", "--no-psqlrc", "-h", cluster.addresses[host] ?? "", "-U", user, "-d", catalog, "-Atc",
      statement,
    ]
  }
}
