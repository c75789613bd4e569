import Faults
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  @Suite(.serialized) struct CutsOnRangeTests {
    private static let hosts: [HostName] = ["n1", "n2", "n3"]
    private static let all = hosts.flatMap { from in
      hosts.filter { $0 != from }.map { Link(from: from, to: $0) }
    }

    /// Each shape of a cut with the directions that it must block, and no others.
    private static let shapes: [(name: String, links: [Link], payloadOnly: Bool)] = [
      ("two-way", [Link(from: "n1", to: "n2"), Link(from: "n2", to: "n1")], false),
      ("one-way", [Link(from: "n1", to: "n2")], false),
      ("payload-only", [Link(from: "n1", to: "n2")], true),
      ("deaf", [Link(from: "n1", to: "n3"), Link(from: "n2", to: "n3")], false),
      ("mute", [Link(from: "n3", to: "n1"), Link(from: "n3", to: "n2")], false),
      (
        "partial",
        [
          Link(from: "n1", to: "n2"), Link(from: "n2", to: "n1"), Link(from: "n2", to: "n3"),
          Link(from: "n3", to: "n2"),
        ], false
      ),
    ]

    @Test(
      "Each shape of a cut blocks its own directions and no other", .timeLimit(.minutes(2)))
    func directions() async throws {
      try await TestRange.with("t-cuts") { cluster in
        let snapshot = try await cluster.snapshot()
        let absent = HostProbe.tableHit(host: "n1", table: "cygnet_nobody")
        let none = try await cluster.sees([absent], within: .milliseconds(100))
        #expect(!none.seen && none.text.contains("n1 has no cygnet_nobody"), "\(none.text)")
        for shape in Self.shapes {
          let fault = try cluster.compile(
            "net.cut", as: shape.name, links: shape.links,
            ["payload-only": .flag(shape.payloadOnly)])
          try await cluster.inject(shape.name, fault, lease: .seconds(60))
          let effect = try await cluster.sees(fault.effect, within: fault.proofLimitNs)
          #expect(effect.seen, "\(shape.name): \(effect.text)")
          for link in Self.all {
            let probe = HostProbe.links(
              blocked: [link], open: [], payloadOnly: shape.payloadOnly)
            let isCut = shape.links.contains(link)
            let result = try await cluster.sees(
              [probe], within: isCut ? .seconds(2) : .milliseconds(100))
            #expect(result.seen == isCut, "\(shape.name), \(link): \(result.text)")
          }
          if shape.payloadOnly {
            let raw = HostProbe.links(blocked: shape.links, open: [], payloadOnly: false)
            let result = try await cluster.sees([raw], within: .milliseconds(100))
            #expect(!result.seen, "short packets must pass a payload-only cut")
          }
          try await cluster.connection.ask(.heal(fault: shape.name))
          let healed = try await cluster.sees(fault.healed, within: .seconds(8))
          #expect(healed.seen, "\(shape.name): \(healed.text)")
        }
        #expect(try await cluster.snapshot() == snapshot)
      }
    }
  }
}
