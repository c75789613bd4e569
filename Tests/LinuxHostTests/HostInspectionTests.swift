import LinuxHost
import Testing

@Suite struct HostInspectionTests {
  private static let listing = """
    table inet cygnet_cut {
    \tchain inbound {
    \t\ttype filter hook input priority -300; policy accept;
    \t\tip saddr { 10.0.0.1 } counter packets 12 bytes 720 drop
    \t}
    }
    """

  @Test("A rule is told with its table and chain, and without what it has counted")
  func countersAreLeftOut() {
    let lines = HostInspection.packetFilter(Self.listing)
    #expect(lines.first == "table inet cygnet_cut")
    #expect(
      lines.last == "table inet cygnet_cut / chain inbound / ip saddr { 10.0.0.1 } counter drop")
    let later = Self.listing.replacing("packets 12 bytes 720", with: "packets 99 bytes 9000")
    #expect(HostInspection.packetFilter(later) == lines)
    let other = Self.listing.replacing("10.0.0.1", with: "10.0.0.2")
    #expect(HostInspection.packetFilter(other) != lines)
  }
}
