import LoopbackEtcd
import NIOCore
import NIOPosix
import Testing
import Vocabulary

@testable import Databases

private func postgresClient(
  _ members: MemberEndpoint..., timeout: Nanoseconds = .seconds(20)
) -> PostgresClient {
  PostgresClient(
    members: members, group: MultiThreadedEventLoopGroup.singleton, timeout: timeout)
}

private let write = StoreRequest.write(key: "k0", value: 1)
private let compare = StoreRequest.compareAndSet(key: "k0", expected: 1, new: 2)
private let add = StoreRequest.add(key: "s0", element: 1)
private let read = StoreRequest.read(key: "k0")

@Suite struct PostgresClientTests {
  @Test func `It passes over standbys, finds the primary, and stays with it`() async throws {
    let standby = try await PostgresDouble(welcome: .bytes(Said.welcome(standby: true)))
    let primary = try await PostgresDouble { _ in .bytes(Said.answer("INSERT 0 1")) }
    let client = postgresClient(standby.endpoint, primary.endpoint)
    for _ in 0..<3 { #expect(word(await client.ask(write)) == "ok") }
    #expect(standby.requests.isEmpty && standby.connections == 1)
    #expect(primary.requests == ["write", "write", "write"] && primary.connections == 1)
    client.close()
    await standby.close()
    await primary.close()
  }

  @Test func `Answers are read as the request means them`() async throws {
    let answers: [(StoreRequest, [UInt8], StoreAnswer)] = [
      (read, Said.answer(rows: [["7"]], "SELECT 1"), StoreAnswer(value: 7)),
      (read, Said.answer("SELECT 0"), StoreAnswer()),
      (write, Said.answer("INSERT 0 1"), StoreAnswer()),
      (compare, Said.answer("UPDATE 1"), StoreAnswer(matched: true)),
      (compare, Said.answer("UPDATE 0"), StoreAnswer(matched: false)),
      (add, Said.answer("INSERT 0 1"), StoreAnswer()),
      (
        .elements(key: "s0"), Said.answer(rows: [["1"], ["2"]], "SELECT 2"),
        StoreAnswer(elements: [1, 2])
      ),
    ]
    for (request, bytes, expected) in answers {
      let server = try await PostgresDouble { _ in .bytes(bytes) }
      let client = postgresClient(server.endpoint)
      guard case .ok(let answer) = await client.ask(request) else {
        Issue.record("\(request) was not answered")
        continue
      }
      #expect(answer == expected)
      client.close()
      await server.close()
    }
  }

  @Test(arguments: ["40001", "40P01", "25006", "53100", "57014", "42P01", "23505"])
  func `An error of a statement certainly undid it`(code: String) async throws {
    let server = try await PostgresDouble { _ in
      .bytes(Said.failure("ERROR", code) + Said.ready())
    }
    let client = postgresClient(server.endpoint)
    let kind = code.hasPrefix("40") ? "conflict" : "refused"
    for request in [write, compare, add, read] {
      #expect(word(await client.ask(request)) == "failed \(kind)")
    }
    await server.close()
  }

  @Test(arguments: ["57P01", "57P02", "57P03", "53300"])
  func `What is said before the request was sent leaves no doubt`(code: String) async throws {
    let bytes = Said.failure("FATAL", code)
    let server = try await PostgresDouble(welcome: .bytesThenClose(bytes))
    let client = postgresClient(server.endpoint)
    for request in [write, compare, read] {
      #expect(word(await client.ask(request)) == "failed unreachable")
    }
    #expect(server.requests.isEmpty)
    await server.close()
  }

  @Test(arguments: ["57P01", "57P02", "XX000"])
  func `The end of a session leaves a write unknown that was sent`(code: String) async throws {
    let server = try await PostgresDouble { _ in .bytesThenClose(Said.failure("FATAL", code)) }
    let client = postgresClient(server.endpoint)
    #expect(word(await client.ask(write)) == "unknown refused")
    #expect(word(await client.ask(compare)) == "unknown refused")
    #expect(word(await client.ask(read)) == "failed refused")
    await server.close()
  }

  @Test func `A commit that is acknowledged and was not replicated is unknown`() async throws {
    let detail =
      "The transaction has already committed locally, but might not have been replicated to the "
      + "standby."
    let warning = Said.failure("WARNING", "01000", "canceling wait", detail: detail, kind: "N")
    let server = try await PostgresDouble { _ in .bytes(warning + Said.answer("INSERT 0 1")) }
    #expect(word(await postgresClient(server.endpoint).ask(write)) == "unknown refused")
    let other = Said.failure("WARNING", "01000", "there is no transaction", kind: "N")
    let harmless = try await PostgresDouble { _ in .bytes(other + Said.answer("INSERT 0 1")) }
    #expect(word(await postgresClient(harmless.endpoint).ask(write)) == "ok")
    await server.close()
    await harmless.close()
  }

  @Test func `No answer leaves writes unknown and reads failed`() async throws {
    let server = try await PostgresDouble()
    let client = postgresClient(server.endpoint, timeout: .seconds(8))
    for request in [write, compare, add] {
      #expect(word(await client.ask(request)) == "unknown lost")
    }
    #expect(word(await client.ask(read)) == "failed lost")
    #expect(server.connections == 4, "a session that timed out is not used again")
    await server.close()
  }

  @Test func `A statement that was executed is not settled before the server is ready`()
    async throws
  {
    let part = Said.all(
      Said.message("1", []), Said.message("2", []), Said.complete("INSERT 0 1"))
    let server = try await PostgresDouble { _ in .bytesThenClose(part) }
    #expect(word(await postgresClient(server.endpoint).ask(write)) == "unknown lost")
    await server.close()
  }

  @Test(arguments: [
    Array("HTTP/1.0 400 Bad Request\r\n".utf8), Said.answer("SELECT 1"), Said.answer("UPDATE 2"),
    Said.message("1", []) + Said.ready(),
  ])
  func `An answer that makes no sense leaves a write unknown`(bytes: [UInt8]) async throws {
    let server = try await PostgresDouble { _ in .bytes(bytes) }
    #expect(word(await postgresClient(server.endpoint).ask(write)) == "unknown garbage")
    await server.close()
  }

  @Test(arguments: [Said.message("R", [0, 0, 0, 10]), Array("SSH-2.0-OpenSSH_9.2\r\n".utf8)])
  func `A server that wants a password, or is none, certainly did nothing`(
    bytes: [UInt8]
  ) async throws {
    let server = try await PostgresDouble(welcome: .bytes(bytes))
    #expect(word(await postgresClient(server.endpoint).ask(write)) == "failed unreachable")
    await server.close()
  }

  @Test func `Members that are gone or silent are passed over within one request`() async throws {
    let mute = try await PostgresDouble(welcome: .silence)
    let primary = try await PostgresDouble { _ in .bytes(Said.answer("INSERT 0 1")) }
    let refusing = RefusingPort()
    let client = postgresClient(
      loopback(refusing.number), mute.endpoint, primary.endpoint, timeout: .seconds(8))
    #expect(word(await client.ask(write)) == "ok")
    client.close()
    await mute.close()
    await primary.close()
  }

  @Test func `A statement is explained once on each session`() async throws {
    let server = try await PostgresDouble { _ in .bytes(Said.answer("INSERT 0 1")) }
    let connection = PostgresConnection(
      host: "127.0.0.1", port: server.endpoint.port,
      eventLoop: MultiThreadedEventLoopGroup.singleton.next())
    for _ in 0..<2 {
      let reply = await connection.send(
        PostgresStore.request(write), before: .now() + .seconds(20))
      #expect(try reply.get().tags == ["INSERT 0 1"])
    }
    #expect(server.connections == 1)
    connection.close()
    await server.close()
  }
}
