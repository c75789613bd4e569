import Databases
import Evidence
import Faults
import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  @Suite(.serialized) struct CrashedHostsOnRangeTests {
    /// What a peer hears of a dead machine, and of a dead process as the control.
    @Test(
      "A peer of a crashed host hears nothing, one of a killed process hears the end",
      .timeLimit(.minutes(1)), arguments: [("host.crash", true), ("proc.kill", false)])
    func silence(kind: String, isSilent: Bool) async throws {
      try await TestRange.with("t-hush-\(kind.filter(\.isLetter))") { cluster in
        let fault = try cluster.compile(kind, on: ["n2"])
        let address = try #require(cluster.layout.addresses["n2"])
        let connection = cluster.connection
        try await cluster.expectUnchanged(within: .seconds(10)) {
          let script = "exec 3<>/dev/tcp/\(address)/2379; timeout 4 cat <&3 >&2; echo $?"
          async let peer = connection.ask(
            .run(host: "n1", arguments: ["bash", "-c", script], limitNs: .seconds(15)))
          try await Task.sleep(for: .seconds(1))
          try await cluster.inject("trial", fault, lease: .seconds(60))
          guard case .ran(0, let output, let error, _, _) = try await peer else {
            Issue.record("the peer did not run")
            return
          }
          // 124 is a wait in vain until its time was over.
          #expect((output == "124\n") == isSilent, "\(output) \(error)")
          let effect = try await cluster.sees(fault.effect, within: fault.proofLimitNs)
          #expect(effect.seen, "\(effect.text)")
          try await connection.ask(.heal(fault: "trial"))
          let healed = try await cluster.sees(fault.healed, within: .seconds(20))
          #expect(healed.seen, "\(healed.text)")
        }
      }
    }

    /// Who dies, and whether somebody must clean up after it.
    enum Death: String, CaseIterable { case agent, sandbox }

    @Test(
      "No control group outlives a range that died, once it is healed", .timeLimit(.minutes(1)),
      arguments: Death.allCases)
    func groups(_ death: Death) async throws {
      try await TestRange.with("t-grp-\(death.rawValue)") { cluster in
        let fault = try cluster.compile("proc.cpu", on: ["n2"], ["processors": .number(0.5)])
        try await cluster.inject("trial", fault, lease: .seconds(60))
        let sandbox = cluster.sandbox
        let prefix = sandbox.record.places.groupPrefix
        func groups() -> [ControlGroup] {
          ControlGroups.Controller.allCases.flatMap {
            ControlGroups.find().groups($0, prefix: prefix)
          }
        }
        #expect(groups().count == 4, "three members' memory, and one processor: \(groups())")
        let family = ProcessTable.family(of: sandbox.record.pid)
        let agent = try #require(family.first { $0.verb == "agent" })
        kill(death == .agent ? agent.pid : sandbox.record.pid, SIGKILL)
        while sandbox.isAlive { try await Task.sleep(for: .milliseconds(20)) }
        // The kernel removes all of a sandbox but these, where nobody is left inside to do it.
        #expect(groups().isEmpty == (death == .agent))
        let outcome = await FaultRecovery.heal(sandbox.record)
        #expect(outcome.isRemoved)
        #expect(groups().isEmpty)
      }
    }

    @Test("A memory limit below what is in use is refused, and leaves nothing")
    func refusal() async throws {
      try await TestRange.with("t-mem-low") { cluster in
        let fault = try cluster.compile("proc.memory", on: ["n2"], ["bytes": .bytes(1_000_000)])
        try await cluster.expectUnchanged {
          let refusal = await #expect(throws: RangeError.self) {
            try await cluster.inject("trial", fault, lease: .seconds(60))
          }
          #expect(refusal?.message.contains("EBUSY") == true, "\(refusal?.message ?? "")")
          guard case .status(let status) = try await cluster.connection.ask(.status) else { return }
          #expect(status.heldFaults.isEmpty)
        }
      }
    }

    /// PostgreSQL starts and ends processes all the time; which are there is nobody's residue.
    @Test("Processes that end while they are looked at leave nothing", .timeLimit(.minutes(1)))
    func shortLived() async throws {
      try await TestRange.with("t-brief") { cluster in
        let script = "while :; do for n in 1 2 3 4 5 6 7 8; do /bin/true & done; wait; done"
        try await Self.serve(script, on: "n3", cluster)
        let before = try await cluster.connection.snapshots()
        for _ in 1...50 {
          let residue = try await cluster.connection.residue(since: before)
          #expect(residue == [:])
        }
      }
    }

    @Test("What the kernel kills for want of memory runs again after the healing")
    func starved() async throws {
      try await TestRange.with("t-mem-oom") { cluster in
        // Holds ninety megabytes two seconds after its start, and then for ever.
        let script =
          "sleep 2; exec tail -c 90000000 < <(head -c 100000000 /dev/zero; exec sleep 600)"
        try await Self.serve(script, on: "n3", cluster)
        let fault = try cluster.compile("proc.memory", on: ["n3"], ["bytes": .bytes(40_000_000)])
        try await cluster.inject("trial", fault, lease: .seconds(60))
        let effect = try await cluster.sees(fault.effect, within: .seconds(1))
        #expect(effect.seen, "\(effect.text)")
        let deadline = MonotonicClock.now() + .seconds(15)
        while try await Self.pid(of: "n3", cluster) != nil, MonotonicClock.now() < deadline {
          try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try await Self.pid(of: "n3", cluster) == nil, "the kernel has not killed it")
        try await cluster.connection.ask(.heal(fault: "trial"))
        #expect(try await Self.pid(of: "n3", cluster) != nil, "nobody has started it again")
        try await Task.sleep(for: .seconds(4))
        #expect(try await Self.pid(of: "n3", cluster) != nil, "it is still limited")
      }
    }

    /// Two heals that nothing stands between are some forty milliseconds apart; an etcd takes
    /// longer to start and to be elected.
    @Test("The larger part serves again before the line to the smaller one comes back")
    func order() async throws {
      let text = TestRange.mission(
        steps: """
            - {inject: net.cut, between: "head, one", and: two, at: 1s, for: 60s, as: line}
            - {inject: host.crash, on: "head, one", at: 2s, for: 60s, as: power}
          """, mechanism: "host.crash", window: 8)
      let run = try await TestRange.assess(text, named: "order")
      #expect(run.defects == [])
      let begun = run.record.timeline.filter { $0.kind == .healCommanded }
      try #require(begun.map(\.step) == ["power", "line"])
      let gap = begun[1].timeNs - begun[0].timeNs
      #expect(gap > .milliseconds(300))
    }

    /// A script in the place of a host's database.
    private static func serve(
      _ script: String, on host: HostName, _ cluster: Cluster
    ) async throws {
      let service = ServiceCommand(
        executable: "/bin/bash", arguments: ["-c", script], environment: [:],
        readiness: .init(port: 1, question: "", answer: ""))
      try await cluster.connection.ask(.perform(actions: [.killDatabase(host: host)]))
      try await cluster.connection.ask(.defineService(host: host, service: service))
      try await cluster.connection.ask(
        .perform(actions: [.startDatabase(host: host, extraArguments: [])]))
    }

    private static func pid(of host: HostName, _ cluster: Cluster) async throws -> Int32? {
      guard case .status(let status) = try await cluster.connection.ask(.status) else { return nil }
      return status.hosts.first { $0.name == host }?.databasePid
    }
  }
}
