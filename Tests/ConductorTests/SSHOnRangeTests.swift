import Faults
import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// Machines of an inventory, reached through real sshds in a range's namespaces.
  @Suite(.serialized) struct SSHOnRangeTests {
    struct Kind: Sendable, CustomTestStringConvertible {
      var kind: String
      var hosts: [HostName] = []
      var links: [Link] = []
      var parameters: [String: ParameterValue] = [:]
      var testDescription: String { "\(kind) \(parameters.keys.sorted()) \(links.count)" }
    }

    static let there = Link(from: "n1", to: "n2")
    static let back = Link(from: "n2", to: "n1")

    static let kinds = [
      Kind(kind: "net.cut", links: [there, back]),
      Kind(kind: "net.cut", links: [there], parameters: ["one-way": .flag(true)]),
      Kind(
        kind: "net.cut", links: [there],
        parameters: ["one-way": .flag(true), "payload-only": .flag(true)]),
      Kind(
        kind: "net.cut", links: [there, Link(from: "n3", to: "n2")],
        parameters: ["mode": .text("deaf")]),
      Kind(kind: "proc.pause", hosts: ["n3"]),
      Kind(kind: "proc.kill", hosts: ["n3"]),
    ]

    @Test(
      "Faults over SSH are proved, healed and proved healed, and leave nothing",
      .timeLimit(.minutes(3)))
    func faults() async throws {
      try await SSHRange.with("t-ssh") { range in
        let fleet = try range.fleet()
        try await fleet.line.ask(.status)
        let before = try await range.cluster.snapshot()
        for (number, kind) in Self.kinds.enumerated() {
          let name = "trial-\(number)"
          let fault = try range.cluster.compile(
            kind.kind, as: name, on: kind.hosts, links: kind.links, kind.parameters)
          let absent = try await fleet.sees(
            Self.withoutTables(fault.effect), within: .milliseconds(1))
          #expect(!absent.seen, "\(kind) before: \(absent.text)")
          try await fleet.inject(name, fault, lease: .seconds(10))
          let effect = try await fleet.sees(fault.effect, within: fault.proofLimitNs)
          #expect(effect.seen, "\(kind): \(effect.text)")
          let notHealed = try await fleet.sees(fault.healed, within: .milliseconds(1))
          #expect(!notHealed.seen, "\(kind) held: \(notHealed.text)")
          try await fleet.line.ask(.heal(fault: name))
          let gone = try await fleet.sees(fault.healed, within: .seconds(10))
          #expect(gone.seen, "\(kind) healed: \(gone.text)")
          await #expect(throws: RangeError.self) {
            try await fleet.line.ask(.heal(fault: name))
          }
        }
        #expect(try await range.cluster.snapshot() == before)
        await fleet.end()
        for machine in range.machines {
          #expect(Journal.held(in: range.journal(machine)).isEmpty)
        }
      }
    }

    /// A table that was never made has no counters to look at.
    private static func withoutTables(_ probes: [HostProbe]) -> [HostProbe] {
      probes.filter { if case .tableHit = $0 { false } else { true } }
    }

    @Test("The doctor copies the binary once, and names what is wrong", .timeLimit(.minutes(3)))
    func doctor() async throws {
      try await SSHRange.with("t-doctor") { range in
        let first = try range.cygnet("range", "doctor", "--inventory", range.inventory("lab"))
        #expect(first.status == .exited(0), "\(first)")
        #expect(first.output.components(separatedBy: "copied and runs").count == 4)
        #expect(first.output.contains("refused: disk.bit-rot"))
        let second = try range.cygnet("range", "doctor", "--inventory", range.inventory("lab"))
        #expect(second.status == .exited(0), "\(second)")
        #expect(second.output.components(separatedBy: "was there and runs").count == 4)

        try range.writeInventory("other", identity: "cdf818194e3a8c32")
        let other = try range.cygnet("range", "doctor", "--inventory", range.inventory("other"))
        #expect(other.status == .exited(1))
        #expect(other.output.contains("MISSING identity"), "\(other.output)")

        try range.writeInventory("away", addresses: ["n3": "10.87.0.77"])
        let away = try range.cygnet("range", "doctor", "--inventory", range.inventory("away"))
        #expect(away.status == .exited(1))
        #expect(away.output.contains("cannot reach n3 (10.87.0.77)"), "\(away.output)")
        let heal = try range.cygnet("heal", "--inventory", range.inventory("away"))
        #expect(heal.status == .exited(1))
        #expect(heal.output.contains("n1: healed nothing"), "\(heal.output)")
        #expect(heal.output.contains("n3: UNKNOWN"), "\(heal.output)")

        try range.write("strangers", "")
        try range.writeInventory("strange", known: "strangers")
        let strange = try range.cygnet("heal", "--inventory", range.inventory("strange"))
        #expect(strange.status == .exited(1))
        #expect(strange.output.contains("Host key verification failed"), "\(strange.output)")
      }
    }

    @Test(
      "Wrong identity, foreign addresses, one approver and a second controller are refused",
      .timeLimit(.minutes(3)))
    func refusals() async throws {
      try await SSHRange.with("t-refuse") { range in
        let cut = try range.cluster.compile("net.cut", as: "cut", links: [Self.there])
        try range.writeInventory("other", identity: "cdf818194e3a8c32")
        try range.writeInventory("live", isProduction: true)
        for (name, words) in [
          ("other", []), ("live", []), ("live", ["--approved-by", "Ann", "--approved-by", "ann "]),
        ] {
          let refused = try range.fleet(name, words)
          await #expect(throws: RangeError.self) {
            try await refused.inject("cut", cut, lease: .seconds(5))
          }
          #expect(await refused.process.wait() == .exited(70))
        }
        #expect(range.machines.allSatisfy { range.journal($0).isEmpty })

        let fleet = try range.fleet("live", ["--approved-by", "Ann", "--approved-by", "Ben"])
        try await fleet.inject("cut", cut, lease: .seconds(30))
        let armed = try #require(range.journal("n2").first { $0.state == .armed })
        #expect(armed.approvedBy == ["Ann", "Ben"])

        var foreign = cut
        foreign.actions = [
          .loadTable(
            host: "n2", table: "t",
            rules: NFTRules.chains(inbound: ["10.87.0.4"], outbound: [], payloadOnly: false))
        ]
        await #expect(throws: RangeError.self) {
          try await fleet.inject("foreign", foreign, lease: .seconds(5))
        }
        foreign.actions = [
          .set(
            host: "n2", fault: "foreign", setting: .links(["10.87.0.4": LinkSetting(loss: 0.5)]))
        ]
        await #expect(throws: RangeError.self) {
          try await fleet.inject("foreign", foreign, lease: .seconds(5))
        }
        #expect(range.journal("n2").allSatisfy { $0.fault != "foreign" })

        // Another one may not inject, but heal.
        let second = try range.fleet()
        #expect(await second.process.wait() == .exited(70))
        let heal = try range.cygnet("heal", "--inventory", range.inventory("live"))
        #expect(heal.status == .exited(0), "\(heal)")
        #expect(heal.output == "n1: healed nothing\nn2: healed cut\nn3: healed nothing\n")
        let again = try range.cygnet("heal", "--inventory", range.inventory("live"))
        #expect(again.output == "n1: healed nothing\nn2: healed nothing\nn3: healed nothing\n")
        await fleet.end()
      }
    }
  }
}
