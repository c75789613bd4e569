internal import CNFTables
import Glibc
import Synchronization

/// The nftables of one host, through libnftables, without a process per command.
///
/// Limits: commands of all hosts take turns, for the library keeps state of its own; about 0.3 ms.
package final class NFTables: Sendable {
  private let host: HostNamespace
  private let context: Context

  /// Opens the host's nftables; its socket belongs to the host's net namespace.
  package init(host: HostNamespace) throws(LinuxError) {
    self.host = host
    let name = host.name
    context = try host.insideNetwork { () throws(LinuxError) -> Context in
      try turn.withLock { _ throws(LinuxError) -> Context in
        guard let pointer = nft_ctx_new(UInt32(NFT_CTX_DEFAULT)) else {
          throw LinuxError("open nftables", on: name, code: ENOMEM)
        }
        nft_ctx_buffer_output(pointer)
        nft_ctx_buffer_error(pointer)
        return Context(pointer)
      }
    }
  }

  /// Runs nft commands in one transaction; gives what they print.
  ///
  /// On a thread inside the host, since the library reopens its socket where a dump was disturbed.
  @discardableResult
  package func run(_ commands: String) throws(LinuxError) -> String {
    let (context, name) = (context, host.name)
    return try host.insideNetwork { () throws(LinuxError) -> String in
      try turn.withLock { _ throws(LinuxError) -> String in
        let failed = nft_run_cmd_from_buffer(context.pointer, commands) != 0
        // Reading the buffers empties them.
        let output = nft_ctx_get_output_buffer(context.pointer).map { String(cString: $0) } ?? ""
        let error = nft_ctx_get_error_buffer(context.pointer).map { String(cString: $0) } ?? ""
        if failed {
          throw LinuxError(
            "run nft commands", on: name, detail: error,
            hint: error.contains("not supported") ? "modprobe nf_tables" : "")
        }
        return output
      }
    }
  }

  /// Loads chains into a table of their own, replacing it in one transaction where it exists.
  package func load(table: String, chains: String) throws(LinuxError) {
    try run(NFTRules.load(table: table, chains: chains))
  }

  /// Removes a table; nothing to do where it is not there.
  package func delete(table: String) throws(LinuxError) {
    try run(NFTRules.delete(table: table))
  }

  /// The names of the host's tables of family inet.
  package func listTables() throws(LinuxError) -> [String] {
    try run("list tables inet").split(separator: "\n").compactMap { line in
      line.hasPrefix("table inet ") ? String(line.dropFirst("table inet ".count)) : nil
    }
  }

  /// What the rules of a table have matched so far.
  package func counters(table: String) throws(LinuxError) -> Counters {
    Counters(listing: try run("list table inet \(table)"))
  }

  /// Packets and bytes matched by a table's rules, by the chains of `NFTRules`.
  package struct Counters: Sendable, Equatable {
    /// Packets that this host was to hear.
    package var inboundPackets: Int
    /// Packets that this host was to send.
    package var outboundPackets: Int
    /// Both.
    package var packets: Int { inboundPackets + outboundPackets }

    /// Adds up `counter packets N` of a listing, chain by chain.
    init(listing: String) {
      inboundPackets = 0
      outboundPackets = 0
      var isOutbound = false
      for line in listing.split(separator: "\n") {
        let words = line.split(separator: " ").map { $0.filter { $0 != "\t" } }
        if words.first == "chain" { isOutbound = words.dropFirst().first == "outbound" }
        guard let index = words.firstIndex(of: "packets"), index + 1 < words.count,
          let count = Int(words[index + 1])
        else { continue }
        if isOutbound { outboundPackets += count } else { inboundPackets += count }
      }
    }
  }

  /// Safe: the pointer is used under `turn` only, and freed when nobody holds it.
  private final class Context: @unchecked Sendable {
    let pointer: OpaquePointer
    init(_ pointer: OpaquePointer) { self.pointer = pointer }
    deinit { turn.withLock { _ in nft_ctx_free(pointer) } }
  }
}

/// Whose turn it is to use libnftables.
private let turn = Mutex(())
