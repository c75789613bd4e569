import Faults
import Testing
import Vocabulary

@Suite struct NetworkCutTests {
  /// A cut with the senders that each receiving host must no longer hear.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var links: [Link]
    var deafTo: [HostName: [String]]
    var open: Int
  }

  private static func link(_ from: HostName, _ to: HostName) -> Link { Link(from: from, to: to) }

  static let cases = [
    Case(
      testDescription: "two-way", links: [link("n1", "n2"), link("n2", "n1")],
      deafTo: ["n1": ["10.0.0.2"], "n2": ["10.0.0.1"]], open: 0),
    Case(
      testDescription: "one-way", links: [link("n1", "n2")], deafTo: ["n2": ["10.0.0.1"]], open: 1),
    Case(
      testDescription: "deaf", links: [link("n2", "n1"), link("n3", "n1")],
      deafTo: ["n1": ["10.0.0.2", "10.0.0.3"]], open: 4),
    Case(
      testDescription: "mute", links: [link("n1", "n2"), link("n1", "n3")],
      deafTo: ["n2": ["10.0.0.1"], "n3": ["10.0.0.1"]], open: 4),
    Case(
      testDescription: "partial",
      links: [link("n1", "n2"), link("n2", "n1"), link("n2", "n3"), link("n3", "n2")],
      deafTo: ["n1": ["10.0.0.2"], "n2": ["10.0.0.1", "10.0.0.3"], "n3": ["10.0.0.2"]], open: 2),
  ]

  @Test(
    "Rules stand at the receivers of the cut directions and name only their senders",
    arguments: cases)
  func rulesStandAtReceivers(cut: Case) {
    let fault = NetworkCut().compile(SampleSteps.cut(cut.links), on: SampleSteps.cluster)
    var seen: [HostName: String] = [:]
    for case .loadTable(let host, "cygnet_trial", let rules) in fault.actions {
      seen[host] = rules
    }
    #expect(Set(seen.keys) == Set(cut.deafTo.keys))
    #expect(fault.actions.count == cut.deafTo.count)
    for (host, senders) in cut.deafTo {
      let rules = seen[host] ?? ""
      #expect(rules.contains("ip saddr { \(senders.joined(separator: ", ")) }"))
      #expect(rules.contains("drop"))
      #expect(!rules.contains("ip daddr"))
    }
    for host in cut.deafTo.keys {
      #expect(fault.effect.contains(.tableHit(host: host, table: "cygnet_trial")))
      #expect(fault.healed.contains(.tableGone(host: host, table: "cygnet_trial")))
    }
  }

  @Test(
    "The proof wants the cut directions dead and every other one among the hosts alive",
    arguments: cases)
  func proofLooksBothWays(cut: Case) throws {
    let fault = NetworkCut().compile(SampleSteps.cut(cut.links), on: SampleSteps.cluster)
    guard case .links(let blocked, let open, false) = try #require(fault.effect.first) else {
      Issue.record("the first probe looks at links")
      return
    }
    #expect(Set(blocked) == Set(cut.links))
    #expect(open.count == cut.open)
    #expect(Set(open).isDisjoint(with: cut.links))
    #expect(open.allSatisfy { $0.from != $0.to })
    // Healed, both directions must pass: a one-way cut also stalls the other one's connections.
    let both = Set(cut.links + cut.links.map { Link(from: $0.to, to: $0.from) }).sorted()
    #expect(fault.healed.contains(.links(blocked: [], open: both, payloadOnly: false)))
  }

  @Test("Payload-only lets handshakes and short packets pass, a raw cut nothing")
  func payloadOnly() {
    let links = [Link(from: "n1", to: "n2")]
    let raw = NetworkCut().compile(SampleSteps.cut(links), on: SampleSteps.cluster)
    let gentle = NetworkCut().compile(
      SampleSteps.cut(links, ["payload-only": .flag(true)]), on: SampleSteps.cluster)
    func rules(_ fault: CompiledFault) -> String {
      if case .loadTable(_, _, let rules) = fault.actions[0] { rules } else { "" }
    }
    #expect(rules(gentle).contains("syn") && rules(gentle).contains("ip length >"))
    #expect(!rules(raw).contains("syn") && !rules(raw).contains("length"))
    #expect(
      gentle.effect.first
        == .links(blocked: links, open: [Link(from: "n2", to: "n1")], payloadOnly: true))
    #expect(raw.undo == gentle.undo)
  }

  @Test(
    "A table's name holds nothing but letters, digits and underscores",
    arguments: [
      "cut", "cut-2", "a b", "x;flush ruleset", "}", "größe", "", "1st", "a\"b", "a\r\nb",
    ])
  func tableNamesAreSafe(name: String) {
    let table = NetworkCut.table(of: StepName(rawValue: name))
    #expect(table.hasPrefix("cygnet_"))
    #expect(
      table.utf8.allSatisfy { byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte == UInt8(ascii: "_")
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      })
  }

  @Test("Steps with different names have tables of their own")
  func tablesAreApart() {
    let names: [StepName] = ["cut", "cut-1", "cut-2", "cut-1-2", "cut-12", "cut1"]
    #expect(Set(names.map(NetworkCut.table)).count == names.count)
  }
}
