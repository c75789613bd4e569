import LinuxHost
import Synchronization
import Vocabulary

extension Agent {
  /// Whether packets stop on the blocked links and pass on the open ones.
  func lookAtLinks(
    blocked: [Link], open: [Link], payloadOnly: Bool
  ) throws -> (Bool, String) {
    let (mesh, cutByOthers) = state.withLock { state in
      (state.mesh, Set(state.held.values.flatMap { Self.links(cutBy: $0.undo, in: state) }))
    }
    guard let mesh else {
      throw RangeError("this range has no hosts to probe", hint: "make the hosts first")
    }
    // A link that another held fault cuts cannot prove that this fault is gone.
    let whole = open.filter { !cutByOthers.contains($0) }
    // Over one whose way back another fault cuts datagrams pass, but no connection lives.
    let answerless = blocked.isEmpty ? whole.filter { cutByOthers.contains($0.reversed) } : []
    let patience = try LinkPatience(blocked + whole, without: answerless) {
      try degradation(of: $0)
    }
    let (wholeLinks, cutLinks) = (whole.map(ProbeLink.init), blocked.map(ProbeLink.init))
    if blocked.isEmpty {
      // Healed: connections that stalled wait for their timers, so fresh ones are the proof.
      let opened = mesh.reopenBlocking(wholeLinks, timeout: patience.handshake)
      if let closed = wholeLinks.first(where: { opened[$0] != true && patience.keepsStreams($0) }) {
        return (false, "no connection over \(closed)")
      }
    }
    let seen = look(at: cutLinks, and: wholeLinks, through: mesh, patience)
    let through = cutLinks.filter { !Self.isCut(seen[$0], payloadOnly: payloadOnly) }
    let stalled = wholeLinks.filter { !patience.isOpen(seen[$0], over: $0) }
    if let first = through.first { return (false, "packets still pass over \(first)") }
    if let first = stalled.first { return (false, "packets do not pass over \(first)") }
    return (true, Self.words(cut: cutLinks, whole: wholeLinks))
  }

  /// One pass, or on links that lose packets as many as make a lost one no argument.
  private func look(
    at cut: [ProbeLink], and whole: [ProbeLink], through mesh: ProbeMesh, _ patience: LinkPatience
  ) -> [ProbeLink: LinkProbe] {
    var seen: [ProbeLink: LinkProbe] = [:]
    for _ in 0..<patience.passes {
      let pass = mesh.probeBlocking(
        cut + whole, blocked: Set(cut), quiet: patience.quiet, patience: patience.pass)
      seen.merge(pass) { old, new in
        LinkProbe(
          udpPassed: old.udpPassed || new.udpPassed,
          tcpPayloadPassed: old.tcpPayloadPassed || new.tcpPayloadPassed)
      }
      if cut.isEmpty, whole.allSatisfy({ patience.isOpen(seen[$0], over: $0) }) { break }
    }
    return seen
  }

  /// What held faults make of a link, but for cuts.
  private func degradation(of link: Link) throws -> LinkSetting {
    try host(link.to).link(from: host(link.from).address)
  }

  private static func isCut(_ probe: LinkProbe?, payloadOnly: Bool) -> Bool {
    guard let probe else { return false }
    return payloadOnly
      ? probe.udpPassed && !probe.tcpPayloadPassed : !probe.udpPassed && !probe.tcpPayloadPassed
  }

  private static func words(cut: [ProbeLink], whole: [ProbeLink]) -> String {
    func list(_ links: [ProbeLink]) -> String {
      links.map(\.description).joined(separator: ", ")
    }
    var parts: [String] = []
    if !cut.isEmpty { parts.append("nothing arrives over \(list(cut))") }
    if !whole.isEmpty { parts.append("packets arrive over \(list(whole))") }
    return parts.joined(separator: ", ")
  }

  /// Links that a held cut may block, judged by the hosts whose tables it must delete.
  static func links(cutBy undo: [HostAction], in state: State) -> [Link] {
    undo.flatMap { action -> [Link] in
      guard case .deleteTable(let host, _) = action else { return [] }
      return state.order.filter { $0 != host }.map { Link(from: $0, to: host) }
    }
  }
}
