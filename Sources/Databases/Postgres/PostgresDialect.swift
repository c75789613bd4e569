import NIOCore
import Vocabulary

/// PostgreSQL's words for transactions, and what its answers say.
enum PostgresDialect: SQLTransactionDialect {
  private static let readList = PostgresStatement(
    name: "read-list", text: "SELECT v FROM lists WHERE k = $1::text")
  private static let append = PostgresStatement(
    name: "append",
    text: "INSERT INTO lists VALUES ($1::text, $2::text) "
      + "ON CONFLICT (k) DO UPDATE SET v = lists.v || ',' || EXCLUDED.v")
  private static let readRegister = PostgresStatement(
    name: "read-register", text: "SELECT v FROM registers WHERE k = $1::text")
  private static let writeRegister = PostgresStatement(
    name: "write-register",
    text: "INSERT INTO registers VALUES ($1::text, $2::bigint) "
      + "ON CONFLICT (k) DO UPDATE SET v = EXCLUDED.v")
  private static let balances = PostgresStatement(
    name: "balances", text: "SELECT id, balance FROM accounts ORDER BY id")
  private static let balance = PostgresStatement(
    name: "balance", text: "SELECT balance FROM accounts WHERE id = $1::bigint")
  private static let setBalance = PostgresStatement(
    name: "set-balance",
    text: "UPDATE accounts SET balance = $2::bigint WHERE id = $1::bigint")

  static func connection(
    to member: MemberEndpoint, on eventLoop: any EventLoop
  ) -> PostgresConnection {
    PostgresConnection(host: member.address, port: member.port, eventLoop: eventLoop)
  }

  /// A standby cannot take writes; what the server says at its start tells which it is.
  static func refusal(
    at connection: PostgresConnection, before deadline: NIODeadline
  ) async -> String? {
    switch await connection.language(before: deadline) {
    case .failure(let fault): fault.message
    case .success(let language):
      if language.parameters["in_hot_standby"] == "on" {
        "it is a standby"
      } else if language.parameters["default_transaction_read_only"] == "on" {
        "it only reads"
      } else {
        nil
      }
    }
  }

  /// Where the primary is it stays until it is elsewhere.
  static let requestsAbroad: Int? = nil

  static func check(
    _ result: Result<PostgresReply, PostgresFault>, mayCommit: Bool
  ) throws(SQLTrouble) -> PostgresReply {
    try PostgresTrouble.check(result, mayCommit: mayCommit)
  }

  static func request(_ request: StoreRequest) -> PostgresRequest {
    PostgresStore.request(request)
  }

  static func answer(
    _ reply: PostgresReply, to request: StoreRequest
  ) throws(SQLTrouble) -> StoreAnswer {
    try PostgresStore.answer(reply, to: request)
  }

  static func contents(_ words: SQLWords) -> [PostgresRequest] {
    switch words {
    case .begin(let level): [.simple("BEGIN ISOLATION LEVEL \(level.sql)")]
    case .commit: [.simple("COMMIT")]
    case .rollBack: [.simple("ROLLBACK")]
    case .step(.readList(let key)): [.prepared(readList, [key])]
    case .step(.append(let key, let value)): [.prepared(append, [key, String(value)])]
    case .step(.readRegister(let key)): [.prepared(readRegister, [key])]
    case .step(.writeRegister(let key, let value)):
      [.prepared(writeRegister, [key, String(value)])]
    case .balances: [.prepared(balances, [])]
    case .balance(let account): [.prepared(balance, [String(account)])]
    case .setBalance(let account, let balance):
      [.prepared(setBalance, [String(account), String(balance)])]
    }
  }

  static func rows(_ reply: PostgresReply) -> [[String?]] { reply.rows }

  /// A transaction that failed before is rolled back by its commit, which the answer says.
  static func refusal(ofCommit reply: PostgresReply) -> SQLTrouble? {
    if reply.tags == ["COMMIT"] { return nil }
    return SQLTrouble(
      kind: .refused, message: "the commit was answered with \(reply.tags)",
      isDefinite: reply.tags == ["ROLLBACK"])
  }
}

/// One logical client of PostgreSQL under Patroni.
typealias PostgresClient = SQLClient<PostgresDialect>
