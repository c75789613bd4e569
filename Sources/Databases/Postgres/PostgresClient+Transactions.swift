import NIOCore
import Vocabulary

/// Transactions, one statement after the other, as an application with a session sends them.
///
/// Shape:  the values that a transfer writes are computed by the client from what it read, so what
///         the level does not forbid shows.
/// Source: Jepsen's `append` and `bank` tests of PostgreSQL.
extension PostgresClient: TransactionClient {
  /// Begins, executes, commits; where another transaction has to go first, rolls back and stays.
  package func perform(
    _ transaction: StoreTransaction
  ) async -> ClientResult<TransactionAnswer> {
    let deadline = deadline
    let primary: Primary
    do throws(Search) {
      primary = try await find(before: deadline)
    } catch {
      return .failed(error.fault)
    }
    let session = PostgresTransaction(connection: primary.connection, deadline: deadline)
    let answer: TransactionAnswer?
    do throws(PostgresTrouble) {
      try await session.begin(transaction.level)
      answer = try await session.execute(transaction.body)
    } catch {
      // Nothing was asked to be committed, so nothing was.
      if await !session.rollBack(after: error) { leave() }
      return .failed(fault(error, at: primary))
    }
    guard let answer else {
      if await !session.rollBack(after: nil) { leave() }
      let refusal = PostgresTrouble(
        kind: .refused, message: "the account holds too little", isDefinite: true)
      return .failed(fault(refusal, at: primary))
    }
    do throws(PostgresTrouble) {
      try await session.commit()
      return .ok(answer)
    } catch {
      if await !session.rollBack(after: error) { leave() }
      let fault = fault(error, at: primary)
      return error.isDefinite || transaction.isRead ? .failed(fault) : .unknown(fault)
    }
  }
}

extension StoreTransaction {
  /// Whether it leaves no trace.
  var isRead: Bool {
    switch body {
    case .balances: true
    case .transfer: false
    case .steps(let steps):
      steps.allSatisfy { step in
        switch step {
        case .readList, .readRegister: true
        case .append, .writeRegister: false
        }
      }
    }
  }
}

/// One transaction on a session.
struct PostgresTransaction: Sendable {
  let connection: PostgresConnection
  let deadline: NIODeadline

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

  func begin(_ level: TransactionLevel) async throws(PostgresTrouble) {
    _ = try await send(.simple("BEGIN ISOLATION LEVEL \(level.sql)"))
  }

  /// Commits; a transaction that failed before is rolled back by it, which its answer says.
  func commit() async throws(PostgresTrouble) {
    let result = await connection.send(.simple("COMMIT"), before: deadline)
    let reply = try PostgresTrouble.check(result)
    guard reply.tags == ["COMMIT"] else {
      throw PostgresTrouble(
        kind: .refused, message: "the commit was answered with \(reply.tags)",
        isDefinite: reply.tags == ["ROLLBACK"])
    }
  }

  /// Whether the session is fit for the next transaction, rolled back where that is needed.
  func rollBack(after trouble: PostgresTrouble?) async -> Bool {
    if let trouble, trouble.kind != .conflict { return false }
    let result = await connection.send(.simple("ROLLBACK"), before: deadline)
    return (try? PostgresTrouble.check(result))?.block == .idle
  }

  /// What it read; nil where it must not be committed.
  func execute(
    _ body: StoreTransaction.Body
  ) async throws(PostgresTrouble) -> TransactionAnswer? {
    switch body {
    case .steps(let steps):
      var answer = TransactionAnswer()
      for step in steps { answer.seen.append(try await execute(step)) }
      return answer
    case .balances:
      let rows = try await send(.prepared(Self.balances, [])).rows
      let balances = rows.compactMap { row -> TransactionAnswer.Balance? in
        guard row.count == 2, let account = row[0].flatMap({ Int64($0) }),
          let balance = row[1].flatMap({ Int64($0) })
        else { return nil }
        return TransactionAnswer.Balance(account: account, balance: balance)
      }
      guard balances.count == rows.count else { throw .garbage("a balance that is no number") }
      return TransactionAnswer(balances: balances)
    case .transfer(let from, let to, let amount):
      let source = try await holding(of: from)
      let target = try await holding(of: to)
      guard source >= amount else { return nil }
      try await set(from, to: source - amount)
      try await set(to, to: target + amount)
      return TransactionAnswer()
    }
  }

  private func execute(
    _ step: StoreTransaction.Step
  ) async throws(PostgresTrouble) -> [Int64] {
    switch step {
    case .readList(let key):
      let rows = try await send(.prepared(Self.readList, [key])).rows
      guard let text = rows.first?.first.flatMap({ $0 }) else { return [] }
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      let numbers = parts.compactMap { Int64($0) }
      guard numbers.count == parts.count else { throw .garbage("a list of `\(text)`") }
      return numbers
    case .readRegister(let key):
      let rows = try await send(.prepared(Self.readRegister, [key])).rows
      guard let text = rows.first?.first.flatMap({ $0 }) else { return [] }
      guard let number = Int64(text) else { throw .garbage("a register of `\(text)`") }
      return [number]
    case .append(let key, let value):
      _ = try await send(.prepared(Self.append, [key, String(value)]))
      return []
    case .writeRegister(let key, let value):
      _ = try await send(.prepared(Self.writeRegister, [key, String(value)]))
      return []
    }
  }

  private func holding(of account: Int64) async throws(PostgresTrouble) -> Int64 {
    let rows = try await send(.prepared(Self.balance, [String(account)])).rows
    guard let balance = rows.first?.first.flatMap({ $0 }).flatMap({ Int64($0) }) else {
      throw .garbage("account \(account) holds no number")
    }
    return balance
  }

  private func set(_ account: Int64, to balance: Int64) async throws(PostgresTrouble) {
    _ = try await send(.prepared(Self.setBalance, [String(account), String(balance)]))
  }

  /// A statement before the commit: whatever goes wrong, nothing was committed.
  private func send(_ request: PostgresRequest) async throws(PostgresTrouble) -> PostgresReply {
    try PostgresTrouble.check(
      await connection.send(request, before: deadline), mayCommit: false)
  }
}
