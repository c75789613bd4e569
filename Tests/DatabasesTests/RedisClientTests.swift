import LoopbackEtcd
import NIOPosix
import Testing
import Vocabulary

@testable import Databases

private func redisClient(
  _ sentinels: MemberEndpoint..., timeout: Nanoseconds = .seconds(20)
) -> RedisClient {
  RedisClient(
    sentinels: sentinels, master: "t-1", group: MultiThreadedEventLoopGroup.singleton,
    timeout: timeout)
}

private let write = StoreRequest.write(key: "k0", value: 1)
private let compare = StoreRequest.compareAndSet(key: "k0", expected: 1, new: 2)
private let add = StoreRequest.add(key: "s0", element: 1)
private let read = StoreRequest.read(key: "k0")

@Suite struct RedisClientTests {
  @Test func `It asks a Sentinel, checks the role, and stays with the primary`() async throws {
    let primary = try await RedisDouble.primary { _ in .bytes("+OK\r\n") }
    let sentinel = try await RedisDouble.sentinel(naming: primary.endpoint)
    let client = redisClient(sentinel.endpoint)
    for _ in 0..<3 { #expect(word(await client.ask(write)) == "ok") }
    #expect(sentinel.commands == [["SENTINEL", "GET-MASTER-ADDR-BY-NAME", "t-1"]])
    #expect(primary.words == ["ROLE", "SET", "SET", "SET"])
    #expect(primary.connections == 1)
    #expect(client.primary?.port == primary.endpoint.port)
    client.close()
    await sentinel.close()
    await primary.close()
  }

  @Test func `A Sentinel that is gone or silent is passed over within one request`() async throws {
    let primary = try await RedisDouble.primary { _ in .bytes("+OK\r\n") }
    let mute = try await RedisDouble { _ in .silence }
    let sentinel = try await RedisDouble.sentinel(naming: primary.endpoint)
    let refusing = RefusingPort()
    let client = redisClient(
      loopback(refusing.number), mute.endpoint, sentinel.endpoint, timeout: .seconds(8))
    #expect(word(await client.ask(write)) == "ok")
    client.close()
    for double in [primary, mute, sentinel] { await double.close() }
  }

  @Test func `Nothing is sent to a member that does not think that it leads`() async throws {
    let replica = try await RedisDouble { words in
      words == ["ROLE"] ? .bytes("*1\r\n$5\r\nslave\r\n") : .bytes("+OK\r\n")
    }
    let sentinel = try await RedisDouble.sentinel(naming: replica.endpoint)
    let client = redisClient(sentinel.endpoint)
    #expect(word(await client.ask(write)) == "failed unreachable")
    #expect(!replica.words.contains("SET"))
    await sentinel.close()
    await replica.close()
  }

  @Test(arguments: ["*-1\r\n", "-ERR No such master\r\n", "+OK\r\n", "SSH-2.0-OpenSSH_9.2\r\n"])
  func `A Sentinel that knows no primary certainly did nothing`(text: String) async throws {
    let sentinel = try await RedisDouble { _ in .bytes(text) }
    let client = redisClient(sentinel.endpoint)
    for request in [write, compare, add, read] {
      #expect(word(await client.ask(request)) == "failed unreachable")
    }
    await sentinel.close()
  }

  @Test(arguments: [
    "READONLY You can't write against a read only replica.",
    "NOREPLICAS Not enough good replicas to write.",
  ])
  func `A refusal certainly did nothing, and the next Sentinel is asked`(
    text: String
  ) async throws {
    let old = try await RedisDouble.primary { _ in .bytes("-\(text)\r\n") }
    let new = try await RedisDouble.primary { _ in .bytes("+OK\r\n") }
    let (first, second) = (
      try await RedisDouble.sentinel(naming: old.endpoint),
      try await RedisDouble.sentinel(naming: new.endpoint)
    )
    let client = redisClient(first.endpoint, second.endpoint)
    #expect(word(await client.ask(write)) == "failed refused")
    #expect(word(await client.ask(write)) == "ok")
    #expect(new.words == ["ROLE", "SET"])
    client.close()
    for double in [old, new, first, second] { await double.close() }
  }

  @Test func `No answer leaves writes unknown and reads failed`() async throws {
    let primary = try await RedisDouble.primary { _ in .silence }
    let sentinel = try await RedisDouble.sentinel(naming: primary.endpoint)
    let client = redisClient(sentinel.endpoint, timeout: .seconds(8))
    #expect(word(await client.ask(write)) == "unknown lost")
    #expect(word(await client.ask(compare)) == "unknown lost")
    #expect(word(await client.ask(add)) == "unknown lost")
    #expect(word(await client.ask(read)) == "failed lost")
    #expect(primary.connections == 4, "a connection that timed out is not used again")
    await sentinel.close()
    await primary.close()
  }

  @Test(arguments: ["", "+O", "*2\r\n:0\r\n", "$5\r\n12"])
  func `A reset before the end of the reply leaves a write unknown`(part: String) async throws {
    let primary = try await RedisDouble.primary { _ in .bytesThenReset(part) }
    let sentinel = try await RedisDouble.sentinel(naming: primary.endpoint)
    let client = redisClient(sentinel.endpoint)
    #expect(word(await client.ask(write)) == "unknown lost")
    #expect(word(await client.ask(read)) == "failed lost")
    await sentinel.close()
    await primary.close()
  }

  @Test(arguments: ["HTTP/1.1 200 OK\r\n", ":7\r\n", "+QUEUED\r\n", "$-1\r\n", "*0\r\n"])
  func `A reply that makes no sense leaves a write unknown`(text: String) async throws {
    let primary = try await RedisDouble.primary { _ in .bytes(text) }
    let sentinel = try await RedisDouble.sentinel(naming: primary.endpoint)
    let client = redisClient(sentinel.endpoint)
    #expect(word(await client.ask(write)) == "unknown garbage")
    await sentinel.close()
    await primary.close()
  }

  @Test func `Commands sent at once are answered in order, each to who sent it`() async throws {
    let server = try await RedisDouble { words in
      .bytes("$\(words[1].utf8.count)\r\n\(words[1])\r\n")
    }
    let connection = RedisConnection(
      host: "127.0.0.1", port: server.endpoint.port,
      eventLoop: MultiThreadedEventLoopGroup.singleton.next())
    let answers: [Bool] = await withTaskGroup(of: Bool.self) { group in
      for task in 0..<20 {
        group.addTask {
          let words = (0..<5).map { "\(task)-\($0)" }
          let result = await connection.send(
            words.map { ["ECHO", $0] }, timeout: .seconds(20))
          return (try? result.get()) == words.map { RESPValue.bulk($0) }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers == Array(repeating: true, count: 20))
    #expect(server.connections == 1)
    connection.close()
    await server.close()
  }

  @Test func `A reply that nobody asked for ends the connection`() async throws {
    let server = try await RedisDouble { _ in .bytes("+OK\r\n+OK\r\n") }
    let connection = RedisConnection(
      host: "127.0.0.1", port: server.endpoint.port,
      eventLoop: MultiThreadedEventLoopGroup.singleton.next())
    _ = await connection.send([["SET", "a", "1"]], timeout: .seconds(20))
    _ = await connection.send([["SET", "a", "2"]], timeout: .seconds(20))
    #expect(server.connections == 2)
    connection.close()
    await server.close()
  }
}
