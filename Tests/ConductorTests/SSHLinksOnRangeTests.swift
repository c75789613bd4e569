import Faults
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// Degraded links between machines of an inventory: clocks of two machines are never compared.
  @Suite(.serialized) struct SSHLinksOnRangeTests {
    struct Kind: Sendable, CustomTestStringConvertible {
      var kind: String
      var parameters: [String: ParameterValue]
      var testDescription: String { "\(kind) \(parameters.keys.sorted())" }
    }

    private static let there = Link(from: "n1", to: "n2")
    private static let back = Link(from: "n2", to: "n1")

    static let kinds = [
      Kind(kind: "net.delay", parameters: ["delay": .duration(.milliseconds(30))]),
      Kind(
        kind: "net.delay",
        parameters: [
          "delay": .duration(.milliseconds(60)), "jitter": .duration(.milliseconds(15)),
        ]),
      Kind(kind: "net.loss", parameters: ["loss": .ratio(0.15)]),
      Kind(kind: "net.rate", parameters: ["rate": .bandwidth(bytesPerS: 1_000_000)]),
      Kind(kind: "net.duplicate", parameters: ["duplicate": .ratio(0.2)]),
      Kind(kind: "net.reorder", parameters: ["reorder": .ratio(0.2)]),
      Kind(kind: "net.corrupt", parameters: ["corrupt": .ratio(0.15)]),
    ]

    @Test(
      "Each kind is seen on its own link and not on the way back, and leaves nothing",
      .timeLimit(.minutes(3)))
    func life() async throws {
      try await SSHRange.with("t-sshlink") { range in
        let fleet = try range.fleet()
        try await fleet.line.ask(.status)
        let before = try await range.cluster.snapshot()
        for (number, kind) in Self.kinds.enumerated() {
          let name = "trial-\(number)"
          let fault = try range.cluster.compile(
            kind.kind, as: name, links: [Self.there], kind.parameters)
          let elsewhere = try range.cluster.compile(
            kind.kind, as: name, links: [Self.back], kind.parameters)
          let absent = try await fleet.sees(fault.effect, within: .milliseconds(1))
          #expect(!absent.seen, "\(kind) before: \(absent.text)")
          try await fleet.inject(name, fault, lease: .seconds(20))
          let effect = try await fleet.sees(fault.effect, within: fault.proofLimitNs)
          #expect(effect.seen, "\(kind): \(effect.text)")
          let other = try await fleet.sees(elsewhere.effect, within: .milliseconds(1))
          #expect(!other.seen, "\(kind) the other way: \(other.text)")
          let notHealed = try await fleet.sees(fault.healed, within: .milliseconds(1))
          #expect(!notHealed.seen, "\(kind) held: \(notHealed.text)")
          try await fleet.line.ask(.heal(fault: name))
          let gone = try await fleet.sees(fault.healed, within: .seconds(10))
          #expect(gone.seen, "\(kind) healed: \(gone.text)")
        }
        #expect(try await range.cluster.snapshot() == before)
        await fleet.end()
      }
    }

    @Test(
      "Kinds that overlap, also with a cut and on the way back, are proved and healed one by one",
      .timeLimit(.minutes(3)))
    func overlap() async throws {
      try await SSHRange.with("t-sshover") { range in
        let fleet = try range.fleet()
        try await fleet.line.ask(.status)
        var held: [(name: String, fault: CompiledFault)] = []
        func inject(
          _ kind: String, _ link: Link, _ parameters: [String: ParameterValue]
        ) async throws {
          let name = "over-\(held.count)"
          let fault = try range.cluster.compile(kind, as: name, links: [link], parameters)
          try await fleet.inject(name, fault, lease: .seconds(60))
          held.append((name, fault))
          let effect = try await fleet.sees(fault.effect, within: .seconds(10))
          #expect(effect.seen, "\(kind): \(effect.text)")
        }
        try await inject("net.delay", Self.there, ["delay": .duration(.milliseconds(40))])
        try await inject(
          "net.delay", Self.back,
          ["delay": .duration(.milliseconds(20)), "jitter": .duration(.milliseconds(5))])
        try await inject("net.loss", Self.there, ["loss": .ratio(0.2)])
        try await inject("net.loss", Self.back, ["loss": .ratio(0.1)])
        try await inject("net.cut", Self.there, ["one-way": .flag(true)])
        try await inject("net.delay", Self.there, ["delay": .duration(.milliseconds(50))])
        for (name, fault) in held {
          let kept = try await fleet.sees(fault.healed, within: .milliseconds(1))
          #expect(!kept.seen, "\(name) held: \(kept.text)")
          try await fleet.line.ask(.heal(fault: name))
          let gone = try await fleet.sees(fault.healed, within: .seconds(10))
          #expect(gone.seen, "\(name) healed: \(gone.text)")
        }
        await fleet.end()
      }
    }

    @Test(
      "A link that an agent which was killed has degraded is healed by the next agent",
      .timeLimit(.minutes(2)))
    func crash() async throws {
      try await SSHRange.with("t-sshleft") { range in
        let fleet = try range.fleet()
        try await fleet.line.ask(.status)
        // Its connection dies with an agent, so processes differ.
        let before = try await range.cluster.output(on: "n2", ["nft", "list", "ruleset"])
        for (number, kind) in Self.kinds.prefix(3).enumerated() {
          let fault = try range.cluster.compile(
            kind.kind, as: "left-\(number)", links: [Self.there], kind.parameters)
          try await fleet.inject("left-\(number)", fault, lease: .seconds(60))
        }
        let tables = try await range.cluster.output(on: "n2", ["nft", "list", "tables"])
        #expect(tables.contains(LinkShaping.table))
        try await range.killAgent(of: "n2")
        let healed = range.journal("n2").filter { $0.state == .healed }
        #expect(healed.map(\.by) == ["reaper", "reaper", "reaper"])
        let after = try await range.cluster.output(on: "n2", ["nft", "list", "ruleset"])
        #expect(after == before)
        await fleet.end()
      }
    }
  }
}
