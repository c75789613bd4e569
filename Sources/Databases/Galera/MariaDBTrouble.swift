/// Which of MariaDB's errors say that an operation certainly did not happen.
///
/// Shape:  those that are raised before anything is sent to the group, or because the group said
///         no: a lost certification or a deadlock (1213), a member outside of the primary component
///         (1047), a wait for a lock that was given up (1205), a statement that is none. All
///         others may have happened. Most of all 1180, which a member that is cut off in the middle
///         of a commit answers: of four such writes one was in the other component all the same.
/// Limits: a member that is shut down, and a session that is killed, say nothing of a commit.
/// Source: Galera Cluster documentation, "Certification-Based Replication"; wsrep-lib,
///         `transaction.cpp`, `certify_commit`; seen on 10.11 with the cable of a member pulled.
///         Jepsen's Galera tests class deadlocks and unprepared nodes as `fail`.
enum MariaDBTrouble {
  /// Another transaction goes first: all of this one is undone, and the session is sound.
  ///
  /// 1020 is the same under snapshot isolation.
  private static let conflicts: Set<UInt16> = [1213, 1020, 1205]

  private static let definite: Set<UInt16> = conflicts.union([
    // Not prepared, unknown database, unknown column, a key that is there, no statement, no table,
    // read only, out of range, too long.
    1047, 1049, 1054, 1062, 1064, 1146, 1290, 1264, 1406,
  ])

  /// The answer, or why it is none, by all that it says.
  static func check(
    _ result: Result<MariaDBReply, MariaDBFault>, mayCommit: Bool = true
  ) throws(SQLTrouble) -> MariaDBReply {
    switch result {
    case .failure(let fault):
      throw SQLTrouble(fault, isRefused: fault.lastWords != nil, mayCommit: mayCommit)
    case .success(let reply):
      guard let failure = reply.failure else { return reply }
      throw SQLTrouble(
        kind: conflicts.contains(failure.code) ? .conflict : .refused, message: failure.text,
        isDefinite: definite.contains(failure.code) || !mayCommit)
    }
  }
}
