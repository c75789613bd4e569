import Faults
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  @Suite(.serialized) struct NetworkFaultsOnRangeTests {
    /// One kind of the network faults as a mission may write it.
    struct Kind: Sendable, CustomTestStringConvertible {
      var kind: String
      var parameters: [String: ParameterValue] = [:]
      var testDescription: String { "\(kind) \(parameters.keys.sorted())" }
    }

    private static let link = Link(from: "n1", to: "n2")

    /// Each kind once, for overlaps.
    static let kinds: [Kind] = [
      Kind(kind: "net.cut"),
      Kind(kind: "net.delay", parameters: ["delay": .duration(.milliseconds(30))]),
      Kind(kind: "net.loss", parameters: ["loss": .ratio(0.15)]),
      Kind(kind: "net.rate", parameters: ["rate": .bandwidth(bytesPerS: 1_000_000)]),
      Kind(kind: "net.duplicate", parameters: ["duplicate": .ratio(0.2)]),
      Kind(kind: "net.reorder", parameters: ["reorder": .ratio(0.2)]),
      Kind(kind: "net.corrupt", parameters: ["corrupt": .ratio(0.15)]),
    ]

    /// What else a kind can be.
    static let variants: [Kind] = [
      Kind(
        kind: "net.delay",
        parameters: [
          "delay": .duration(.milliseconds(60)), "jitter": .duration(.milliseconds(15)),
          "distribution": .text("normal"),
        ]),
      Kind(
        kind: "net.delay",
        parameters: [
          "delay": .duration(.milliseconds(60)), "jitter": .duration(.milliseconds(15)),
          "distribution": .text("pareto"),
        ]),
      Kind(kind: "net.delay", parameters: ["delay": .duration(.milliseconds(1))]),
      Kind(kind: "net.delay", parameters: ["delay": .duration(.seconds(1))]),
      Kind(kind: "net.loss", parameters: ["loss": .ratio(0.01)]),
      Kind(kind: "net.loss", parameters: ["loss": .ratio(0.95)]),
      Kind(kind: "net.rate", parameters: ["rate": .bandwidth(bytesPerS: 16_000)]),
      Kind(kind: "net.rate", parameters: ["rate": .bandwidth(bytesPerS: 12_500_000)]),
      Kind(kind: "net.duplicate", parameters: ["duplicate": .ratio(0.01)]),
      Kind(kind: "net.reorder", parameters: ["reorder": .ratio(0.5)]),
      Kind(kind: "net.corrupt", parameters: ["corrupt": .ratio(0.01)]),
    ]

    @Test(
      "Each kind is seen on its own links and no others, and leaves nothing once it is healed",
      .timeLimit(.minutes(2)))
    func life() async throws {
      try await TestRange.with("t-links") { cluster in
        let snapshot = try await cluster.snapshot()
        for kind in Self.kinds.dropFirst() + Self.variants {
          let fault = try cluster.compile(kind.kind, links: [Self.link], kind.parameters)
          let early = try await cluster.sees(fault.effect, within: .zero)
          #expect(!early.seen, "\(kind), seen before it was injected: \(early.text)")
          try await cluster.inject("trial", fault, lease: .seconds(60))
          let effect = try await cluster.sees(fault.effect, within: fault.proofLimitNs)
          #expect(effect.seen, "\(kind), not seen: \(effect.text)")
          let back = try cluster.compile(
            kind.kind, as: "back", links: [Link(from: "n2", to: "n1")], kind.parameters)
          let other = try await cluster.sees(back.effect, within: .zero)
          #expect(!other.seen, "\(kind), seen on the way back: \(other.text)")
          let held = try await cluster.sees(fault.healed, within: .zero)
          #expect(!held.seen, "\(kind), seen as healed while it is held: \(held.text)")
          try await cluster.connection.ask(.heal(fault: "trial"))
          let healed = try await cluster.sees(fault.healed, within: fault.proofLimitNs)
          #expect(healed.seen, "\(kind), not seen as healed: \(healed.text)")
          await #expect(throws: RangeError.self) {
            try await cluster.connection.ask(.heal(fault: "trial"))
          }
          try await cluster.connection.ask(.perform(actions: fault.undo + fault.undo))
          #expect(try await cluster.snapshot() == snapshot)
        }
      }
    }

    @Test(
      "Two kinds on one link are both seen, and the second one still when the first is healed",
      .timeLimit(.minutes(3)))
    func overlaps() async throws {
      try await TestRange.with("t-overlaps", hosts: 2) { cluster in
        let snapshot = try await cluster.snapshot()
        for (index, one) in Self.kinds.enumerated() {
          for other in Self.kinds[index...] {
            for isReversed in [false, true] {
              let pair = isReversed ? [other, one] : [one, other]
              let name = "\(one.kind) with \(other.kind), \(pair[0].kind) first"
              try await Self.overlap(pair[0], pair[1], cluster, name)
              if one.kind == other.kind { break }
            }
          }
        }
        #expect(try await cluster.snapshot() == snapshot)
      }
    }

    /// Both are injected in the order given; the first one is healed first.
    private static func overlap(
      _ first: Kind, _ second: Kind, _ cluster: Cluster, _ name: String
    ) async throws {
      let one = try cluster.compile(first.kind, as: "one", links: [link], first.parameters)
      let two = try cluster.compile(second.kind, as: "two", links: [link], second.parameters)
      for (fault, key) in [(one, "one"), (two, "two")] {
        try await cluster.inject(key, fault, lease: .seconds(120))
        let effect = try await cluster.sees(fault.effect, within: fault.proofLimitNs)
        #expect(effect.seen, "\(name): \(key) not seen: \(effect.text)")
      }
      try await cluster.connection.ask(.heal(fault: "one"))
      let healed = try await cluster.sees(one.healed, within: .seconds(8))
      #expect(healed.seen, "\(name): one not seen as healed: \(healed.text)")
      // The connection of the way back waits for answers that have been cut for long.
      let isCut = second.kind == "net.cut"
      let rest = isCut ? [.links(blocked: [link], open: [], payloadOnly: false)] : two.effect
      let left = try await cluster.sees(rest, within: two.proofLimitNs)
      #expect(left.seen, "\(name): two not seen once one is healed: \(left.text)")
      try await cluster.connection.ask(.heal(fault: "two"))
      let whole = try await cluster.sees(two.healed, within: .seconds(8))
      #expect(whole.seen, "\(name): two not seen as healed: \(whole.text)")
    }
  }
}
