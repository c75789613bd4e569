import NIOCore
import Vocabulary

/// One transaction on a session.
struct SQLTransaction<Dialect: SQLTransactionDialect>: Sendable {
  let connection: SessionConnection<Dialect.Language>
  let deadline: NIODeadline

  func begin(_ level: TransactionLevel) async throws(SQLTrouble) {
    _ = try await send(.begin(level))
  }

  /// Commits; one that the database rolled back instead throws.
  func commit() async throws(SQLTrouble) {
    let reply = try await send(.commit, mayCommit: true)
    if let reply, let refusal = Dialect.refusal(ofCommit: reply) { throw refusal }
  }

  /// Whether the session is fit for the next transaction, rolled back where that is needed.
  func rollBack(after trouble: SQLTrouble?) async -> Bool {
    if let trouble, trouble.kind != .conflict { return false }
    do throws(SQLTrouble) {
      _ = try await send(.rollBack)
      return true
    } catch {
      return false
    }
  }

  /// What it read; nil where it must not be committed.
  func execute(
    _ body: StoreTransaction.Body
  ) async throws(SQLTrouble) -> TransactionAnswer? {
    switch body {
    case .steps(let steps):
      var answer = TransactionAnswer()
      for step in steps { answer.seen.append(try await execute(step)) }
      return answer
    case .balances:
      let rows = try await rows(.balances)
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
      _ = try await send(.setBalance(account: from, to: source - amount))
      _ = try await send(.setBalance(account: to, to: target + amount))
      return TransactionAnswer()
    }
  }

  private func execute(_ step: StoreTransaction.Step) async throws(SQLTrouble) -> [Int64] {
    let text = try await rows(.step(step)).first?.first.flatMap { $0 }
    switch step {
    case .readList:
      guard let text else { return [] }
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      let numbers = parts.compactMap { Int64($0) }
      guard numbers.count == parts.count else { throw .garbage("a list of `\(text)`") }
      return numbers
    case .readRegister:
      guard let text else { return [] }
      guard let number = Int64(text) else { throw .garbage("a register of `\(text)`") }
      return [number]
    case .append, .writeRegister:
      return []
    }
  }

  private func holding(of account: Int64) async throws(SQLTrouble) -> Int64 {
    let rows = try await rows(.balance(account: account))
    guard let balance = rows.first?.first.flatMap({ $0 }).flatMap({ Int64($0) }) else {
      throw .garbage("account \(account) holds no number")
    }
    return balance
  }

  private func rows(_ words: SQLWords) async throws(SQLTrouble) -> [[String?]] {
    try await send(words).map { Dialect.rows($0) } ?? []
  }

  /// The last reply; before the commit, whatever goes wrong, nothing was committed.
  private func send(
    _ words: SQLWords, mayCommit: Bool = false
  ) async throws(SQLTrouble) -> Dialect.Language.Reply? {
    var last: Dialect.Language.Reply?
    for content in Dialect.contents(words) {
      last = try Dialect.check(
        await connection.send(content, before: deadline), mayCommit: mayCommit)
    }
    return last
  }
}

extension StoreTransaction {
  /// Whether it leaves no trace.
  package var isRead: Bool {
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
