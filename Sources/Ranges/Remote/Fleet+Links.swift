import LinuxHost
import Synchronization
import Vocabulary

extension Fleet {
  /// Opens the probe sockets on every machine and a connection in each direction.
  ///
  /// Errors: a direction over which nothing passes at rest, such as by a firewall.
  func openEars() async throws(RangeError) {
    guard lines.count > 1 else { return }
    let order = lines.keys.sorted()
    let indices = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    let nonce = Int64.random(in: 1...Int64.max)
    let places = try await Self.each(lines) { name, line throws(RangeError) -> ProbeEar.Peer? in
      let ask = AgentRequest.Ask.openEar(index: indices[name] ?? 0, nonce: nonce)
      guard case .ear(let place) = try await line.ask(ask) else { return nil }
      return place
    }
    state.withLock { $0.places = places.compactMapValues { $0 } }
    let all = order.flatMap { from in order.map { Link(from: from, to: $0) } }
      .filter { $0.from != $0.to }
    if let closed = try await reconnect(all).first { throw Self.unreachable(closed) }
    let start = MonotonicClock.now()
    let whole = try await look(blocked: [], open: all, payloadOnly: false)
    guard whole.seen else {
      throw RangeError(
        "probes between the machines do not pass: \(whole.text)",
        hint: "something is cut already (cygnet heal --inventory), or a firewall is between them")
    }
    state.withLock { $0.passNs = MonotonicClock.now() - start }
    try await measureRest()
  }

  private static func unreachable(_ link: Link) -> RangeError {
    RangeError(
      "no connection comes about from \(link.from) to \(link.to)",
      hint: "faults between machines are proved on high ports: let them pass the firewall")
  }

  /// Opens fresh connections; the links over which none came about.
  private func reconnect(
    _ links: [Link], _ limit: Nanoseconds = .milliseconds(700)
  ) async throws(RangeError) -> [Link] {
    let places = state.withLock { $0.places }
    let senders = Dictionary(grouping: links, by: \.from)
    let answered = try await Self.each(lines.filter { senders[$0.key] != nil }) {
      name, line throws(RangeError) -> [Int] in
      let peers = (senders[name] ?? []).compactMap { places[$0.to] }
      guard
        case .connected(let answered) = try await line.ask(
          .connectEars(peers: peers, limitNs: limit))
      else {
        return []
      }
      return answered
    }
    return links.filter { link in
      guard let index = places[link.to]?.index else { return true }
      return answered[link.from]?.contains(index) != true
    }.sorted()
  }

  /// One pass over the links: what was sent at `from`, and what of it arrived at `to`.
  func look(
    blocked: [Link], open: [Link], payloadOnly: Bool
  ) async throws(RangeError) -> ProbeResult {
    let cutByOthers = state.withLock { state in
      Set(state.undo.values.flatMap { Self.links(cutBy: $0, among: state.places.keys) })
    }
    // A link that another held fault cuts cannot prove that this fault is gone.
    let whole = open.filter { !cutByOthers.contains($0) }
    // Over one whose way back another fault cuts datagrams pass, but no connection lives.
    let answerless = blocked.isEmpty ? whole.filter { cutByOthers.contains($0.reversed) } : []
    let patience = LinkPatience(blocked + whole, without: answerless) { setting(of: $0) }
    if blocked.isEmpty {
      // Healed: connections that stalled wait for their timers, so fresh ones are the proof.
      let closed = try await reconnect(whole, patience.handshake + .milliseconds(200))
      if let closed = closed.first(where: { patience.keepsStreams(ProbeLink($0)) }) {
        return Self.result(false, "no connection over \(Self.word(closed))")
      }
    }
    let seen = try await look(at: blocked, and: whole, patience)
    let through = blocked.filter { link in
      guard let arrived = seen[link] else { return true }
      return payloadOnly
        ? !arrived.udpPassed || arrived.tcpPayloadPassed
        : arrived.udpPassed || arrived.tcpPayloadPassed
    }
    if let first = through.first {
      return Self.result(false, "packets still pass over \(Self.word(first))")
    }
    if let first = whole.first(where: { !patience.isOpen(seen[$0], over: ProbeLink($0)) }) {
      return Self.result(false, "packets do not pass over \(Self.word(first))")
    }
    var parts: [String] = []
    if !blocked.isEmpty { parts.append("nothing arrives over \(Self.words(blocked))") }
    if !whole.isEmpty { parts.append("packets arrive over \(Self.words(whole))") }
    return Self.result(true, parts.joined(separator: ", "))
  }

  /// One pass, or on links that lose packets as many as make a lost one no argument.
  private func look(
    at cut: [Link], and whole: [Link], _ patience: LinkPatience
  ) async throws(RangeError) -> [Link: LinkProbe] {
    var seen: [Link: LinkProbe] = [:]
    for _ in 0..<patience.passes {
      let pass = try await pass(over: cut + whole, waitingFor: whole, patience)
      seen.merge(pass) { old, new in
        LinkProbe(
          udpPassed: old.udpPassed || new.udpPassed,
          tcpPayloadPassed: old.tcpPayloadPassed || new.tcpPayloadPassed)
      }
      if cut.isEmpty, whole.allSatisfy({ patience.isOpen(seen[$0], over: ProbeLink($0)) }) { break }
    }
    return seen
  }

  private func pass(
    over links: [Link], waitingFor whole: [Link], _ patience: LinkPatience
  ) async throws(RangeError) -> [Link: LinkProbe] {
    let (round, places, passNs) = state.withLock { state in
      state.round += 1
      return (state.round, state.places, state.passNs)
    }
    let senders = Dictionary(grouping: links, by: \.from)
    _ = try await Self.each(lines.filter { senders[$0.key] != nil }) {
      name, line throws(RangeError) in
      let targets = (senders[name] ?? []).compactMap { places[$0.to]?.index }
      try await line.ask(.speak(round: round, to: targets))
    }
    // Whole links show that the machines keep up; cut ones get several times what those need.
    let least = max(.milliseconds(60), Nanoseconds(rawValue: passNs.rawValue * 3))
    let quiet = least + patience.quiet
    let longest = max(quiet, patience.pass + .milliseconds(500))
    let start = MonotonicClock.now()
    while true {
      let seen = try await listen(to: links, round, places)
      let isComplete = whole.allSatisfy { patience.isOpen(seen[$0], over: ProbeLink($0)) }
      let isAll = links.allSatisfy { seen[$0]?.isOpen == true }
      let limit = isComplete ? quiet : longest
      if isAll || MonotonicClock.now() > start + limit { return seen }
      try? await Task.sleep(for: .milliseconds(5))
    }
  }

  private func listen(
    to links: [Link], _ round: Int64, _ places: [HostName: ProbeEar.Peer]
  ) async throws(RangeError) -> [Link: LinkProbe] {
    let receivers = Set(links.map(\.to))
    let heard = try await Self.each(lines.filter { receivers.contains($0.key) }) {
      _, line throws(RangeError) -> ProbeEar.Heard? in
      guard case .heard(let heard) = try await line.ask(.heard(round: round)) else { return nil }
      return heard
    }
    var seen: [Link: LinkProbe] = [:]
    for link in links {
      guard let index = places[link.from]?.index, let heard = heard[link.to] ?? nil else {
        continue
      }
      seen[link] = LinkProbe(
        udpPassed: heard.datagrams.contains(index),
        tcpPayloadPassed: heard.streams.contains(index))
    }
    return seen
  }

  /// Links that a held cut may block, judged by the hosts whose tables it must delete.
  static func links(
    cutBy undo: [HostAction], among hosts: some Sequence<HostName>
  ) -> [Link] {
    undo.flatMap { action -> [Link] in
      guard case .deleteTable(let host, _) = action else { return [] }
      return hosts.filter { $0 != host }.map { Link(from: $0, to: host) }
    }
  }

  private static func result(_ seen: Bool, _ text: String) -> ProbeResult {
    ProbeResult(seen: seen, atNs: MonotonicClock.now(), text: text)
  }

  private static func word(_ link: Link) -> String { "\(link.from)→\(link.to)" }

  private static func words(_ links: [Link]) -> String {
    links.map(word).joined(separator: ", ")
  }
}
