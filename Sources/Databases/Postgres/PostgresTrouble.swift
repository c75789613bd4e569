/// Which of PostgreSQL's errors say that an operation certainly did not happen.
///
/// Shape:  an `ERROR` undoes the statement or the transaction, for all of them are raised before
///         the commit is written: a conflict of serializable transactions (40001), a deadlock
///         (40P01), a server that only reads (25006), a full disk (53100). What ends the session
///         says nothing of a commit that was under way: a server that stops while it waits for a
///         synchronous standby has committed already. What is said before a request was sent, such
///         as 57P01 and 57P03 to one that connects, has nothing to do with it.
/// Limits: an acknowledgement can be false. A wait for a standby that was given up ends in success
///         and a warning; the write may be nowhere else, so it counts as unknown.
/// Source: PostgreSQL 15, "PostgreSQL Error Codes"; `syncrep.c`, `SyncRepWaitForLSN`; seen with
///         `pg_cancel_backend` and `pg_terminate_backend` on 15.18. Jepsen's `with-errors` for
///         PostgreSQL classes the same ones as `fail`.
enum PostgresTrouble {
  /// Class 08 is of connections that broke within the server's own reach, 40003 says itself that
  /// nobody knows, XX001 and XX002 are of data that is not to be trusted.
  private static let unsure: Set<String> = ["40003", "XX001", "XX002"]

  /// The database gave up this transaction so that another one goes on: the session is sound.
  private static let conflicts: Set<String> = ["40001", "40P01"]

  /// The answer, or why it is none, by all that it says.
  static func check(
    _ result: Result<PostgresReply, PostgresFault>, mayCommit: Bool = true
  ) throws(SQLTrouble) -> PostgresReply {
    switch result {
    case .failure(let fault):
      let isRefused = fault.lastWords?.isFatal == true
      throw SQLTrouble(fault, isRefused: isRefused, mayCommit: mayCommit)
    case .success(let reply):
      if let failure = reply.failure { throw trouble(failure, mayCommit: mayCommit) }
      if let warning = reply.notices.first(where: { isUnreplicated($0) }) {
        throw SQLTrouble(kind: .refused, message: warning.text, isDefinite: false)
      }
      return reply
    }
  }

  /// PostgreSQL answered with an error.
  private static func trouble(_ notice: PostgresNotice, mayCommit: Bool) -> SQLTrouble {
    let isKnown =
      notice.severity == "ERROR" && !notice.code.hasPrefix("08") && !unsure.contains(notice.code)
    return SQLTrouble(
      kind: conflicts.contains(notice.code) ? .conflict : .refused, message: notice.text,
      isDefinite: isKnown || !mayCommit)
  }

  /// Both warnings of a commit that gave up its wait have the same detail, and codes of others.
  private static func isUnreplicated(_ notice: PostgresNotice) -> Bool {
    notice.severity == "WARNING" && notice.detail.contains("has already committed locally")
  }
}
