import Foundation
import Glibc

/// Reads what a host's namespaces hold, as lines that are the same until somebody changes it.
package enum HostInspection {
  /// The packet filter's rules, each with its table and chain, without counters.
  package static func packetFilter(_ listing: String) -> [String] {
    var place: [String] = []
    var lines: [String] = []
    for raw in listing.split(separator: "\n") {
      let line = raw.trimmingCharacters(in: .whitespaces)
      if line == "}" {
        _ = place.popLast()
      } else if line.hasSuffix("{") {
        place.append(String(line.dropLast()).trimmingCharacters(in: .whitespaces))
        lines.append(place.joined(separator: " / "))
      } else if !line.isEmpty {
        lines.append((place + [withoutCounters(line)]).joined(separator: " / "))
      }
    }
    return lines
  }

  /// `counter packets 3 bytes 180` says what passed, not what is there.
  private static func withoutCounters(_ line: String) -> String {
    var words = line.split(separator: " ").map(String.init)
    while let start = words.firstIndex(of: "packets"), start + 3 < words.count,
      words[start + 2] == "bytes"
    {
      words.removeSubrange(start..<(start + 4))
    }
    return words.joined(separator: " ")
  }

  /// Interfaces, addresses and routes, and apart from them queueing disciplines.
  package static func network(
    of host: HostNamespace
  ) throws(LinuxError) -> (links: [String], queues: [String]) {
    func lines(_ program: String, _ arguments: [String]) throws(LinuxError) -> [String] {
      try Command.succeed(program, arguments, host: host, joins: [.network])
        .split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    }
    let links =
      try lines("ip", ["-o", "link"]) + lines("ip", ["-o", "addr"])
      + lines("ip", ["route", "show", "table", "all"])
    // The kernel gives itself link-local addresses, some seconds after an interface came up.
    let own = links.filter { !$0.contains("fe80:") && !$0.contains("ff00:") }
    return (own, try lines("tc", ["qdisc", "show"]))
  }

  /// Rules of the old iptables, which nft does not list; none where no table of it was ever loaded.
  package static func legacyRules(of host: HostNamespace) throws(LinuxError) -> [String] {
    var lines: [String] = []
    for (family, program) in [("ip", "iptables-legacy-save"), ("ip6", "ip6tables-legacy-save")] {
      let tables = try host.insideNetwork { () throws(LinuxError) -> Data? in
        FileManager.default.contents(atPath: "/proc/thread-self/net/\(family)_tables_names")
      }
      // Asking for a table would load it, so only what is there is asked for.
      guard let tables, !tables.isEmpty else { continue }
      let text = try Command.succeed(program, [], host: host, joins: [.network])
      lines += text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
        "\(family): "
          + $0.split(separator: " ").filter { !$0.hasPrefix("[") }.joined(separator: " ")
      }
    }
    return lines
  }

  /// What is mounted where, as process 1 of the host sees it.
  package static func mounts(ofProcess pid: Int32) -> [String] {
    let data = FileManager.default.contents(atPath: "/proc/\(pid)/mountinfo") ?? Data()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      guard fields.count > 6, let dash = fields.firstIndex(of: "-") else { return nil }
      return "\(fields[4]) \(fields[5]) \(fields[(dash + 1)...].joined(separator: " "))"
    }
  }

  /// Kernel settings of a host's network that faults and ranges touch.
  package static func settings(of host: HostNamespace) throws(LinuxError) -> [String] {
    let names = [
      "net/ipv4/ip_forward", "net/ipv4/tcp_congestion_control", "net/ipv4/tcp_retries2",
      "net/ipv4/tcp_syn_retries",
    ]
    return try host.insideNetwork { () throws(LinuxError) -> [String] in
      names.map { name in
        let data = FileManager.default.contents(atPath: "/proc/sys/\(name)") ?? Data()
        let value = String(decoding: data, as: UTF8.self)
        return "\(name) = \(value.trimmingCharacters(in: .whitespacesAndNewlines))"
      }
    }
  }
}
