import Databases
import Faults
import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// What a wrong wall clock does to a real etcd, and what it does not.
  @Suite(.serialized) struct ClockFactsOnRangeTests {
    private struct EndpointStatus: Decodable {
      var status: Body
      enum CodingKeys: String, CodingKey { case status = "Status" }
      struct Body: Decodable {
        var header: Header
        var leader: UInt64
      }
      struct Header: Decodable {
        var member: UInt64
        var term: Int
        enum CodingKeys: String, CodingKey {
          case member = "member_id"
          case term = "raft_term"
        }
      }
    }

    private func etcdctl(
      _ words: String..., on host: HostName, _ cluster: Cluster
    ) async throws -> String {
      try await cluster.output(on: host, ["env", "ETCDCTL_API=3", "etcdctl"] + words)
    }

    /// Who leads, and the term, as the member on `host` knows them.
    private func term(
      on host: HostName, _ cluster: Cluster
    ) async throws -> (term: Int, leads: Bool) {
      let text = try await etcdctl("endpoint", "status", "-w", "json", on: host, cluster)
      let statuses = try JSONDecoder().decode([EndpointStatus].self, from: Data(text.utf8))
      let status = try #require(statuses.first?.status)
      return (status.header.term, status.leader == status.header.member)
    }

    private func leader(_ cluster: Cluster) async throws -> HostName {
      for host in cluster.layout.members where try await term(on: host, cluster).leads {
        return host
      }
      throw RangeError("no member leads", hint: "see database.log")
    }

    /// Seconds that a lease has left; negative once it is gone.
    private func left(of lease: String, on host: HostName, _ cluster: Cluster) async throws -> Int {
      let text = try await etcdctl("lease", "timetolive", lease, on: host, cluster)
      // `lease 694d8… granted with TTL(600s), remaining(598s)`
      let tail = text.split(separator: "remaining(").last ?? ""
      return Int(tail.prefix { $0.isNumber }) ?? -1
    }

    /// How far the `Date` of the member's answers is ahead of the machine's clock, in seconds.
    private func dateAhead(on host: HostName, _ cluster: Cluster) async throws -> Double {
      let script = """
        exec 3<>/dev/tcp/127.0.0.1/2379; printf 'GET /health HTTP/1.0\r\n\r\n' >&3
        date -d "$(sed -n 's/^Date: //p' <&3 | tr -d '\r')" +%s; date +%s
        """
      let words = try await cluster.output(on: host, ["bash", "-c", script])
        .split(separator: "\n").compactMap { Double($0) }
      try #require(words.count == 2)
      return words[0] - words[1]
    }

    /// How far the last line of the member's log is ahead of the machine's clock, in seconds.
    private func logAhead(on host: HostName, _ cluster: Cluster) async throws -> Double {
      // A defragmentation writes a line into the log.
      _ = try await etcdctl("defrag", on: host, cluster)
      let path = cluster.sandbox.record.places.databaseLog(host)
      let script = """
        date -d "$(tail -n 1 \(path) | sed 's/.*"ts":"\\([^"]*\\)".*/\\1/')" +%s; date +%s
        """
      let words = try await cluster.output(on: host, ["bash", "-c", script])
        .split(separator: "\n").compactMap { Double($0) }
      try #require(words.count == 2)
      return words[0] - words[1]
    }

    private func holds(_ fault: CompiledFault, _ name: String, _ cluster: Cluster) async throws {
      try await cluster.inject(name, fault, lease: .seconds(120))
      let effect = try await cluster.sees(fault.effect, within: fault.proofLimitNs)
      #expect(effect.seen, "\(name): \(effect.text)")
    }

    private func heal(_ fault: CompiledFault, _ name: String, _ cluster: Cluster) async throws {
      try await cluster.connection.ask(.heal(fault: name))
      let healed = try await cluster.sees(fault.healed, within: fault.proofLimitNs)
      #expect(healed.seen, "\(name): \(healed.text)")
    }

    @Test(
      "A leader an hour ahead or behind keeps term and leases; its log and its answers jump",
      .timeLimit(.minutes(2)))
    func leasesAndTerms() async throws {
      try await TestRange.with("t-clock-leases") { cluster in
        let head = try await leader(cluster)
        let granted = try await etcdctl("lease", "grant", "600", on: head, cluster)
        let lease = try #require(granted.split(separator: " ").dropFirst().first.map(String.init))
        let before = try await term(on: head, cluster)
        #expect(abs(try await dateAhead(on: head, cluster)) < 60)
        #expect(abs(try await logAhead(on: head, cluster)) < 60)
        for (name, hour) in [("ahead", 3600.0), ("behind", -3600.0)] {
          let start = MonotonicClock.now()
          let rest = try await left(of: lease, on: head, cluster)
          #expect((1...600).contains(rest))
          let step = try cluster.compile(
            "clock.step", as: name, on: [head], ["offset": .duration(.seconds(hour))])
          try await holds(step, name, cluster)
          // The lease goes on by the monotonic clock: what is gone is what went by, not an hour.
          let after = try await left(of: lease, on: head, cluster)
          let passed = (MonotonicClock.now() - start).inSeconds
          #expect(after <= rest && Double(rest - after) <= passed + 2, "\(rest) → \(after)")
          #expect(abs(try await dateAhead(on: head, cluster) - hour) < 60)
          #expect(abs(try await logAhead(on: head, cluster) - hour) < 60)
          _ = try await etcdctl("put", "key", name, on: head, cluster)
          #expect(try await term(on: head, cluster) == before)
          try await heal(step, name, cluster)
        }
        #expect(try await term(on: head, cluster) == before)
        // A lease that has run out does end, so the clock that leases go by is running.
        let short = try await etcdctl("lease", "grant", "2", on: head, cluster)
        let other = try #require(short.split(separator: " ").dropFirst().first.map(String.init))
        var isGone = false
        for _ in 0..<100 where !isGone {
          isGone = try await left(of: other, on: head, cluster) < 0
          try await Task.sleep(for: .milliseconds(200))
        }
        #expect(isGone)
      }
    }

    @Test(
      "Past the end of the certificates a member serves on, until it must make new connections",
      .timeLimit(.minutes(2)))
    func certificates() async throws {
      try await TestRange.with("t-clock-tls", settings: ["peer-tls": "1"]) { cluster in
        let head = try await leader(cluster)
        let astray = try #require(cluster.layout.members.first { $0 != head })
        let before = try await term(on: head, cluster)
        let step = try cluster.compile(
          "clock.step", on: [astray], ["offset": .duration(.seconds(90_000))])
        try await holds(step, "trial", cluster)
        // A write through the member goes over the connections that it has.
        for round in 0..<20 {
          _ = try await etcdctl("put", "key", "\(round)", on: astray, cluster)
          try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try await term(on: head, cluster) == before)
        let restart: [HostAction] = [
          .stopDatabase(host: astray), .startDatabase(host: astray, extraArguments: []),
        ]
        try await cluster.connection.ask(.perform(actions: restart))
        #expect(
          try await !cluster.sees([.database(host: astray, state: .serving)], within: .seconds(4))
            .seen)
        let log = try String(
          contentsOfFile: cluster.sandbox.record.places.databaseLog(astray), encoding: .utf8)
        #expect(log.contains("certificate has expired or is not yet valid"))
        _ = try await etcdctl("put", "key", "two members are enough", on: head, cluster)
        // With the true time it finds its way back by itself.
        try await heal(step, "trial", cluster)
        let serves = try await cluster.sees(
          [.database(host: astray, state: .serving)], within: .seconds(20))
        #expect(serves.seen, "\(serves.text)")
      }
    }

    @Test("Without certificates a member with a wrong clock comes back", .timeLimit(.minutes(1)))
    func noCertificates() async throws {
      try await TestRange.with("t-clock-plain") { cluster in
        let step = try cluster.compile(
          "clock.step", on: ["n1"], ["offset": .duration(.seconds(90_000))])
        try await holds(step, "trial", cluster)
        let restart: [HostAction] = [
          .stopDatabase(host: "n1"), .startDatabase(host: "n1", extraArguments: []),
        ]
        try await cluster.connection.ask(.perform(actions: restart))
        let serves = try await cluster.sees(
          [.database(host: "n1", state: .serving)] + step.effect, within: .seconds(20))
        #expect(serves.seen, "\(serves.text)")
        try await heal(step, "trial", cluster)
      }
    }
  }
}
