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

  /// Once open both stay so until the end, for to close them takes longer than all the rest.
  private struct State: Sendable {
    var queue: LinkQueue?
    var socket: Int32?
    var sources: [UInt32] = []
  }

  /// The links of that host; nothing is changed yet.
  package init(host: HostNamespace) { self.host = host }

  deinit {
    state.withLock { state in
      state.queue?.end()
      if let socket = state.socket { close(socket) }
    }
  }

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
    let sources = wanted.keys.sorted()
    if let old = state.queue, old.failure != nil {
      state.queue = nil
      old.end()
    }
    if wanted.isEmpty {
      state.queue?.set([:])
      try load([], &state)
    } else {
      let queue = if let open = state.queue { open } else { try openQueue() }
      state.queue = queue
      queue.set(wanted)
      if sources != state.sources { try load(sources, &state) }
    }
    state.sources = sources
  }

  private func openQueue() throws(LinuxError) -> LinkQueue {
    let name = host.name
    return try host.insideNetwork { () throws(LinuxError) -> LinkQueue in try LinkQueue(on: name) }
  }

  /// Also removes what another process has left, and so does so even if nothing was loaded here.
  private func load(_ sources: [UInt32], _ state: inout State) throws(LinuxError) {
    let name = host.name
    let socket: Int32
    if let open = state.socket {
      socket = open
    } else {
      socket = try host.insideNetwork { () throws(LinuxError) -> Int32 in
        try check(clinux_rules_open(), "open nftables", on: name)
      }
      state.socket = socket
    }
    let result = clinux_queue_rules(
      socket, Self.table, sources, Int32(sources.count), LinkQueue.number, Int32(Self.priority))
    if result < 0 {
      throw LinuxError(
        "hand packets to a queue", on: name, code: -result,
        hint: "modprobe -a nft_compat xt_NFQUEUE nfnetlink_queue")
    }
  }

  /// What became of packets from that address; nil where the link is whole or nobody serves it.
  package func report(from address: String) -> LinkReport? {
    let source = InternetSocket.address(address, port: 0).sin_addr.s_addr
    return state.withLock { state in
      guard let queue = state.queue, queue.failure == nil else { return nil }
      return queue.report(of: source)
    }
  }
}
