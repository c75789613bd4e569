import LoopbackEtcd
import NIOPosix
import Synchronization
import Testing
import Vocabulary

@testable import Databases

private func postgresClient(_ members: MemberEndpoint...) -> PostgresClient {
  PostgresClient(
    members: members, group: MultiThreadedEventLoopGroup.singleton, timeout: .seconds(20))
}

private func simple(_ tag: String, _ block: PostgresBlock = .open) -> PostgresDouble.Reaction {
  .bytes(Said.complete(tag) + Said.ready(block))
}

private func statement(_ rows: [[String?]], _ tag: String) -> PostgresDouble.Reaction {
  .bytes(
    Said.all(
      Said.message("1", []), Said.message("2", []), Array(rows.map { Said.row($0) }.joined()),
      Said.complete(tag), Said.ready(.open)))
}

/// A server on which everything goes well but what the script says otherwise.
private func scripted(
  _ other: @escaping @Sendable (String) -> PostgresDouble.Reaction? = { _ in nil }
) async throws -> PostgresDouble {
  try await PostgresDouble { text in
    if let reaction = other(text) { return reaction }
    return switch text {
    case "COMMIT": simple("COMMIT", .idle)
    case "ROLLBACK": simple("ROLLBACK", .idle)
    case let text where text.hasPrefix("BEGIN"): simple("BEGIN")
    case "read-list": statement([["4,2"]], "SELECT 1")
    case "read-register": statement("SELECT 0")
    case "balance": statement([["10"]], "SELECT 1")
    case "balances": statement([["0", "60"], ["1", "40"]], "SELECT 2")
    default: statement("INSERT 0 1")
    }
  }
}

private func statement(_ tag: String) -> PostgresDouble.Reaction { statement([], tag) }

private let steps = StoreTransaction(
  .steps([
    .readList(key: "a"), .append(key: "a", value: 7), .readRegister(key: "b"),
    .writeRegister(key: "b", value: 8),
  ]), level: .serializable)
private let transfer = StoreTransaction(
  .transfer(from: 0, to: 1, amount: 3), level: .readCommitted)
private let balances = StoreTransaction(.balances, level: .repeatableRead)

@Suite struct PostgresTransactionTests {
  @Test func `Statements are sent one by one, and committed at the end`() async throws {
    let server = try await scripted()
    let client = postgresClient(server.endpoint)
    guard case .ok(let answer) = await client.ask(steps) else {
      Issue.record("the transaction was not committed")
      return
    }
    #expect(answer.seen == [[4, 2], [], [], []])
    #expect(
      server.requests == [
        "BEGIN ISOLATION LEVEL SERIALIZABLE", "read-list", "append", "read-register",
        "write-register", "COMMIT",
      ])
    #expect(server.connections == 1)
    client.close()
    await server.close()
  }

  @Test func `A transfer reads both accounts and writes both, where enough is there`()
    async throws
  {
    let server = try await scripted()
    let client = postgresClient(server.endpoint)
    #expect(word(await client.ask(transfer)) == "ok")
    #expect(
      server.requests == [
        "BEGIN ISOLATION LEVEL READ COMMITTED", "balance", "balance", "set-balance",
        "set-balance", "COMMIT",
      ])
    let large = StoreTransaction(.transfer(from: 0, to: 1, amount: 11), level: .serializable)
    #expect(word(await client.ask(large)) == "failed refused")
    #expect(server.requests.suffix(2) == ["balance", "ROLLBACK"])
    #expect(server.connections == 1, "nothing was wrong with the session")
    client.close()
    await server.close()
  }

  @Test func `All accounts are read at once`() async throws {
    let server = try await scripted()
    guard case .ok(let answer) = await postgresClient(server.endpoint).ask(balances) else {
      Issue.record("the balances were not read")
      return
    }
    #expect(answer.balances.map(\.balance) == [60, 40])
    await server.close()
  }

  @Test(arguments: ["40001", "40P01"])
  func `A transaction that was given up for another did not happen, and the session stays`(
    code: String
  ) async throws {
    for place in ["append", "COMMIT"] {
      let block = place == "COMMIT" ? PostgresBlock.idle : .failed
      let isFirst = Atomic(true)
      let server = try await scripted { text in
        guard text == place, isFirst.exchange(false, ordering: .relaxed) else { return nil }
        return .bytes(Said.failure("ERROR", code) + Said.ready(block))
      }
      let client = postgresClient(server.endpoint)
      #expect(word(await client.ask(steps)) == "failed conflict")
      #expect(server.requests.last == "ROLLBACK")
      #expect(word(await client.ask(balances)) == "ok")
      #expect(server.connections == 1)
      client.close()
      await server.close()
    }
  }

  @Test func `A session that ends before the commit leaves no doubt, one after it does`()
    async throws
  {
    for (place, expected) in [
      ("append", "failed refused"), ("write-register", "failed refused"),
      ("COMMIT", "unknown refused"),
    ] {
      let server = try await scripted { text in
        text == place ? .bytesThenClose(Said.failure("FATAL", "57P01")) : nil
      }
      #expect(word(await postgresClient(server.endpoint).ask(steps)) == expected)
      await server.close()
    }
  }

  @Test func `A connection lost after the commit was sent is unknown, of a read it is not`()
    async throws
  {
    let server = try await scripted { $0 == "COMMIT" ? .bytesThenClose([]) : nil }
    let client = postgresClient(server.endpoint)
    #expect(word(await client.ask(steps)) == "unknown lost")
    #expect(word(await client.ask(transfer)) == "unknown lost")
    #expect(word(await client.ask(balances)) == "failed lost")
    await server.close()
  }

  @Test func `A commit that rolls back is no commit`() async throws {
    let server = try await scripted { $0 == "COMMIT" ? simple("ROLLBACK", .idle) : nil }
    #expect(word(await postgresClient(server.endpoint).ask(steps)) == "failed refused")
    let strange = try await PostgresTransactionTests.strange()
    #expect(word(await postgresClient(strange.endpoint).ask(steps)) == "unknown refused")
    await server.close()
    await strange.close()
  }

  private static func strange() async throws -> PostgresDouble {
    try await scripted { $0 == "COMMIT" ? simple("PREPARE", .idle) : nil }
  }
}
