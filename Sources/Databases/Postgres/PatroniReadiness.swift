import NIOCore
import Vocabulary

/// What a member must answer before it counts as serving.
///
/// Shape:  either it takes writes, Patroni says that it holds the leader's key, and where writes
///         wait for a standby there is one that may be elected; or it receives the primary's log
///         from the member that etcd has as the leader, and Patroni calls it a running replica.
/// Effect: a replica that is still copied does not serve. The primary's own list shows its copy as
///         `streaming`, so the replica is asked, by `pg_stat_wal_receiver`: what does not run yet
///         cannot answer. Nor does a primary whose key has run out, or one that was elected and
///         still replays.
/// Units:  from nothing about ten seconds.
struct PatroniReadiness {
  private let cluster: ClusterLayout

  init(_ cluster: ClusterLayout) { self.cluster = cluster }

  /// The ways of a host to serve.
  ///
  /// PostgreSQL is asked first: while it does not run, that costs nothing, and Patroni is a program
  /// of its own that has better things to do than to answer then.
  func ways(of host: HostName) -> ServiceCommand.Readiness {
    let isSynchronous = PatroniConfiguration(cluster).isSynchronous && cluster.members.count > 1
    let leading = [
      sql("SELECT 'recovery: ' || pg_is_in_recovery()", ["recovery: false"]),
      rest("leader", ["HTTP/1.0 200 "]),
      rest("cluster", [leader(is: host)] + (isSynchronous ? ["\"role\": \"sync_standby\""] : [])),
    ]
    let following = cluster.members.filter { $0 != host }.map { other in
      [
        sql(
          "SELECT 'log ' || status || ' from ' || sender_host || '.' FROM pg_stat_wal_receiver",
          ["log streaming from \(cluster.addresses[other] ?? "")."]),
        rest("replica", ["HTTP/1.0 200 "]),
        rest("cluster", [leader(is: other)]),
      ]
    }
    return ServiceCommand.Readiness(ways: [leading] + following)
  }

  /// The leader runs: one that is elected and has not been promoted yet is another state.
  private func leader(is host: HostName) -> String {
    "\"name\": \"\(host)\", \"role\": \"leader\", \"state\": \"running\""
  }

  private func rest(_ path: String, _ answers: [String]) -> ServiceCommand.Readiness.Question {
    ServiceCommand.Readiness.Question(
      port: PatroniDatabase.restPort, question: "GET /\(path) HTTP/1.0\r\n\r\n", answers: answers)
  }

  private func sql(_ text: String, _ answers: [String]) -> ServiceCommand.Readiness.Question {
    ServiceCommand.Readiness.Question(
      port: PatroniDatabase.clientPort, question: Self.session(asking: text), answers: answers)
  }

  /// A whole session at once: who we are, one statement, and that we leave.
  ///
  /// Shape: text, for that is what an agent sends. A byte of 128 or more would become two in it, so
  ///        blanks at the end make the statement as long as its length can be written.
  static func session(asking statement: String) -> String {
    var statement = statement
    while (statement.utf8.count + 5) % 256 > 127 { statement += " " }
    var buffer = PostgresRequest.startup(
      user: PatroniDatabase.user, database: PatroniDatabase.catalog
    ).bytes()
    buffer.writeImmutableBuffer(PostgresRequest.simple(statement).bytes())
    buffer.writeImmutableBuffer(PostgresRequest.terminate)
    return String(buffer: buffer)
  }
}
