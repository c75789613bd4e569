import LoopbackEtcd
import NIOPosix
import Testing
import Vocabulary

@testable import Databases

private func mariaDBClient(_ members: MemberEndpoint...) -> MariaDBClient {
  MariaDBClient(
    members: members, group: MultiThreadedEventLoopGroup.singleton, timeout: .seconds(20))
}

/// A server on which everything goes well but what the script says otherwise.
private func scripted(
  _ other: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
) async throws -> MariaDBDouble {
  try await MariaDBDouble { text in
    if let bytes = other(text) { return .bytes(bytes) }
    return switch text {
    case let text where text.hasPrefix("SELECT v FROM lists"): .bytes(Told.rows([["4,2"]]))
    case let text where text.hasPrefix("SELECT v FROM registers"): .bytes(Told.rows([]))
    case let text where text.hasPrefix("SELECT balance"): .bytes(Told.rows([["10"]]))
    case let text where text.hasPrefix("SELECT id, balance"):
      .bytes(Told.rows([["0", "60"], ["1", "40"]], columns: 2))
    default: .bytes(Told.okay(affected: 1))
    }
  }
}

private let steps = StoreTransaction(
  .steps([
    .readList(key: "a"), .append(key: "a", value: 7), .readRegister(key: "b"),
    .writeRegister(key: "b", value: 8),
  ]), level: .repeatableRead)
private let transfer = StoreTransaction(
  .transfer(from: 0, to: 1, amount: 3), level: .readCommitted)
private let balances = StoreTransaction(.balances, level: .serializable)

@Suite struct MariaDBTransactionTests {
  @Test func `Statements are sent one by one, and committed at the end`() async throws {
    let server = try await scripted()
    let client = mariaDBClient(server.endpoint)
    guard case .ok(let answer) = await client.ask(steps) else {
      Issue.record("the transaction was not committed")
      return
    }
    #expect(answer.seen == [[4, 2], [], [], []])
    #expect(
      server.statements == [
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", "START TRANSACTION",
        "SELECT v FROM lists WHERE k = 'a'",
        "INSERT INTO lists VALUES ('a', '7') "
          + "ON DUPLICATE KEY UPDATE v = CONCAT(v, ',', VALUES(v))",
        "SELECT v FROM registers WHERE k = 'b'",
        "INSERT INTO registers VALUES ('b', 8) ON DUPLICATE KEY UPDATE v = VALUES(v)", "COMMIT",
      ])
    client.close()
    await server.close()
  }

  @Test func `A transfer writes what it computed of what it read`() async throws {
    let server = try await scripted()
    let client = mariaDBClient(server.endpoint)
    guard case .ok = await client.ask(transfer) else {
      Issue.record("the transfer was not committed")
      return
    }
    #expect(server.statements.contains("UPDATE accounts SET balance = 7 WHERE id = 0"))
    #expect(server.statements.contains("UPDATE accounts SET balance = 13 WHERE id = 1"))
    guard case .ok(let read) = await client.ask(balances) else {
      Issue.record("the balances were not read")
      return
    }
    #expect(read.balances.map(\.balance) == [60, 40])
    client.close()
    await server.close()
  }

  @Test func `A transfer of more than there is is taken back`() async throws {
    let server = try await scripted { text in
      text.hasPrefix("SELECT balance") ? Told.rows([["2"]]) : nil
    }
    let client = mariaDBClient(server.endpoint)
    guard case .failed(let fault) = await client.ask(transfer) else {
      Issue.record("the account held too little")
      return
    }
    #expect(fault.message == "the account holds too little")
    #expect(server.statements.last == "ROLLBACK" && !server.statements.contains("COMMIT"))
    client.close()
    await server.close()
  }

  @Test(arguments: ["INSERT INTO lists", "COMMIT"])
  func `A lost certification undid it, and the session goes on`(place: String) async throws {
    let server = try await scripted { text in
      text.hasPrefix(place) ? Told.failure(1213, "40001") : nil
    }
    let client = mariaDBClient(server.endpoint)
    for _ in 0..<2 {
      guard case .failed = await client.ask(steps) else {
        Issue.record("a lost certification is a failure")
        return
      }
    }
    #expect(server.connections == 1 && server.statements.last == "ROLLBACK")
    client.close()
    await server.close()
  }

  @Test func `A commit in the middle of which the member was cut off is unknown`() async throws {
    let server = try await scripted { $0 == "COMMIT" ? Told.failure(1180) : nil }
    let client = mariaDBClient(server.endpoint)
    guard case .unknown = await client.ask(steps) else {
      Issue.record("nobody knows what became of the commit")
      return
    }
    // One that only read leaves no trace.
    guard case .failed = await client.ask(balances) else {
      Issue.record("a read is never unknown")
      return
    }
    client.close()
    await server.close()
  }

  @Test func `The same error before the commit leaves no doubt`() async throws {
    let server = try await scripted { $0.hasPrefix("INSERT") ? Told.failure(1180) : nil }
    let client = mariaDBClient(server.endpoint)
    guard case .failed = await client.ask(steps) else {
      Issue.record("nothing was asked to be committed")
      return
    }
    client.close()
    await server.close()
  }
}
