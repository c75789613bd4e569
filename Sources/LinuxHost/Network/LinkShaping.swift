import CLinux
import Glibc
import Synchronization
package import Vocabulary

/// Degrades the links that end at one host: delay, loss, rate, duplication, order, corruption.
///
/// Effect: rules of an nftables table of its own hand what arrives from the senders concerned to a
///         queue that a thread of this process serves; nothing else is touched.
/// Cure:   an empty setting removes the table, also one that another process has left. If this
///         process dies the kernel lets everything pass, rules or not.
/// Limits: IPv4; what is held when this process dies is lost, as packets may be.
package final class LinkShaping: Sendable {
  /// The one table of all degraded links of a host.
  package static let table = "cygnet_links"
  /// After cuts: what is cut off need not be delayed first.
  private static let priority = NFTRules.priority + 10

  private let host: HostNamespace
  private let state = Mutex(State())

  private struct State: Sendable {
    var queue: LinkQueue?
    var sources: [UInt32] = []
  }

  /// The links of that host; nothing is changed yet.
  package init(host: HostNamespace) { self.host = host }

  /// Replaces what is asked of each link, by the sender's address; all others are whole.
  package func apply(_ links: [String: LinkSetting]) throws(LinuxError) {
    var settings: [UInt32: LinkSetting] = [:]
    for (address, setting) in links {
      settings[InternetSocket.address(address, port: 0).sin_addr.s_addr] = setting
    }
    let wanted = settings
    try state.withLock { state throws(LinuxError) -> Void in try change(&state, to: wanted) }
  }

  private func change(
    _ state: inout State, to wanted: [UInt32: LinkSetting]
  ) throws(LinuxError) {
    if wanted.isEmpty { return try restore(&state) }
    if let old = state.queue, old.failure != nil {
      state.queue = nil
      old.end()
    }
    let (queue, sources, host) = (state.queue, wanted.keys.sorted(), host)
    if let queue, sources == state.sources { return queue.set(wanted) }
    state.queue = try host.insideNetwork { () throws(LinuxError) -> LinkQueue in
      let served = if let queue { queue } else { try LinkQueue(on: host.name) }
      served.set(wanted)
      do throws(LinuxError) {
        try Self.load(sources, on: host.name)
      } catch {
        if queue == nil { served.end() }
        throw error
      }
      return served
    }
    state.sources = sources
  }

  /// What became of packets from that address; nil where the link is whole or nobody serves it.
  package func report(from address: String) -> LinkReport? {
    let source = InternetSocket.address(address, port: 0).sin_addr.s_addr
    return state.withLock { state in
      guard let queue = state.queue, queue.failure == nil else { return nil }
      return queue.report(of: source)
    }
  }

  private func restore(_ state: inout State) throws(LinuxError) {
    state.queue?.set([:])
    let host = host
    try host.insideNetwork { () throws(LinuxError) -> Void in try Self.load([], on: host.name) }
    state.queue?.end()
    state = State()
  }

  private static func load(_ sources: [UInt32], on host: String) throws(LinuxError) {
    let result = clinux_queue_rules(
      table, sources, Int32(sources.count), LinkQueue.number, Int32(priority))
    if result < 0 {
      throw LinuxError(
        "hand packets to a queue", on: host, code: -result,
        hint: "modprobe -a nft_compat xt_NFQUEUE nfnetlink_queue")
    }
  }
}
