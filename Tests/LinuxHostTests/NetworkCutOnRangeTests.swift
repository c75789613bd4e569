import Testing
import Vocabulary

@testable import LinuxHost

@Suite(.serialized, .tags(.onRange)) struct NetworkCutOnRangeTests {
  private let bridge: HostNamespace
  private let hosts: [HostNamespace]
  private let links: HostLinks
  private let mesh: ProbeMesh
  private let tables: [NFTables]
  private let there = ProbeLink(from: "n1", to: "n2")
  private let back = ProbeLink(from: "n2", to: "n1")

  init() throws {
    bridge = try HostNamespace.create(name: "switch")
    hosts = try (1...3).map { try HostNamespace.create(name: "n\($0)") }
    links = try HostLinks.setUp(bridgeHost: bridge, hosts: hosts)
    mesh = try ProbeMesh(links: links)
    tables = try hosts.map { try NFTables(host: $0) }
  }

  /// Links that the probe finds anything but open.
  private func closed(expecting blocked: Set<ProbeLink> = []) -> [ProbeLink: LinkProbe] {
    mesh.probeBlocking(mesh.allLinks, blocked: blocked, patience: .seconds(3))
      .filter { !$0.value.isOpen }
  }

  @Test("Whole links pass everything, pass after pass")
  func undisturbed() {
    for _ in 0..<5 { #expect(closed().isEmpty) }
  }

  @Test(
    "A one-way cut stalls that direction only, on the connection that was open as well",
    arguments: [false, true], [false, true])
  func oneWay(payloadOnly: Bool, atReceiver: Bool) throws {
    #expect(closed().isEmpty)
    let victim = tables[atReceiver ? 1 : 0]
    let chains = NFTRules.chains(
      inbound: atReceiver ? [HostLinks.address(ofHost: 1)] : [],
      outbound: atReceiver ? [] : [HostLinks.address(ofHost: 2)], payloadOnly: payloadOnly)
    try victim.load(table: "cygnet_cut", chains: chains)
    #expect(try victim.listTables() == ["cygnet_cut"])
    let seen = closed(expecting: [there])
    #expect(seen == [there: LinkProbe(udpPassed: payloadOnly, tcpPayloadPassed: false)])
    let counters = try victim.counters(table: "cygnet_cut")
    #expect((atReceiver ? counters.inboundPackets : counters.outboundPackets) > 0)
    #expect((atReceiver ? counters.outboundPackets : counters.inboundPackets) == 0)
    let handshake = mesh.reopenBlocking([there], timeout: .milliseconds(60))
    #expect(handshake == [there: payloadOnly])

    try victim.delete(table: "cygnet_cut")
    try victim.delete(table: "cygnet_cut")
    #expect(try victim.listTables().isEmpty)
    #expect(mesh.reopenBlocking([there, back], timeout: .seconds(3)) == [there: true, back: true])
    #expect(closed().isEmpty)
  }

  @Test("Two faults on one host are healed one by one, each by its own table")
  func independentTables() throws {
    let second = HostLinks.address(ofHost: 2)
    let third = HostLinks.address(ofHost: 3)
    let from3 = ProbeLink(from: "n3", to: "n1")
    for (table, peer) in [("cygnet_a", second), ("cygnet_b", third)] {
      try tables[0].run(
        NFTRules.cut(table: table, inbound: [peer], outbound: [], payloadOnly: false))
    }
    #expect(Set(closed(expecting: [back, from3]).keys) == [back, from3])
    try tables[0].delete(table: "cygnet_a")
    #expect(mesh.reopenBlocking([back, there], timeout: .seconds(3)).values.allSatisfy { $0 })
    #expect(closed(expecting: [from3])[from3]?.udpPassed == false)
    #expect(closed(expecting: [from3])[back] == nil)
    try tables[0].delete(table: "cygnet_b")
  }

  @Test("A wrong command quotes nft and names the host")
  func wrongCommand() {
    let error = #expect(throws: LinuxError.self) { try tables[0].run("add nonsense") }
    #expect(error?.on == "n1")
    #expect(error?.detail.contains("syntax error") == true)
  }
}
