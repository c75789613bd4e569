/// The text of nftables tables that cut links; pure, so that a dry run can print it.
package enum NFTRules {
  /// Before conntrack and every other table of a host.
  static let priority = -300

  /// The chains of a cut, to stand inside a table of the fault's own.
  ///
  /// Effect: `inbound` lists the peers that this host no longer hears, `outbound` those that no
  /// longer hear it. Payload-only lets handshakes and acknowledgements pass, so the other
  /// direction of a connection lives; a raw cut starves it as well.
  package static func chains(
    inbound: [String], outbound: [String], payloadOnly: Bool
  ) -> String {
    chain("inbound", hook: "input", match: "ip saddr", inbound, payloadOnly)
      + chain("outbound", hook: "output", match: "ip daddr", outbound, payloadOnly)
  }

  /// The chains of a host that hears nobody and that nobody hears, but for itself.
  package static let silence = """
      chain inbound {
        type filter hook input priority \(priority); policy accept;
        iifname != "lo" counter drop
      }
      chain outbound {
        type filter hook output priority \(priority); policy accept;
        oifname != "lo" counter drop
      }

    """

  /// The chain of a host that reaches none of these peers any more, or one port of theirs.
  ///
  /// With a port they seem to refuse, so that whoever calls learns it at once and tries again.
  package static func unreachable(_ peers: [String], port: Int? = nil) -> String {
    let verdict = port == nil ? "drop" : "reject with tcp reset"
    let match = port.map { " tcp dport \($0)" } ?? ""
    return """
        chain outbound {
          type filter hook output priority \(priority); policy accept;
          ip daddr { \(peers.joined(separator: ", ")) }\(match) counter \(verdict)
        }

      """
  }

  /// The chain of a host one port of which nobody else reaches.
  package static func closed(port: Int) -> String {
    """
        chain inbound {
          type filter hook input priority \(priority); policy accept;
          iifname != "lo" tcp dport \(port) counter drop
        }

      """
  }

  /// The whole table of a cut.
  package static func cut(
    table: String, inbound: [String], outbound: [String], payloadOnly: Bool
  ) -> String {
    let chains = chains(inbound: inbound, outbound: outbound, payloadOnly: payloadOnly)
    return load(table: table, chains: chains)
  }

  /// Puts the chains into the table, replacing it in one transaction where it exists.
  package static func load(table: String, chains: String) -> String {
    delete(table: table) + "table inet \(checked(table)) {\n\(chains)}\n"
  }

  /// Removes the table; made first in the same transaction, so a missing one is no error.
  package static func delete(table: String) -> String {
    "table inet \(checked(table))\ndelete table inet \(checked(table))\n"
  }

  private static func chain(
    _ name: String, hook: String, match: String, _ addresses: [String], _ payloadOnly: Bool
  ) -> String {
    if addresses.isEmpty { return "" }
    let payload =
      payloadOnly ? " ip protocol tcp tcp flags & (syn|fin|rst) == 0 ip length > 84" : ""
    let set = addresses.joined(separator: ", ")
    return """
        chain \(name) {
          type filter hook \(hook) priority \(priority); policy accept;
          \(match) { \(set) }\(payload) counter drop
        }

      """
  }

  private static func checked(_ table: String) -> String {
    let first = table.utf8.first.map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
    precondition(
      first == true
        && table.utf8.allSatisfy {
          UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 || $0 == UInt8(ascii: "_")
            || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
        },
      "a table is named by letters, digits and underscores")
    return table
  }
}
