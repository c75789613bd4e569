import LoopbackEtcd
import NIOPosix
import Testing
import Vocabulary

@testable import Databases

/// The client against the real server.
@Suite struct RedisServerTests {
  @Test func `A real Redis is read, written, compared, and holds sets`() async throws {
    try await withRedis { sentinel in
      let client = RedisClient(
        sentinels: [sentinel], master: "t-1", group: MultiThreadedEventLoopGroup.singleton,
        timeout: .seconds(20))
      func answer(_ request: StoreRequest) async -> StoreAnswer? {
        if case .ok(let answer) = await client.perform(request) { answer } else { nil }
      }
      #expect(await answer(.read(key: "k0")) == StoreAnswer())
      #expect(
        await answer(.compareAndSet(key: "k0", expected: 1, new: 2))
          == StoreAnswer(matched: false))
      #expect(await answer(.write(key: "k0", value: 1)) == StoreAnswer())
      #expect(
        await answer(.compareAndSet(key: "k0", expected: 1, new: 2)) == StoreAnswer(matched: true))
      #expect(
        await answer(.compareAndSet(key: "k0", expected: 1, new: 3))
          == StoreAnswer(value: 2, matched: false))
      #expect(await answer(.read(key: "k0")) == StoreAnswer(value: 2))
      #expect(await answer(.elements(key: "s0")) == StoreAnswer(elements: []))
      for element in 1...3 as ClosedRange<Int64> {
        #expect(await answer(.add(key: "s0", element: element)) == StoreAnswer())
      }
      #expect(await answer(.elements(key: "s0"))?.elements?.sorted() == [1, 2, 3])
      #expect(await answer(.elements(key: "k0")) == nil, "a register is no set")
      client.close()
    }
  }

  @Test func `A primary without enough replicas refuses, also inside a script`() async throws {
    try await withRedis { sentinel in
      let group = MultiThreadedEventLoopGroup.singleton
      let client = RedisClient(
        sentinels: [sentinel], master: "t-1", group: group, timeout: .seconds(20))
      _ = await client.perform(.write(key: "k0", value: 1))
      let primary = try #require(client.primary)
      let operatorsOwn = RedisConnection(
        host: primary.address, port: primary.port, eventLoop: group.next())
      _ = await operatorsOwn.send(
        [["CONFIG", "SET", "min-replicas-to-write", "1"]], timeout: .seconds(20))
      let writes: [StoreRequest] = [
        .write(key: "k0", value: 2), .compareAndSet(key: "k0", expected: 1, new: 2),
        .add(key: "s0", element: 1),
      ]
      for request in writes {
        guard case .failed(let fault) = await client.perform(request) else {
          Issue.record("\(request) was not refused for certain")
          continue
        }
        #expect(fault.kind == .refused && fault.message.hasPrefix("NOREPLICAS"))
      }
      guard case .ok(let answer) = await client.perform(.read(key: "k0")) else {
        Issue.record("the read failed")
        return
      }
      #expect(answer.value == 1)
      operatorsOwn.close()
      client.close()
    }
  }
}
