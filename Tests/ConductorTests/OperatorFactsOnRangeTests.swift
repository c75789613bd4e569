import Faults
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// What a real etcd does when operators make mistakes; each is a fact that missions are built on.
  @Suite(.serialized) struct OperatorFactsOnRangeTests {
    /// Stops all and starts all but one: whoever leads then does not know what that one had.
    static func newLeader(without host: HostName) -> [HostAction] {
      let members = Cluster.hosts(3)
      return members.map { .stopDatabase(host: $0) }
        + members.filter { $0 != host }.map { .startDatabase(host: $0, extraArguments: []) }
    }

    private func put(_ value: String, at host: HostName, _ cluster: Cluster) async throws {
      for key in 1...5 {
        _ = try await cluster.output(on: host, cluster.etcdctl(host, "put", "k\(key)", value))
      }
    }

    private func get(_ host: HostName, _ cluster: Cluster) async throws -> String {
      try await cluster.output(
        on: host, cluster.etcdctl(host, "get", "k1", "--print-value-only"))
    }

    private func serve(_ hosts: [HostName], _ cluster: Cluster) async throws -> Bool {
      try await cluster.sees(
        hosts.map { .database(host: $0, state: .serving) }, within: .seconds(15)
      ).seen
    }

    /// What the operator's step made of it: nil where it was proved, else why not.
    private func operate(
      _ kind: String, on host: HostName, _ parameters: [String: ParameterValue] = [:],
      _ cluster: Cluster, _ facts: ClusterFacts
    ) async throws -> String? {
      let fault = try cluster.compile(
        kind, as: "mistake", on: [host], parameters, verb: .operate, facts: facts)
      do {
        try await cluster.inject("mistake", fault, lease: .seconds(60))
      } catch let error as RangeError {
        return error.message
      }
      let proof = try await cluster.sees(fault.effect, within: .seconds(8))
      return proof.seen ? nil : proof.text
    }

    @Test(
      "A removal is refused while another member is down, and done while none is",
      .timeLimit(.minutes(2)))
    func removal() async throws {
      try await TestRange.with("t-removal") { cluster in
        let facts = try await cluster.facts()
        try await Task.sleep(for: .seconds(6))
        try await cluster.connection.ask(.perform(actions: [.stopDatabase(host: "n2")]))
        let wrong = try await operate("maintenance.remove-member", on: "n3", [:], cluster, facts)
        #expect(wrong?.contains("etcdserver: unhealthy cluster") == true, "\(wrong ?? "done")")
        let refused = ["expect": ParameterValue.text("refused")]
        #expect(
          try await operate("maintenance.remove-member", on: "n3", refused, cluster, facts) == nil)
        let start = HostAction.startDatabase(host: "n2", extraArguments: [])
        try await cluster.connection.ask(.perform(actions: [start]))
        #expect(try await serve(["n2"], cluster))
        try await Task.sleep(for: .seconds(6))
        let notRefused = try await operate(
          "maintenance.remove-member", on: "n3", refused, cluster, facts)
        #expect(notRefused?.contains("was not refused") == true, "\(notRefused ?? "refused")")
      }
    }

    @Test("After a removal one stop more loses the quorum", .timeLimit(.minutes(2)))
    func removalThenMaintenance() async throws {
      try await TestRange.with("t-rm-stop") { cluster in
        let facts = try await cluster.facts()
        try await Task.sleep(for: .seconds(6))
        #expect(
          try await operate("maintenance.remove-member", on: "n3", [:], cluster, facts) == nil)
        // Where the leader was removed, the two that are left elect one first.
        #expect(try await serve(["n1", "n2"], cluster))
        try await put("two", at: "n1", cluster)
        try await cluster.connection.ask(.perform(actions: [.stopDatabase(host: "n2")]))
        await #expect(throws: RangeError.self) { try await put("one", at: "n1", cluster) }
        let start = HostAction.startDatabase(host: "n2", extraArguments: [])
        try await cluster.connection.ask(.perform(actions: [start]))
        #expect(try await serve(["n1", "n2"], cluster))
        // A write without an answer may have happened: it is committed once the quorum is back.
        #expect(["two\n", "one\n"].contains(try await get("n1", cluster)))
        try await put("three", at: "n1", cluster)
        #expect(try await get("n1", cluster) == "three\n")
      }
    }

    @Test(
      "A wiped member dies of a leader that remembers it, and the step is not proved",
      .timeLimit(.minutes(2)))
    func wipedInHealthyCluster() async throws {
      try await TestRange.with("t-wiped") { cluster in
        let facts = try await cluster.facts()
        try await put("kept", at: "n1", cluster)
        // Only followers are remembered by a leader.
        let status = try await cluster.output(
          on: "n2", cluster.etcdctl("n2", "endpoint", "status"))
        let follower: HostName = status.contains("true") ? "n3" : "n2"
        let reason = try await operate("operator.stale-member", on: follower, [:], cluster, facts)
        #expect(reason?.contains("on \(follower)") == true, "\(reason ?? "proved")")
        #expect(try await get("n1", cluster) == "kept\n")
      }
    }

    @Test(
      "A wiped member and a stale one make a healthy majority that has lost everything",
      .timeLimit(.minutes(2)))
    func wipedWithStalePeer() async throws {
      try await TestRange.with("t-stale") { cluster in
        let facts = try await cluster.facts()
        try await cluster.connection.ask(.perform(actions: [.stopDatabase(host: "n3")]))
        try await put("acknowledged", at: "n1", cluster)
        #expect(try await get("n2", cluster) == "acknowledged\n")
        try await cluster.connection.ask(
          .perform(actions: [
            .stopDatabase(host: "n1"), .stopDatabase(host: "n2"),
            .startDatabase(host: "n3", extraArguments: []),
          ]))
        // A member that joins a cluster asks its peers first, and ends where none answers.
        try await cluster.awaitPeerAnswers(of: "n3")
        let reason = try await operate("operator.stale-member", on: "n2", [:], cluster, facts)
        #expect(reason == nil, "\(reason ?? "")")
        #expect(try await serve(["n2", "n3"], cluster))
        for host in ["n2", "n3"] as [HostName] { #expect(try await get(host, cluster).isEmpty) }
        // A restart without arguments keeps it what it has become.
        try await cluster.connection.ask(
          .perform(actions: [
            .stopDatabase(host: "n2"), .startDatabase(host: "n2", extraArguments: []),
          ]))
        #expect(try await serve(["n2", "n3"], cluster))
        #expect(try await cluster.replicas().result == .valid)
      }
    }

    @Test(
      "An old snapshot on one member makes it differ while all are healthy",
      .timeLimit(.minutes(2)))
    func oldSnapshot() async throws {
      try await TestRange.with("t-snapshot") { cluster in
        let facts = try await cluster.facts()
        try await put("old", at: "n1", cluster)
        try await cluster.takeSnapshot("nightly")
        try await put("new", at: "n1", cluster)
        let before = try await cluster.replicas()
        #expect(before.result == .valid, "\(before.summary)")
        let parameters: [String: ParameterValue] = [
          "taken": .text("nightly"), "full-restart": .flag(true),
        ]
        let reason = try await operate(
          "operator.old-snapshot", on: "n2", parameters, cluster, facts)
        #expect(reason == nil, "\(reason ?? "")")
        #expect(try await serve(["n1", "n2", "n3"], cluster))
        let after = try await cluster.replicas()
        #expect(after.result == .invalid)
        #expect(
          after.summary.hasPrefix("n2 reports itself healthy and holds other data"),
          "\(after.summary)")
        // What clients read is the same everywhere: only the hash shows it.
        for host in Cluster.hosts(3) { #expect(try await get(host, cluster) == "new\n") }
      }
    }

    @Test("A snapshot that is not there fails the step with etcd's words", .timeLimit(.minutes(1)))
    func noSnapshot() async throws {
      try await TestRange.with("t-nosnap") { cluster in
        let reason = try await operate(
          "operator.old-snapshot", on: "n2", ["taken": .text("nowhere")], cluster,
          try await cluster.facts())
        #expect(reason?.contains("no such file") == true, "\(reason ?? "proved")")
      }
    }

    @Test("A rolling upgrade leaves all members with the same data", .timeLimit(.minutes(2)))
    func upgrade() async throws {
      try await TestRange.with("t-upgrade") { cluster in
        try await put("kept", at: "n1", cluster)
        let fault = try cluster.compile(
          "maintenance.upgrade", on: Cluster.hosts(3),
          ["setting": .text("heartbeat-interval=150")], verb: .operate,
          facts: try await cluster.facts())
        try await cluster.inject("trial", fault, lease: .seconds(60))
        let proof = try await cluster.sees(fault.effect, within: fault.proofLimitNs)
        #expect(proof.seen, "\(proof.text)")
        #expect(proof.text.contains("runs with --heartbeat-interval=150"))
        let verdict = try await cluster.replicas()
        #expect(verdict.result == .valid, "\(verdict.summary)")
        #expect(try await get("n3", cluster) == "kept\n")
      }
    }
  }
}
