import Databases
import LoopbackEtcd
import Testing
import Vocabulary

extension ClientResult {
  /// The answer, or a failed test that says what came instead.
  func answered(_ location: SourceLocation = #_sourceLocation) throws -> Value {
    if case .ok(let value) = self { return value }
    Issue.record("\(self)", sourceLocation: location)
    throw NotAnswered()
  }

  struct NotAnswered: Error {}
}

@Suite struct EtcdClientTests {
  @Test func `Puts, reads and compare-and-sets mean what etcd means`() async throws {
    try await withEtcd { endpoint in
      let client = testClient(endpoint)
      let absent = try await client.get(key: "k0").answered()
      #expect(absent.value == nil)
      #expect(absent.modRevision == nil)
      let first = try await client.put(key: "k0", value: 5).answered()
      #expect(first.revision == absent.revision + 1)
      let read = try await client.get(key: "k0").answered()
      #expect(read.value == 5)
      #expect(read.modRevision == first.revision)
      #expect(try await client.get(key: "k0", serializable: true).answered() == read)

      let matched = try await client.compareAndSet(key: "k0", expected: 5, new: -6).answered()
      #expect(matched.matched)
      #expect(matched.observed == nil)
      #expect(matched.revision == first.revision + 1)
      let other = try await client.compareAndSet(key: "k0", expected: 5, new: 7).answered()
      #expect(!other.matched, "a mismatch is an answer, not a failure")
      #expect(other.observed == -6)
      #expect(other.revision == matched.revision, "a mismatch writes nothing")
      #expect(try await client.get(key: "k0").answered().value == -6)
      let nothing = try await client.compareAndSet(key: "k1", expected: 0, new: 1).answered()
      #expect(!nothing.matched)
      #expect(nothing.observed == nil)

      for value in [Int64.min, Int64.max, 0] {
        _ = try await client.put(key: "käse \"0\"", value: value).answered()
        #expect(try await client.get(key: "käse \"0\"").answered().value == value)
      }
    }
  }

  @Test func `A member tells its status, members, health and syncs`() async throws {
    try await withEtcd { endpoint in
      let client = testClient(endpoint)
      let status = try await client.status(of: endpoint)
      #expect(status.leaderID == status.memberID)
      #expect(status.raftTerm > 0)
      #expect(status.raftIndex > 0)
      #expect(status.version.hasPrefix("3."))
      #expect(status.dbSize > 0)
      let members = try await client.memberList(at: endpoint)
      #expect(members.map(\.id) == [status.memberID])
      #expect(members.map(\.name) == ["n1"])
      #expect(members.map(\.isLearner) == [false])
      #expect(await client.health(of: endpoint))
      let before = try await client.syncFigures(of: endpoint)
      _ = try await client.put(key: "k0", value: 1).answered()
      let after = try await client.syncFigures(of: endpoint)
      #expect(after.count > before.count)
      #expect(after.sumS > before.sumS)
      await #expect(throws: EtcdMemberError.self) {
        try await client.moveLeader(to: 8, askedOf: endpoint)
      }
      let error = await #expect(throws: EtcdMemberError.self) {
        try await client.moveLeader(to: status.memberID &+ 1, askedOf: endpoint)
      }
      #expect(error?.description.contains("bad leader transferee") == true)
    }
  }

  @Test func `A member that is not there is unhealthy, and its status an error`() async throws {
    let port = RefusingPort()
    let endpoint = loopback(port.number)
    let client = testClient(endpoint)
    #expect(await !client.health(of: endpoint))
    let error = await #expect(throws: EtcdMemberError.self) {
      try await client.status(of: endpoint)
    }
    #expect(error?.message.contains("cannot connect") == true)
    withExtendedLifetime(port) {}
  }
}
