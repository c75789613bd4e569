import Databases
import Faults
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// Redis with a Sentinel on each host: up, whole, cut, and what a cut costs.
  @Suite(.serialized) struct RedisOnRangeTests {
    /// What a Redis answers to words typed on its own host.
    private func redis(
      _ cluster: Cluster, on host: HostName, _ words: [String]
    ) async throws -> String {
      let address = cluster.layout.addresses[host] ?? ""
      return try await cluster.output(on: host, ["redis-cli", "-h", address] + words)
    }

    private func isPrimary(_ cluster: Cluster, _ host: HostName) async throws -> Bool {
      try await redis(cluster, on: host, ["ROLE"]).hasPrefix("master")
    }

    /// Asks until it holds, or gives up.
    private func becomes(
      within limit: Nanoseconds, _ question: () async throws -> Bool
    ) async throws -> Bool {
      let deadline = MonotonicClock.now() + limit
      while MonotonicClock.now() < deadline {
        if try await question() { return true }
        try await Task.sleep(for: .milliseconds(100))
      }
      return false
    }

    /// Writes that many keys on the host, one after the other, and says how many were acknowledged.
    private func write(
      _ cluster: Cluster, on host: HostName, from first: Int, count: Int
    ) async throws -> Int {
      let address = cluster.layout.addresses[host] ?? ""
      let script = """
        seq \(first) \(first + count - 1) | sed 's/.*/SET x& &/' | redis-cli -h \(address) \
        | grep -c OK || true
        """
      let output = try await cluster.output(on: host, ["sh", "-c", script])
      return Int(output.split(separator: "\n").first ?? "") ?? 0
    }

    @Test("Three members serve, the one that was wished for leads, and nothing is left")
    func up() async throws {
      try await TestRange.with("redis-up", kind: "redis", leader: "n2") { cluster in
        #expect(try await isPrimary(cluster, "n2"))
        #expect(try await !isPrimary(cluster, "n1"))
        for host in cluster.layout.members {
          let word = try await redis(
            cluster, on: host, ["-p", "26379", "SENTINEL", "CKQUORUM", cluster.layout.token])
          #expect(word.hasPrefix("OK 3 usable Sentinels"))
        }
        #expect(try await write(cluster, on: "n2", from: 1, count: 50) == 50)
        for host in cluster.layout.members {
          let isThere = try await becomes(within: .seconds(3)) {
            try await redis(cluster, on: host, ["DBSIZE"]).hasPrefix("50")
          }
          #expect(isThere, "\(host) has all fifty")
        }
      }
    }

    @Test("A member that was killed and started again serves only once it follows")
    func restarted() async throws {
      try await TestRange.with("redis-kill", kind: "redis") { cluster in
        try await cluster.expectUnchanged {
          let kill = try cluster.compile("proc.kill", as: "kill", on: ["n3"])
          try await cluster.inject("kill", kill, lease: .seconds(20))
          #expect(try await cluster.sees(kill.effect, within: .seconds(3)).seen)
          try await cluster.connection.ask(.heal(fault: "kill"))
          let healed = try await cluster.sees(
            [.database(host: "n3", state: .serving)], within: .seconds(10))
          #expect(healed.seen, "\(healed.text)")
          let info = try await redis(cluster, on: "n3", ["INFO", "replication"])
          #expect(info.contains("master_link_status:up"))
        }
      }
    }

    @Test("A switchover with care moves the lead and loses nothing")
    func switchover() async throws {
      try await TestRange.with("redis-switch", kind: "redis") { cluster in
        #expect(try await write(cluster, on: "n1", from: 1, count: 200) == 200)
        let members = cluster.layout.members.map {
          ClusterStatus.Member(
            host: $0, answers: true, id: $0.rawValue, leader: "n1", term: 0, fsyncs: nil)
        }
        let command = try #require(
          cluster.database.moveLeaderCommand(
            to: "n3", in: cluster.layout,
            status: ClusterStatus(timeNs: .zero, members: members)))
        let answer = try await cluster.connection.ask(
          .run(host: nil, arguments: command, limitNs: .seconds(6)))
        guard case .ran(0, _, _, _, _) = answer else {
          Issue.record("the switchover failed: \(answer)")
          return
        }
        #expect(try await isPrimary(cluster, "n3"))
        #expect(try await !isPrimary(cluster, "n1"))
        #expect(try await redis(cluster, on: "n3", ["DBSIZE"]).hasPrefix("200"))
      }
    }

    @Test("A failover that the minority was told to do takes the majority's writes at the heal")
    func forcedLong() async throws {
      try await TestRange.with("redis-force", kind: "redis") { cluster in
        #expect(try await write(cluster, on: "n1", from: 1, count: 100) == 100)
        let cut = try cluster.compile(
          "net.cut", as: "cut",
          links: (["n1", "n2"] as [HostName]).flatMap { other -> [Link] in
            [Link(from: "n3", to: other), Link(from: other, to: "n3")]
          })
        try await cluster.inject("cut", cut, lease: .seconds(60))
        #expect(try await cluster.sees(cut.effect, within: .seconds(3)).seen)
        #expect(try await write(cluster, on: "n1", from: 101, count: 100) == 100)
        try await Task.sleep(for: .seconds(4))
        let force = try cluster.compile(
          "operator.force-new-cluster", on: ["n3"], verb: .operate,
          facts: try await cluster.facts())
        #expect(try await !cluster.sees(force.effect, within: .milliseconds(200)).seen)
        try await cluster.connection.ask(.perform(actions: force.actions))
        let effect = try await cluster.sees(force.effect, within: force.proofLimitNs)
        #expect(effect.seen, "\(effect.text)")
        #expect(try await isPrimary(cluster, "n1"), "two Sentinels of three saw nothing happen")
        #expect(try await write(cluster, on: "n3", from: 201, count: 10) == 10)
        try await cluster.connection.ask(.heal(fault: "cut"))
        let isTaken = try await becomes(within: .seconds(30)) {
          if try await isPrimary(cluster, "n1") { return false }
          return try await redis(cluster, on: "n1", ["DBSIZE"]).hasPrefix("110")
        }
        #expect(isTaken, "the old primary follows, and has the hundred of the majority no more")
      }
    }

    @Test("An old backup on a replica is copied over; on the primary it is what all copy")
    func oldSnapshot() async throws {
      try await TestRange.with("redis-old", kind: "redis") { cluster in
        #expect(try await write(cluster, on: "n1", from: 1, count: 100) == 100)
        try await cluster.operate("backup.take", as: "nightly", on: ["n1"])
        #expect(try await write(cluster, on: "n1", from: 101, count: 100) == 100)
        let taken = ["taken": ParameterValue.text("nightly")]
        try await cluster.operate("operator.old-snapshot", as: "harmless", on: ["n3"], taken)
        #expect(try await redis(cluster, on: "n3", ["DBSIZE"]).hasPrefix("200"))
        try await cluster.operate("operator.old-snapshot", as: "mistake", on: ["n1"], taken)
        #expect(try await isPrimary(cluster, "n1"), "nobody missed it")
        for host in cluster.layout.members {
          let isLost = try await becomes(within: .seconds(10)) {
            try await redis(cluster, on: host, ["DBSIZE"]).hasPrefix("100")
          }
          #expect(isLost, "\(host) has what the backup holds")
        }
      }
    }

    /// Cuts the primary off, writes beside it, heals; how many acknowledged writes are gone.
    private func lossOfACut(
      _ name: String, settings: [String: String]
    ) async throws -> (acknowledged: Int, lost: Int) {
      var outcome = (acknowledged: 0, lost: 0)
      try await TestRange.with(name, kind: "redis", settings: settings) { cluster in
        let before = try await write(cluster, on: "n1", from: 1, count: 100)
        let cut = try cluster.compile(
          "net.cut", as: "cut",
          links: (["n2", "n3"] as [HostName]).flatMap { other -> [Link] in
            [Link(from: "n1", to: other), Link(from: other, to: "n1")]
          })
        try await cluster.inject("cut", cut, lease: .seconds(60))
        #expect(try await cluster.sees(cut.effect, within: .seconds(3)).seen)
        var beside = try await write(cluster, on: "n1", from: 101, count: 100)
        let isElected = try await becomes(within: .seconds(15)) {
          let second = try await isPrimary(cluster, "n2")
          let third = try await isPrimary(cluster, "n3")
          return second || third
        }
        #expect(isElected, "the other side elects a primary of its own")
        // Long enough for the lag that the settings allow to be over.
        try await Task.sleep(for: .seconds(3))
        #expect(try await isPrimary(cluster, "n1"), "nobody told the old one")
        beside += try await write(cluster, on: "n1", from: 201, count: 100)
        try await cluster.connection.ask(.heal(fault: "cut"))
        #expect(try await cluster.sees(cut.healed, within: .seconds(10)).seen)
        // A Sentinel opens a broken link again after 15 s, and then looks for 8 s before it acts.
        let isDemoted = try await becomes(within: .seconds(75)) {
          if try await isPrimary(cluster, "n1") { return false }
          let info = try await redis(cluster, on: "n1", ["INFO", "replication"])
          return info.contains("master_link_status:up")
        }
        #expect(isDemoted, "the old primary follows the new one")
        let kept =
          Int(
            try await redis(cluster, on: "n1", ["DBSIZE"]).prefix { $0.isNumber }) ?? 0
        outcome = (before + beside, before + beside - kept)
      }
      return outcome
    }

    @Test("What a primary that is cut off acknowledges is lost when the cut heals")
    func loss() async throws {
      let (acknowledged, lost) = try await lossOfACut("redis-loss", settings: [:])
      #expect(acknowledged == 300)
      #expect(lost == 200)
    }

    @Test("A primary that wants a replica refuses after a while, and loses what came before")
    func boundedLoss() async throws {
      let (acknowledged, lost) = try await lossOfACut(
        "redis-bound", settings: ["min-replicas-to-write": "1", "min-replicas-max-lag": "3"])
      #expect(acknowledged == 200, "the last hundred were refused")
      #expect(lost == 100)
    }
  }
}
