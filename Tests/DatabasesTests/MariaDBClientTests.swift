import LoopbackEtcd
import NIOPosix
import Testing
import Vocabulary

@testable import Databases

private func mariaDBClient(
  _ members: MemberEndpoint..., timeout: Nanoseconds = .seconds(20)
) -> MariaDBClient {
  MariaDBClient(
    members: members, group: MultiThreadedEventLoopGroup.singleton, timeout: timeout)
}

private let write = StoreRequest.write(key: "k0", value: 1)
private let compare = StoreRequest.compareAndSet(key: "k0", expected: 1, new: 2)
private let add = StoreRequest.add(key: "s0", element: 1)
private let read = StoreRequest.read(key: "k0")

@Suite struct MariaDBClientTests {
  @Test func `It stays with its own member for as long as that one answers`() async throws {
    let own = try await MariaDBDouble { _ in .bytes(Told.okay(affected: 1)) }
    let other = try await MariaDBDouble { _ in .bytes(Told.okay(affected: 1)) }
    let client = mariaDBClient(own.endpoint, other.endpoint)
    for _ in 0..<3 { #expect(word(await client.ask(write)) == "ok") }
    #expect(own.statements.count == 3 && own.connections == 1 && other.connections == 0)
    client.close()
    await own.close()
    await other.close()
  }

  @Test func `A member that is not ready is passed over, and knocked at again`() async throws {
    let own = try await MariaDBDouble { _ in .bytes(Told.okay(affected: 1)) }
    let other = try await MariaDBDouble { _ in .bytes(Told.okay(affected: 1)) }
    own.setReady(false)
    let client = mariaDBClient(own.endpoint, other.endpoint)
    for _ in 0..<60 { #expect(word(await client.ask(write)) == "ok") }
    #expect(own.statements.isEmpty && other.statements.count == 60)
    #expect(own.connections == 2, "once at first and once after fifty requests")
    own.setReady(true)
    for _ in 0..<60 { #expect(word(await client.ask(write)) == "ok") }
    #expect(!own.statements.isEmpty && other.connections == 1)
    client.close()
    await own.close()
    await other.close()
  }

  @Test func `Answers are read as the request means them`() async throws {
    let answers: [(StoreRequest, [UInt8], StoreAnswer)] = [
      (read, Told.rows([["7"]]), StoreAnswer(value: 7)), (read, Told.rows([]), StoreAnswer()),
      (write, Told.okay(affected: 1), StoreAnswer()),
      (write, Told.okay(affected: 2), StoreAnswer()),
      (compare, Told.okay(affected: 1), StoreAnswer(matched: true)),
      (compare, Told.okay(affected: 0), StoreAnswer(matched: false)),
      (add, Told.okay(affected: 1), StoreAnswer()), (add, Told.okay(affected: 0), StoreAnswer()),
      (.elements(key: "s0"), Told.rows([["1"], ["2"]]), StoreAnswer(elements: [1, 2])),
      (.elements(key: "s0"), Told.rows([]), StoreAnswer(elements: [])),
    ]
    for (request, bytes, expected) in answers {
      let server = try await MariaDBDouble { _ in .bytes(bytes) }
      let client = mariaDBClient(server.endpoint)
      guard case .ok(let answer) = await client.ask(request) else {
        Issue.record("\(request) was not answered")
        continue
      }
      #expect(answer == expected)
      client.close()
      await server.close()
    }
  }

  @Test(arguments: [1213, 1047, 1205, 1020, 1064, 1146, 1062, 1290] as [UInt16])
  func `What the group or the member refuses certainly did not happen`(
    code: UInt16
  ) async throws {
    let server = try await MariaDBDouble { _ in .bytes(Told.failure(code)) }
    let client = mariaDBClient(server.endpoint)
    let kind = [1213, 1205, 1020].contains(code) ? "conflict" : "refused"
    for request in [write, compare, add, read] {
      #expect(word(await client.ask(request)) == "failed \(kind)")
    }
    client.close()
    await server.close()
  }

  @Test(arguments: [1180, 1053, 1927, 1317, 1030, 2013] as [UInt16])
  func `An error in the middle of a commit leaves a write unknown`(code: UInt16) async throws {
    let server = try await MariaDBDouble { _ in .bytes(Told.failure(code)) }
    let client = mariaDBClient(server.endpoint)
    for request in [write, compare, add] {
      #expect(word(await client.ask(request)) == "unknown refused")
    }
    #expect(word(await client.ask(read)) == "failed refused")
    client.close()
    await server.close()
  }

  @Test func `After a conflict the session is as good as before, after others it is left`()
    async throws
  {
    let sound = try await MariaDBDouble { _ in .bytes(Told.failure(1213, "40001")) }
    let client = mariaDBClient(sound.endpoint)
    for _ in 0..<3 { #expect(word(await client.ask(write)) == "failed conflict") }
    #expect(sound.connections == 1)
    client.close()
    await sound.close()
    let left = try await MariaDBDouble { _ in .bytes(Told.failure(1047, "08S01")) }
    let other = mariaDBClient(left.endpoint)
    for _ in 0..<3 { #expect(word(await other.ask(write)) == "failed refused") }
    #expect(left.connections == 3)
    other.close()
    await left.close()
  }

  @Test func `What is said before the request was sent leaves no doubt`() async throws {
    let full = MariaDBDouble.Reaction.bytesThenClose(
      Told.failure(1040, nil, "Too many connections", sequence: 0))
    let server = try await MariaDBDouble(greeting: full)
    let locked = try await MariaDBDouble(
      welcome: [.bytesThenClose(Told.failure(1045, "28000", sequence: 2))])
    for endpoint in [server.endpoint, locked.endpoint] {
      for request in [write, compare, read] {
        #expect(word(await mariaDBClient(endpoint).ask(request)) == "failed unreachable")
      }
    }
    #expect(server.statements.isEmpty && locked.statements.isEmpty)
    await server.close()
    await locked.close()
  }

  @Test func `No answer leaves writes unknown and reads failed`() async throws {
    let server = try await MariaDBDouble()
    let client = mariaDBClient(server.endpoint, timeout: .seconds(8))
    for request in [write, compare, add] {
      #expect(word(await client.ask(request)) == "unknown lost")
    }
    #expect(word(await client.ask(read)) == "failed lost")
    #expect(server.connections == 4, "a session that timed out is not used again")
    client.close()
    await server.close()
  }

  @Test(arguments: [
    Array("HTTP/1.0 400 Bad Request\r\n".utf8), Told.rows([["1"]]), Told.okay(affected: 3),
    Told.okay(2, affected: 1),
  ])
  func `An answer that makes no sense leaves a write unknown`(bytes: [UInt8]) async throws {
    let server = try await MariaDBDouble { _ in .bytes(bytes) }
    #expect(word(await mariaDBClient(server.endpoint).ask(write)) == "unknown garbage")
    await server.close()
  }

  @Test func `Members that are gone or silent are passed over within one request`() async throws {
    let mute = try await MariaDBDouble(greeting: .silence)
    let serving = try await MariaDBDouble { _ in .bytes(Told.okay(affected: 1)) }
    let refusing = RefusingPort()
    let client = mariaDBClient(
      loopback(refusing.number), mute.endpoint, serving.endpoint, timeout: .seconds(8))
    #expect(word(await client.ask(write)) == "ok")
    client.close()
    await mute.close()
    await serving.close()
  }
}
