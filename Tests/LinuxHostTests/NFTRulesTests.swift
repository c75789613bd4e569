import Testing

@testable import LinuxHost

@Suite struct NFTRulesTests {
  @Test("A raw cut drops everything of the peers, in the hook of its direction")
  func rawCut() {
    let text = NFTRules.chains(
      inbound: ["10.87.0.1", "10.87.0.2"], outbound: [], payloadOnly: false)
    #expect(text.contains("type filter hook input priority -300; policy accept;"))
    #expect(text.contains("ip saddr { 10.87.0.1, 10.87.0.2 } counter drop"))
    #expect(!text.contains("output"))
  }

  @Test("A payload-only cut lets handshakes, ends and bare acknowledgements pass")
  func payloadOnly() {
    let text = NFTRules.chains(inbound: [], outbound: ["10.87.0.3"], payloadOnly: true)
    let match = "ip protocol tcp tcp flags & (syn|fin|rst) == 0 ip length > 84 counter drop"
    #expect(text.contains("ip daddr { 10.87.0.3 } \(match)"))
    #expect(!text.contains("input"))
  }

  @Test("Loading replaces and deleting forgives, for both make the table first")
  func replacing() {
    let text = NFTRules.load(table: "cygnet_cut", chains: "")
    let lines = text.split(separator: "\n")
    #expect(lines.prefix(2) == ["table inet cygnet_cut", "delete table inet cygnet_cut"])
    #expect(NFTRules.delete(table: "cygnet_cut").split(separator: "\n") == Array(lines.prefix(2)))
  }

  @Test("Counters are added up by direction")
  func counters() {
    let listing = """
      table inet cut {
      \tchain inbound {
      \t\ttype filter hook input priority raw; policy accept;
      \t\tip saddr 10.87.0.1 counter packets 3 bytes 180 drop
      \t\tip saddr 10.87.0.2 counter packets 4 bytes 240 drop
      \t}
      \tchain outbound {
      \t\tip daddr 10.87.0.1 counter packets 5 bytes 300 drop
      \t}
      }
      """
    let counters = NFTables.Counters(listing: listing)
    #expect(counters.inboundPackets == 7)
    #expect(counters.outboundPackets == 5)
    #expect(counters.packets == 12)
    #expect(NFTables.Counters(listing: "table inet cut {\n}").packets == 0)
  }
}
