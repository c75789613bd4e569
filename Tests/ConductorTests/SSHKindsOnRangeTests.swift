import Faults
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// Faults of processes and their clocks on machines of an inventory.
  @Suite(.serialized) struct SSHKindsOnRangeTests {
    struct Kind: Sendable, CustomTestStringConvertible {
      var kind: String
      var parameters: [String: ParameterValue] = [:]
      var testDescription: String { kind }
    }

    static let kinds = [
      Kind(kind: "proc.pause"), Kind(kind: "proc.kill"), Kind(kind: "proc.restart"),
      Kind(kind: "proc.crash-loop", parameters: ["every": .duration(.seconds(2))]),
      Kind(kind: "proc.cpu", parameters: ["processors": .number(0.3)]),
      Kind(kind: "proc.memory", parameters: ["bytes": .bytes(512_000_000)]),
      Kind(kind: "proc.files", parameters: ["open": .number(256)]),
      Kind(kind: "clock.step", parameters: ["offset": .duration(.seconds(-90))]),
      Kind(kind: "clock.drift", parameters: ["rate": .partsPerMillion(-20_000)]),
      Kind(
        kind: "clock.strobe",
        parameters: [
          "delta": .duration(.milliseconds(200)), "period": .duration(.milliseconds(50)),
        ]),
    ]

    /// What differs from before, once nothing does or some seconds have passed.
    private static func residue(
      since before: [HostSnapshot], _ fleet: TestFleet
    ) async throws -> [String] {
      let deadline = MonotonicClock.now() + .seconds(8)
      while true {
        let lines = try await fleet.line.residue(since: before).values.flatMap { $0 }
        if lines.isEmpty || MonotonicClock.now() > deadline { return lines }
        try await Task.sleep(for: .milliseconds(100))
      }
    }

    @Test(
      "Each kind is proved, healed and proved healed over SSH, and leaves nothing",
      .timeLimit(.minutes(4)))
    func life() async throws {
      try await SSHRange.with("t-sshkinds") { range in
        let fleet = try range.fleet()
        try await fleet.line.ask(.status)
        // From now on the database is one that its owner's command has started.
        let kill = try range.cluster.compile("proc.kill", as: "first", on: ["n3"])
        try await fleet.inject("first", kill, lease: .seconds(30))
        try await fleet.line.ask(.heal(fault: "first"))
        _ = try await fleet.sees(kill.healed, within: .seconds(15))
        let before = try await fleet.line.snapshots()
        #expect(before.map(\.host) == range.machines)
        for (number, kind) in Self.kinds.enumerated() {
          let name = "kind-\(number)"
          let fault = try range.cluster.compile(kind.kind, as: name, on: ["n3"], kind.parameters)
          // Those are seen by a start that came after a stop, whoever asked for both.
          if !["proc.restart", "proc.crash-loop"].contains(kind.kind) {
            let absent = try await fleet.sees(fault.effect, within: .milliseconds(1))
            #expect(!absent.seen, "\(kind) before: \(absent.text)")
          }
          try await fleet.inject(name, fault, lease: .seconds(30))
          let effect = try await fleet.sees(fault.effect, within: fault.proofLimitNs)
          #expect(effect.seen, "\(kind): \(effect.text)")
          if !fault.undo.isEmpty { try await fleet.line.ask(.heal(fault: name)) }
          let gone = try await fleet.sees(fault.healed, within: .seconds(15))
          #expect(gone.seen, "\(kind) healed: \(gone.text)")
          let residue = try await Self.residue(since: before, fleet)
          #expect(residue.isEmpty, "\(kind) leaves \(residue)")
        }
        await fleet.end()
      }
    }

    @Test(
      "Clocks and limits that an agent which was killed has set are healed by the next agent",
      .timeLimit(.minutes(2)))
    func crash() async throws {
      try await SSHRange.with("t-sshwaif") { range in
        let first = try range.fleet()
        try await first.line.ask(.status)
        let before = try await first.line.snapshots()
        let step = try range.cluster.compile(
          "clock.step", as: "step", on: ["n2"], ["offset": .duration(.seconds(-90))])
        let starve = try range.cluster.compile(
          "proc.cpu", as: "starve", on: ["n2"], ["processors": .number(0.3)])
        let held = [("step", step), ("starve", starve)]
        for (name, fault) in held {
          try await first.inject(name, fault, lease: .seconds(60))
          let effect = try await first.sees(fault.effect, within: fault.proofLimitNs)
          #expect(effect.seen, "\(name): \(effect.text)")
        }
        try await range.killAgent(of: "n2")
        let healed = range.journal("n2").filter { $0.state == .healed }
        #expect(healed.map(\.by) == ["reaper", "reaper"])
        await first.end()

        let second = try range.fleet()
        try await second.line.ask(.status)
        for (name, fault) in held {
          let gone = try await second.sees(fault.healed, within: .seconds(10))
          #expect(gone.seen, "\(name) healed: \(gone.text)")
        }
        let residue = try await Self.residue(since: before, second)
        #expect(residue.isEmpty, "\(residue)")
        await second.end()
      }
    }
  }
}
