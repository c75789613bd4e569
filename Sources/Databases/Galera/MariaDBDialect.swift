import NIOCore
import Vocabulary

/// MariaDB's words for the requests of a load, and what its answers mean.
///
/// Shape:  one statement a request, which is a transaction of its own. A compare-and-set finds its
///         row by the value that it expects; where another member changed it meanwhile, the group
///         refuses the whole statement.
/// Limits: keys of 64 characters.
enum MariaDBDialect: SQLTransactionDialect {
  /// The tables of all workloads; a bank of ten accounts with a hundred each.
  static let tables = """
    CREATE TABLE registers (k varchar(64) PRIMARY KEY, v bigint NOT NULL);
    CREATE TABLE elements (k varchar(64), e bigint, PRIMARY KEY (k, e));
    CREATE TABLE lists (k varchar(64) PRIMARY KEY, v mediumtext NOT NULL);
    CREATE TABLE accounts (id bigint PRIMARY KEY, balance bigint NOT NULL);
    INSERT INTO accounts VALUES (0, 100), (1, 100), (2, 100), (3, 100), (4, 100),
      (5, 100), (6, 100), (7, 100), (8, 100), (9, 100);

    """

  static func connection(
    to member: MemberEndpoint, on eventLoop: any EventLoop
  ) -> MariaDBConnection {
    MariaDBConnection(host: member.address, port: member.port, eventLoop: eventLoop)
  }

  /// Every member takes writes but one that is copied, or outside of the primary component.
  static func refusal(
    at connection: MariaDBConnection, before deadline: NIODeadline
  ) async -> String? {
    let question = MariaDBRequest.query("SHOW STATUS LIKE 'wsrep_ready'")
    switch await connection.send(question, before: deadline) {
    case .failure(let fault): return fault.message
    case .success(let reply):
      if let failure = reply.failure { return failure.text }
      return reply.rows?.first?.last == "ON" ? nil : "it is not ready"
    }
  }

  /// As MySQL's own library has it, `queriesBeforeRetrySource`: so those who stand beside a member
  /// are with it again soon after it takes writes again, whatever these are worth.
  static let requestsAbroad: Int? = 50

  static func check(
    _ result: Result<MariaDBReply, MariaDBFault>, mayCommit: Bool
  ) throws(SQLTrouble) -> MariaDBReply {
    try MariaDBTrouble.check(result, mayCommit: mayCommit)
  }

  static func request(_ request: StoreRequest) -> MariaDBRequest {
    switch request {
    case .read(let key): readRegister(key)
    case .write(let key, let value): writeRegister(key, value)
    case .compareAndSet(let key, let expected, let new):
      .query(
        "UPDATE registers SET v = \(new) WHERE k = \(literal(key)) AND v = \(expected)")
    case .add(let key, let element):
      .query("INSERT IGNORE INTO elements VALUES (\(literal(key)), \(element))")
    case .elements(let key):
      .query("SELECT e FROM elements WHERE k = \(literal(key)) ORDER BY e")
    }
  }

  static func answer(
    _ reply: MariaDBReply, to request: StoreRequest
  ) throws(SQLTrouble) -> StoreAnswer {
    let answer: StoreAnswer? =
      switch (request, reply.rows, reply.affected) {
      case (.read, let rows?, _) where rows.isEmpty: StoreAnswer()
      case (.read, let rows?, _) where rows.count == 1:
        numbers(rows)?.first.map { StoreAnswer(value: $0) }
      // One is new, two were changed; one as well where it held the value before.
      case (.write, nil, 1...2): StoreAnswer()
      // What a compare found instead it does not tell, for that may be older than the miss.
      case (.compareAndSet, nil, 0): StoreAnswer(matched: false)
      case (.compareAndSet, nil, 1): StoreAnswer(matched: true)
      case (.add, nil, 0...1): StoreAnswer()
      case (.elements, let rows?, _): numbers(rows).map { StoreAnswer(elements: $0) }
      default: nil
      }
    guard let answer else {
      let seen = reply.rows.map { "\($0.count) rows" } ?? "a count of \(reply.affected)"
      throw .garbage("the reply makes no sense: \(seen)")
    }
    return answer
  }

  static func contents(_ words: SQLWords) -> [MariaDBRequest] {
    switch words {
    case .begin(let level):
      // It holds for the next transaction only.
      [.query("SET TRANSACTION ISOLATION LEVEL \(level.sql)"), .query("START TRANSACTION")]
    case .commit: [.query("COMMIT")]
    case .rollBack: [.query("ROLLBACK")]
    case .step(.readList(let key)):
      [.query("SELECT v FROM lists WHERE k = \(literal(key))")]
    case .step(.append(let key, let value)):
      [
        .query(
          "INSERT INTO lists VALUES (\(literal(key)), '\(value)') "
            + "ON DUPLICATE KEY UPDATE v = CONCAT(v, ',', VALUES(v))")
      ]
    case .step(.readRegister(let key)): [readRegister(key)]
    case .step(.writeRegister(let key, let value)): [writeRegister(key, value)]
    case .balances: [.query("SELECT id, balance FROM accounts ORDER BY id")]
    case .balance(let account): [.query("SELECT balance FROM accounts WHERE id = \(account)")]
    case .setBalance(let account, let balance):
      [.query("UPDATE accounts SET balance = \(balance) WHERE id = \(account)")]
    }
  }

  static func rows(_ reply: MariaDBReply) -> [[String?]] { reply.rows ?? [] }

  /// A commit that was none is an error of its own.
  static func refusal(ofCommit reply: MariaDBReply) -> SQLTrouble? {
    reply.rows == nil ? nil : .garbage("the commit was answered with rows")
  }

  private static func readRegister(_ key: String) -> MariaDBRequest {
    .query("SELECT v FROM registers WHERE k = \(literal(key))")
  }

  private static func writeRegister(_ key: String, _ value: Int64) -> MariaDBRequest {
    .query(upsert(literal(key), "\(value)"))
  }

  /// The write of a register, of a key and a value in SQL; also what a load tool is given.
  static func upsert(_ key: String, _ value: String) -> String {
    "INSERT INTO registers VALUES (\(key), \(value)) ON DUPLICATE KEY UPDATE v = VALUES(v)"
  }

  private static func literal(_ text: String) -> String { MariaDBRequest.literal(text) }

  /// The first column of all rows; nil where one of them is no whole number.
  private static func numbers(_ rows: [[String?]]) -> [Int64]? {
    let numbers = rows.compactMap { $0.first.flatMap { $0 }.flatMap { Int64($0) } }
    return numbers.count == rows.count ? numbers : nil
  }
}

/// One logical client of MariaDB with Galera.
typealias MariaDBClient = SQLClient<MariaDBDialect>
