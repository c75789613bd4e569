import Faults
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  @Suite(.serialized) struct FaultsOnRangeTests {
    /// A kind of the catalogue with a step that a range can carry out.
    struct Trial: Sendable, CustomTestStringConvertible {
      var kind: String
      var verb = PlannedStep.Verb.inject
      var hosts: [HostName] = ["n2"]
      var links: [Link] = []
      var parameters: [String: ParameterValue] = [:]
      /// Done before the control, so that the effect is not there yet.
      var before: [HostAction] = []
      /// The same for what needs the cluster's own places and identifiers.
      var prepare: @Sendable (Cluster) async throws -> Void = { _ in }
      /// Whether the host serves when all is over; one that was removed does not.
      var serves = true
      var testDescription: String { kind }
    }

    static let trials: [Trial] = [
      Trial(kind: "net.cut", hosts: [], links: [Link(from: "n1", to: "n2")]),
      Trial(kind: "disk.slow", parameters: ["fsync": .duration(.milliseconds(400))]),
      Trial(kind: "clock.step", parameters: ["offset": .duration(.seconds(-90))]),
      Trial(kind: "clock.drift", parameters: ["rate": .partsPerMillion(1_000)]),
      Trial(
        kind: "clock.strobe",
        parameters: [
          "delta": .duration(.milliseconds(500)), "period": .duration(.milliseconds(50)),
        ]),
      Trial(
        kind: "disk.error",
        parameters: ["calls": .text("write, fsync"), "files": .text("*/wal/*.tmp")]),
      Trial(kind: "disk.full", parameters: ["leave": .bytes(4_096)]),
      Trial(kind: "disk.stall"),
      Trial(kind: "disk.lost-fsync"),
      Trial(kind: "disk.torn-write"),
      Trial(
        kind: "disk.bit-rot", parameters: ["ratio": .ratio(1), "files": .text("*/wal/*.tmp")]),
      Trial(kind: "proc.kill"),
      Trial(kind: "proc.pause"),
      Trial(kind: "proc.restart"),
      Trial(kind: "proc.crash-loop", parameters: ["every": .duration(.seconds(3))]),
      Trial(kind: "proc.cpu", parameters: ["processors": .number(0.2)]),
      Trial(kind: "proc.memory", parameters: ["bytes": .bytes(128_000_000)]),
      Trial(kind: "proc.files", parameters: ["open": .number(64)]),
      Trial(kind: "host.crash"),
      Trial(kind: "maintenance.stop", verb: .operate),
      Trial(
        kind: "maintenance.start", verb: .operate, before: [.stopDatabase(host: "n2")]),
      Trial(kind: "maintenance.upgrade", verb: .operate),
      // etcd counts members only that it has heard for five seconds.
      Trial(
        kind: "maintenance.remove-member", verb: .operate,
        prepare: { _ in try await Task.sleep(for: .seconds(6)) }, serves: false),
      Trial(
        kind: "maintenance.add-member", verb: .operate,
        prepare: { cluster in
          try await Task.sleep(for: .seconds(6))
          try await cluster.connection.ask(
            .perform(
              actions: cluster.compile(
                "maintenance.remove-member", on: ["n2"], verb: .operate, facts: cluster.facts()
              ).actions))
          // Where the leader was removed, the two that are left elect one first.
          try await Task.sleep(for: .seconds(2))
          _ = try await cluster.sees(
            [.database(host: "n1", state: .serving), .database(host: "n3", state: .serving)],
            within: .seconds(10))
        }),
      Trial(kind: "operator.restart", verb: .operate),
      // A leader that was elected without the member does not know what it had.
      Trial(
        kind: "operator.stale-member", verb: .operate,
        before: OperatorFactsOnRangeTests.newLeader(without: "n2")),
      Trial(
        kind: "operator.old-snapshot", verb: .operate,
        parameters: ["taken": .text("nightly"), "full-restart": .flag(true)],
        prepare: { try await $0.takeSnapshot("nightly") }),
      Trial(kind: "operator.force-new-cluster", verb: .operate),
      Trial(kind: "operator.wrong-cluster", verb: .operate),
      Trial(kind: "backup.take", verb: .operate),
      Trial(
        kind: "backup.restore", verb: .operate, parameters: ["from": .text("nightly")],
        prepare: { try await $0.takeSnapshot("nightly") }),
    ]

    @Test("Every kind of the catalogue is tried on a range")
    func completeness() {
      let links = NetworkFaultsOnRangeTests.kinds.map(\.kind)
      let elsewhere = [
        PlannedStep.losesMonitoring,  // MonitoringOnRangeTests
        // PatroniOnRangeTests
        "operator.pause-manager", "operator.resume-manager", "operator.rewind",
        "maintenance.configure",
        "backup.mark",  // RestoreOfKindsOnRangeTests
      ]
      let tried = Set(Self.trials.map(\.kind) + links + elsewhere)
      #expect(tried == Set(FaultCatalogue.all.map(\.signature.kind)))
    }

    @Test(
      "A fault is seen once it is injected and not before, and leaves nothing once it is healed",
      .timeLimit(.minutes(1)), arguments: trials)
    func life(_ trial: Trial) async throws {
      try await TestRange.with("t-\(trial.kind.filter(\.isLetter).prefix(14))") { cluster in
        let fault = try cluster.compile(
          trial.kind, on: trial.hosts, links: trial.links, trial.parameters, verb: trial.verb,
          facts: try await cluster.facts())
        let snapshot = try await cluster.snapshot()
        try await cluster.connection.ask(.perform(actions: trial.before))
        try await trial.prepare(cluster)
        let early = try await cluster.sees(fault.effect, within: .milliseconds(200))
        #expect(!early.seen, "seen before it was injected: \(early.text)")
        try await cluster.inject("trial", fault, lease: .seconds(30))
        let effect = try await cluster.sees(fault.effect, within: fault.proofLimitNs)
        #expect(effect.seen, "not seen: \(effect.text)")
        if !fault.undo.isEmpty {
          let held = try await cluster.sees(fault.healed, within: .milliseconds(200))
          #expect(!held.seen, "seen as healed while it is held: \(held.text)")
          try await cluster.connection.ask(.heal(fault: "trial"))
          let healed = try await cluster.sees(
            fault.healed, within: fault.proofLimitNs + .seconds(5))
          #expect(healed.seen, "not seen as healed: \(healed.text)")
        }
        await Self.expectUnknown("trial", cluster)
        try await cluster.connection.ask(.perform(actions: fault.undo + fault.undo))
        // What cannot be undone leaves its trace; the range is discarded.
        if !fault.isIrreversible { #expect(try await cluster.snapshot() == snapshot) }
        guard trial.serves else { return }
        let isServing = try await cluster.sees(
          trial.hosts.map { .database(host: $0, state: .serving) }, within: .seconds(10))
        #expect(isServing.seen, "\(isServing.text)")
      }
    }

    private static func expectUnknown(_ fault: String, _ cluster: Cluster) async {
      let refusal = await #expect(throws: RangeError.self) {
        try await cluster.connection.ask(.heal(fault: fault))
      }
      #expect(refusal?.message.contains("unknown") == true)
    }
  }
}
