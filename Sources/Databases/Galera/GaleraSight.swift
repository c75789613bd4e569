import NIOCore
import Vocabulary

/// What a member says of itself and of its group.
///
/// Shape: it answers so outside of the primary component as well, where it refuses tables.
struct GaleraSight: Sendable, Equatable {
  /// Whether its component may write.
  var isPrimary: Bool
  /// Whether it takes statements and is neither copied nor far behind.
  var isSynced: Bool
  /// The addresses of its component, in the order of the group.
  var component: [String]
  /// How many components there were before this one; nil outside of the primary one.
  var configuration: Int64?
  /// The number of the last write that it has.
  var committed: Int64?
  /// The history that it belongs to, which all members share.
  var history: String?

  /// Names and values, one a row; without the wait for the group that a setting may ask of reads.
  static let statement = """
    SET STATEMENT wsrep_sync_wait=0 FOR \
    SELECT VARIABLE_NAME, VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS \
    WHERE VARIABLE_NAME IN ('wsrep_cluster_status', 'wsrep_ready', 'wsrep_local_state_comment', \
    'wsrep_incoming_addresses', 'wsrep_cluster_conf_id', 'wsrep_last_committed', \
    'wsrep_cluster_state_uuid')
    """

  /// Reads the answer to the statement; nil where it is none.
  init?(_ reply: MariaDBReply) {
    guard reply.failure == nil, let rows = reply.rows else { return nil }
    var table: [String: String] = [:]
    for row in rows {
      guard row.count == 2, let name = row[0], let value = row[1] else { return nil }
      table[name.lowercased()] = value
    }
    guard let status = table["wsrep_cluster_status"], let ready = table["wsrep_ready"],
      let state = table["wsrep_local_state_comment"]
    else { return nil }
    isPrimary = status == "Primary"
    // A donor takes writes while it is copied from.
    isSynced = ready == "ON" && (state == "Synced" || state == "Donor/Desynced")
    component = (table["wsrep_incoming_addresses"] ?? "").split(separator: ",").map(String.init)
    configuration = table["wsrep_cluster_conf_id"].flatMap { Int64($0) }
    committed = table["wsrep_last_committed"].flatMap { Int64($0) }
    history = table["wsrep_cluster_state_uuid"]
  }

  /// What a member answers to the question below where it serves.
  static let serving = ["serves: Primary,Synced,ON"]

  /// A whole session at once, as an agent asks it: who we are, one statement, and that we leave.
  static func question(answers: [String]) -> ServiceCommand.Readiness.Question {
    ServiceCommand.Readiness.Question(
      port: GaleraDatabase.clientPort, question: session(asking: readiness), answers: answers)
  }

  /// One word for the component, the member, and whether it takes statements.
  static let readiness = """
    SET STATEMENT wsrep_sync_wait=0 FOR \
    SELECT CONCAT('serves: ', GROUP_CONCAT(VARIABLE_VALUE ORDER BY VARIABLE_NAME)) \
    FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME IN \
    ('wsrep_cluster_status', 'wsrep_local_state_comment', 'wsrep_ready')
    """

  /// A session in which nobody waits for the server's words.
  ///
  /// Shape: text, for that is what an agent sends. A byte of 128 or more would become two in it, so
  ///        blanks at the end make the statement as long as its length can be written. The server
  ///        asks once more for a password, for the newer form has such a byte: that is answered
  ///        before it asks.
  static func session(asking statement: String) -> String {
    var statement = statement
    while (statement.utf8.count + 1) % 256 > 127 { statement += " " }
    var buffer = MariaDBRequest.hello(
      user: GaleraDatabase.user, database: GaleraDatabase.schema
    ).bytes(sequence: 1)
    buffer.writeImmutableBuffer(MariaDBRequest.nothing(sequence: 3))
    buffer.writeImmutableBuffer(MariaDBRequest.query(statement).bytes(sequence: 0))
    buffer.writeImmutableBuffer(MariaDBRequest.quit)
    return String(buffer: buffer)
  }
}
