import Databases
import Faults
import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// What real databases do on a faulty disk.
  @Suite(.serialized) struct DiskFactsOnRangeTests {
    /// A range whose events are read, with its leader.
    private static func withLeader(
      _ name: String, _ body: (Cluster, ClusterFeed, HostName) async throws -> Void
    ) async throws {
      try await TestRange.with(name) { cluster in
        let feed = ClusterFeed()
        let reading = Task { await feed.read(cluster.connection.events) }
        defer { reading.cancel() }
        try await cluster.startMonitor()
        let deadline = MonotonicClock.now() + .seconds(10)
        var leader: HostName?
        while leader == nil, MonotonicClock.now() < deadline {
          leader = await feed.last?.leader
          try await Task.sleep(for: .milliseconds(50))
        }
        try await body(cluster, feed, try #require(leader))
      }
    }

    private static func writes(
      _ cluster: Cluster, _ feed: ClusterFeed, _ name: String
    ) async throws -> Double {
      try await WriteBench(span: .seconds(2)).run(on: cluster, feed: feed, name: name).writesPerS
    }

    @Test(
      "A leader's fsync +100 ms cuts writes to a fifth or less, a follower's does nothing",
      .timeLimit(.minutes(1)))
    func slowLeader() async throws {
      try await Self.withLeader("t-disk-slow") { cluster, feed, leader in
        let follower = try #require(cluster.layout.members.first { $0 != leader })
        let slow: [String: ParameterValue] = ["fsync": .duration(.milliseconds(100))]
        let rest = try await Self.writes(cluster, feed, "rest")
        var rates: [HostName: Double] = [:]
        for host in [follower, leader] {
          let fault = try cluster.compile("disk.slow", on: [host], slow)
          try await cluster.inject("trial", fault, lease: .seconds(60))
          rates[host] = try await Self.writes(cluster, feed, "slow-\(host)")
          try await cluster.connection.ask(.heal(fault: "trial"))
        }
        let figures = "rest \(rest), follower \(rates[follower] ?? 0), leader \(rates[leader] ?? 0)"
        #expect((rates[leader] ?? 0) * 5 <= rest, "\(figures)")
        #expect((rates[follower] ?? 0) * 2 >= rest, "\(figures)")
      }
    }

    @Test(
      "An etcd that cannot sync or write ends, and serves again when the disk is healed",
      .timeLimit(.minutes(1)), arguments: [("fsync", "EIO"), ("write", "ENOSPC")])
    func failingDisk(call: String, error: String) async throws {
      try await TestRange.with("t-disk-\(error)") { cluster in
        let fault = try cluster.compile(
          "disk.error", on: ["n2"],
          ["calls": .text(call), "error": .text(error), "files": .text("*/wal/*")])
        try await cluster.inject("trial", fault, lease: .seconds(60))
        _ = try? await cluster.etcdctl(["put", "k", "v"])
        let gone = try await cluster.sees(
          [.database(host: "n2", state: .gone)], within: .seconds(8))
        #expect(gone.seen, "\(gone.text)")
        try await cluster.connection.ask(.heal(fault: "trial"))
        try await cluster.connection.ask(
          .perform(actions: [.startDatabase(host: "n2", extraArguments: [])]))
        let back = try await cluster.sees(
          [.database(host: "n2", state: .serving)], within: .seconds(10))
        let log = try String(
          contentsOfFile: cluster.sandbox.record.places.databaseLog("n2"), encoding: .utf8)
        #expect(back.seen, "\(back.text): \(log.suffix(2_000))")
      }
    }

    @Test(
      "All members lose their power: an honest disk keeps what it acknowledged, a lying one not",
      .timeLimit(.minutes(2)), arguments: ["honest", "lying"])
    func powerCut(mode: String) async throws {
      try await TestRange.with("t-disk-\(mode)") { cluster in
        let members = cluster.layout.members
        let disk = try cluster.compile(
          "disk.lost-fsync", as: "disk", on: members, ["mode": .text(mode)])
        try await cluster.inject("disk", disk, lease: .seconds(60))
        let effect = try await cluster.sees(disk.effect, within: disk.proofLimitNs)
        #expect(effect.seen, "\(effect.text)")
        for number in 1...8 { _ = try await cluster.etcdctl(["put", "k\(number)", "v"]) }
        let kill = try cluster.compile("proc.kill", as: "kill", on: members)
        try await cluster.inject("kill", kill, lease: .seconds(60))
        try await cluster.connection.ask(.heal(fault: "kill"))
        // They begin at once and elect anew where a disk is slow; that they serve is the question.
        let back = try await cluster.sees(kill.healed, within: .seconds(40))
        let found = back.seen ? try await cluster.etcdctl(["get", "--prefix", "k"]) : ""
        let kept = found.split(separator: "\n").filter { $0.hasPrefix("k") }.count
        if mode == "honest" {
          #expect(back.seen && kept == 8, "\(back.text), \(kept) of 8 kept")
        } else {
          #expect(kept < 8, "\(kept) of 8 kept")
        }
        try await cluster.connection.ask(.heal(fault: "disk"))
        let healed = try await cluster.sees(disk.healed, within: .seconds(5))
        #expect(healed.seen, "\(healed.text)")
      }
    }

    @Test(
      "A database that waits for a stalled disk can be killed, and starts when it is healed",
      .timeLimit(.minutes(1)))
    func killOnStalledDisk() async throws {
      try await TestRange.with("t-disk-stall") { cluster in
        let stall = try cluster.compile("disk.stall", as: "stall", on: ["n2"])
        try await cluster.inject("stall", stall, lease: .seconds(60))
        let waits = try await cluster.sees(stall.effect, within: stall.proofLimitNs)
        #expect(waits.seen, "\(waits.text)")
        // Where the stalled member leads, another must be elected first.
        var isPut = false
        for _ in 1...4 where !isPut {
          isPut = (try? await cluster.etcdctl(["put", "k", "v"])) != nil
        }
        #expect(isPut)
        let kill = try cluster.compile("proc.kill", as: "kill", on: ["n2"])
        try await cluster.inject("kill", kill, lease: .seconds(60))
        let gone = try await cluster.sees(kill.effect, within: .seconds(2))
        #expect(gone.seen, "\(gone.text)")
        try await cluster.connection.ask(.heal(fault: "stall"))
        let healed = try await cluster.sees(stall.healed, within: .seconds(5))
        #expect(healed.seen, "\(healed.text)")
        try await cluster.connection.ask(.heal(fault: "kill"))
        let back = try await cluster.sees(kill.healed, within: .seconds(10))
        #expect(back.seen, "\(back.text)")
      }
    }

    @Test("A disk whose process is killed is reported by name", .timeLimit(.minutes(1)))
    func deadDisk() async throws {
      try await Self.withLeader("t-disk-dead") { cluster, feed, _ in
        let path = cluster.diskPath("n2")
        let disk = try #require(
          ProcessTable.all().values.first { $0.verb == "disk" && $0.words.contains(path) })
        #expect(kill(disk.pid, SIGKILL) == 0)
        let deadline = MonotonicClock.now() + .seconds(5)
        while await feed.ending(of: "disk of n2") == nil, MonotonicClock.now() < deadline {
          try await Task.sleep(for: .milliseconds(20))
        }
        #expect(await feed.ending(of: "disk of n2") == 128 + SIGKILL)
      }
    }
  }
}

extension Cluster {
  /// What etcdctl prints, asked from the client's host through all members.
  func etcdctl(_ words: [String]) async throws -> String {
    let endpoints = layout.members.compactMap { layout.addresses[$0] }.map { "http://\($0):2379" }
    return try await output(
      on: Self.client,
      [
        "env", "ETCDCTL_API=3", "etcdctl", "--command-timeout=5s",
        "--endpoints=\(endpoints.joined(separator: ","))",
      ] + words)
  }
}
