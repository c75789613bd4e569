import Consistency
import Databases
import Faults
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// MariaDB with Galera: up, whole, killed, wiped, cut, and what a forced minority costs.
  @Suite(.serialized) struct GaleraOnRangeTests {
    /// Short spans, so that nobody waits for the usual five seconds.
    private static let quick = [
      "wsrep_sync_wait": "7", "evs.suspect_timeout": "2000", "evs.keepalive_period": "500",
    ]

    /// What a MariaDB answers to a statement typed on its own host.
    private func sql(_ cluster: Cluster, on host: HostName, _ text: String) async throws -> String {
      try await cluster.output(
        on: host,
        [
          "mariadb", "--no-defaults", "-h", "127.0.0.1", "-u", "root", "--connect-timeout=2", "-N",
          "-B", "-e", text, "cygnet",
        ])
    }

    /// Asks until it holds, or gives up; a member that refuses does not hold.
    private func becomes(
      within limit: Nanoseconds, _ question: () async throws -> Bool
    ) async throws -> Bool {
      let deadline = MonotonicClock.now() + limit
      while MonotonicClock.now() < deadline {
        if let holds = try? await question(), holds { return true }
        try await Task.sleep(for: .milliseconds(200))
      }
      return false
    }

    private func status(
      _ cluster: Cluster, on host: HostName, _ name: String
    ) async throws -> String {
      let line = try await sql(cluster, on: host, "SHOW STATUS LIKE '\(name)'")
      return line.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
    }

    /// Writes that many keys on the host, and says how many were acknowledged.
    private func write(
      _ cluster: Cluster, on host: HostName, from first: Int, count: Int
    ) async throws -> Int {
      let script = """
        seq \(first) \(first + count - 1) \
        | sed "s/.*/INSERT INTO registers VALUES ('x&', &); SELECT 'kept';/" \
        | timeout 5 mariadb --no-defaults -h 127.0.0.1 -u root -N -B cygnet 2>/dev/null \
        | grep -c kept || true
        """
      let output = try await cluster.output(on: host, ["sh", "-c", script])
      return Int(output.split(separator: "\n").first ?? "") ?? 0
    }

    private func count(_ cluster: Cluster, on host: HostName) async throws -> Int {
      let answer = try await sql(
        cluster, on: host, "SELECT count(*) FROM registers WHERE k LIKE 'x%'")
      return Int(answer.split(separator: "\n").first ?? "") ?? -1
    }

    private func facts(_ cluster: Cluster) -> ClusterFacts {
      ClusterFacts(
        kind: "galera", layout: cluster.layout, identifiers: [:],
        backups: cluster.sandbox.record.places.backups)
    }

    @Test("Three members serve, all of them take writes, and nothing is left")
    func up() async throws {
      try await TestRange.with(
        "galera-up", kind: "galera", settings: Self.quick, leader: "n2"
      ) { cluster in
        for (index, host) in cluster.layout.members.enumerated() {
          #expect(try await status(cluster, on: host, "wsrep_cluster_size") == "3")
          #expect(try await write(cluster, on: host, from: 1 + index * 20, count: 20) == 20)
        }
        for host in cluster.layout.members {
          #expect(try await count(cluster, on: host) == 60, "\(host) has all sixty")
        }
        let list = try await status(cluster, on: "n1", "wsrep_incoming_addresses")
        #expect(list.hasPrefix(cluster.layout.addresses["n2"] ?? "none"), "\(list)")
        #expect(try await cluster.replicas().result == .valid)
      }
    }

    @Test("A member that was killed serves again only with what it missed")
    func restarted() async throws {
      try await TestRange.with("galera-kill", kind: "galera", settings: Self.quick) { cluster in
        try await cluster.expectUnchanged(within: .seconds(15)) {
          let kill = try cluster.compile("proc.kill", as: "kill", on: ["n3"])
          try await cluster.inject("kill", kill, lease: .seconds(60))
          #expect(try await cluster.sees(kill.effect, within: .seconds(3)).seen)
          let isMissed = try await becomes(within: .seconds(10)) {
            try await status(cluster, on: "n1", "wsrep_cluster_size") == "2"
          }
          #expect(isMissed)
          #expect(try await write(cluster, on: "n1", from: 1, count: 50) == 50)
          try await cluster.connection.ask(.heal(fault: "kill"))
          let healed = try await cluster.sees(
            [.database(host: "n3", state: .serving)], within: .seconds(30))
          #expect(healed.seen, "\(healed.text)")
          #expect(try await count(cluster, on: "n3") == 50)
        }
      }
    }

    @Test("A member that was wiped is copied anew")
    func wiped() async throws {
      try await TestRange.with("galera-wipe", kind: "galera", settings: Self.quick) { cluster in
        #expect(try await write(cluster, on: "n1", from: 1, count: 50) == 50)
        let wipe = try cluster.compile(
          "operator.stale-member", as: "wipe", on: ["n3"], verb: .operate, facts: facts(cluster))
        try await cluster.inject("wipe", wipe, lease: .seconds(60))
        let seen = try await cluster.sees(wipe.effect, within: .seconds(30))
        #expect(seen.seen, "\(seen.text)")
        #expect(try await count(cluster, on: "n3") == 50)
        #expect(try await cluster.replicas().result == .valid)
      }
    }

    @Test("A member with an old backup is given what it lacks")
    func oldSnapshot() async throws {
      try await TestRange.with("galera-old", kind: "galera", settings: Self.quick) { cluster in
        #expect(try await write(cluster, on: "n1", from: 1, count: 50) == 50)
        try await cluster.operate("backup.take", as: "nightly", on: ["n1"])
        #expect(try await write(cluster, on: "n1", from: 51, count: 50) == 50)
        try await cluster.operate(
          "operator.old-snapshot", as: "harmless", on: ["n3"], ["taken": .text("nightly")])
        #expect(try await count(cluster, on: "n3") == 100)
        #expect(try await cluster.replicas().result == .valid)
      }
    }

    @Test("All restarted, a member with an old backup founds a group, and who has more falls out")
    func oldSnapshotFounds() async throws {
      try await TestRange.with("galera-founds", kind: "galera", settings: Self.quick) { cluster in
        try await cluster.operate("backup.take", as: "nightly", on: ["n1"])
        #expect(try await write(cluster, on: "n1", from: 1, count: 50) == 50)
        try await cluster.operate(
          "operator.old-snapshot", as: "mistake", on: ["n3"],
          ["taken": .text("nightly"), "full-restart": .flag(true)])
        // Whether the founder goes on alone is a matter of how the others leave.
        let areOut = try await becomes(within: .seconds(30)) {
          for host in ["n1", "n2"] as [HostName] {
            let seen = try await cluster.sees(
              [.database(host: host, state: .serving)], within: .milliseconds(200))
            if seen.seen { return false }
          }
          return try await count(cluster, on: "n3") <= 0
        }
        #expect(areOut, "whoever joined had more, and died; nobody has the 50")
      }
    }

    @Test("A minority that is bootstrapped goes on beside the majority, and nobody minds")
    func forcedLong() async throws {
      try await TestRange.with("galera-forced", kind: "galera", settings: Self.quick) { cluster in
        #expect(try await write(cluster, on: "n1", from: 1, count: 50) == 50)
        let cut = try cluster.compile(
          "net.cut", as: "cut",
          links: (["n2", "n3"] as [HostName]).flatMap { other -> [Link] in
            [Link(from: "n1", to: other), Link(from: other, to: "n1")]
          })
        try await cluster.inject("cut", cut, lease: .seconds(90))
        #expect(try await cluster.sees(cut.effect, within: .seconds(3)).seen)
        let isGivenUp = try await becomes(within: .seconds(15)) {
          let lonely = try await status(cluster, on: "n1", "wsrep_cluster_status")
          let size = try await status(cluster, on: "n2", "wsrep_cluster_size")
          return lonely == "non-Primary" && size == "2"
        }
        #expect(isGivenUp, "the lonely one gives up, the others go on")
        #expect(try await write(cluster, on: "n1", from: 51, count: 10) == 0, "it refuses")
        let force = try cluster.compile(
          "operator.force-new-cluster", as: "force", on: ["n1"], verb: .operate,
          facts: facts(cluster))
        try await cluster.inject("force", force, lease: .seconds(90))
        let isForced = try await cluster.sees(force.effect, within: .seconds(10))
        #expect(isForced.seen, "\(isForced.text)")
        #expect(try await write(cluster, on: "n1", from: 100, count: 20) == 20)
        #expect(try await write(cluster, on: "n2", from: 200, count: 30) == 30)
        try await cluster.connection.ask(.heal(fault: "cut"))
        #expect(try await cluster.sees(cut.healed, within: .seconds(10)).seen)
        try await Task.sleep(for: .seconds(4))
        #expect(try await count(cluster, on: "n1") == 70)
        #expect(try await count(cluster, on: "n2") == 80)
        let split = try await cluster.replicas()
        #expect(split.result == .invalid, "\(split.summary)")
        // A restart brings it back with what the others wrote since, and what nobody else has.
        _ = try await cluster.connection.ask(
          .perform(actions: [
            .stopDatabase(host: "n1"), .startDatabase(host: "n1", extraArguments: []),
          ]))
        let isBack = try await becomes(within: .seconds(30)) {
          try await status(cluster, on: "n1", "wsrep_cluster_size") == "3"
        }
        #expect(isBack, "it says that it is synced")
        let hidden = try await cluster.replicas()
        #expect(hidden.result == .invalid, "\(hidden.summary)")
        #expect(hidden.anomalies.map(\.name) == ["diverged replica"])
      }
    }
  }
}
