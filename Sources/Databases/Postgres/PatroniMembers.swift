import FoundationEssentials
import Vocabulary

/// Makes members of a cluster's status of what each PostgreSQL and its Patroni say.
///
/// Shape: pure; a member's identifier is its address and port, its term PostgreSQL's timeline,
///        which each promotion counts up.
enum PatroniMembers {
  /// One member and both of its answers; nil is silence.
  struct Seen: Sendable, Equatable {
    var host: HostName
    var address: String
    var replication: PostgresReplication?
    var patroni: PatroniSight?
  }

  /// The members; a leader is the primary that a member follows, or is, by right.
  ///
  /// Who leads without the key, receives no log, has a Patroni that knows no leader, or is on a
  /// timeline that another one has left behind, knows no leader: it does not serve.
  static func members(_ seen: [Seen]) -> [ClusterStatus.Member] {
    let newest = seen.compactMap { $0.replication?.timeline }.max()
    return seen.map { one in
      let timeline = one.replication?.timeline
      let isOutdated = timeline.map { $0 < newest ?? 0 } ?? false
      return ClusterStatus.Member(
        host: one.host, answers: one.replication != nil, id: one.address,
        leader: isOutdated ? nil : leader(of: one), term: timeline, fsyncs: nil)
    }
  }

  private static func leader(of one: Seen) -> String? {
    guard let replication = one.replication else { return nil }
    if let patroni = one.patroni, patroni.isUnlocked { return nil }
    guard replication.isPrimary else { return replication.follows }
    return one.patroni?.holdsKey ?? true ? one.address : nil
  }
}

/// What a PostgreSQL says of its place among the others.
struct PostgresReplication: Sendable, Equatable {
  /// Whether it takes writes.
  var isPrimary: Bool
  /// How many promotions there have been, and one.
  var timeline: Int64?
  /// The address and port of the one whose log it receives; nil where it receives none.
  var follows: String?

  /// One row of three columns: whether it recovers, its timeline, whose log streams in.
  static let question = """
    SELECT pg_is_in_recovery(), CASE WHEN pg_is_in_recovery() \
    THEN (SELECT received_tli FROM pg_stat_wal_receiver) \
    ELSE ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int END, \
    (SELECT sender_host || ':' || sender_port FROM pg_stat_wal_receiver \
    WHERE status = 'streaming')
    """

  /// Reads the answer to the question; nil where it is none.
  init?(_ reply: PostgresReply) {
    guard reply.failure == nil, reply.rows.count == 1, reply.rows[0].count == 3,
      let recovers = reply.rows[0][0], ["t", "f"].contains(recovers)
    else { return nil }
    isPrimary = recovers == "f"
    timeline = reply.rows[0][1].flatMap { Int64($0) }
    follows = isPrimary ? nil : reply.rows[0][2]
  }
}

/// What a Patroni says when it is asked whether it leads.
struct PatroniSight: Sendable, Equatable {
  /// Whether it holds the leader's key, as far as it knows.
  var holdsKey: Bool
  /// Whether nobody holds it, or it cannot tell.
  var isUnlocked: Bool

  private struct Answer: Decodable {
    var state: String
    var isUnlocked: Bool?

    private enum CodingKeys: String, CodingKey {
      case state
      case isUnlocked = "cluster_unlocked"
    }
  }

  /// Reads the answer to `GET /leader`; nil where it is none.
  ///
  /// Both 200 and 503 come with the same words about the member.
  init?(status: Int, body: [UInt8]) {
    guard status == 200 || status == 503,
      let answer = try? JSONDecoder().decode(Answer.self, from: Data(body))
    else { return nil }
    holdsKey = status == 200
    isUnlocked = answer.isUnlocked ?? false
  }
}
