import LinuxHost
import Synchronization
import Vocabulary

extension Fleet {
  /// What held faults want of a link, perhaps but one.
  func setting(of link: Link, without fault: String? = nil) -> LinkSetting {
    guard let address = inventory.addresses[link.from] else { return LinkSetting() }
    return state.withLock { state in
      state.links.filter { $0.key != fault }.values.reduce(LinkSetting()) { merged, hosts in
        guard let wanted = hosts[link.to]?[address] else { return merged }
        return merged.merged(with: wanted)
      }
    }
  }

  /// What actions want of the links of each receiver, by the sender's address.
  static func links(of actions: [HostAction]) -> [HostName: [String: LinkSetting]] {
    actions.reduce(into: [:]) { found, action in
      if case .set(let host, _, .links(let links)) = action { found[host] = links }
    }
  }

  /// Measures all links that the probes name at once, until all are as wanted.
  func proveLinks(
    _ probes: [HostProbe], before deadline: Nanoseconds
  ) async throws(RangeError) -> ProbeResult {
    var left = probes.compactMap { probe -> (Link, LinkExpectation)? in
      if case .link(let link, let wanted) = probe { (link, wanted) } else { nil }
    }
    var texts: [String] = []
    while !left.isEmpty {
      var missing: [(Link, LinkExpectation)] = []
      var firstMissing: String?
      // Sixteen at a time: more would only wait for processors, and measure that.
      for start in stride(from: 0, to: left.count, by: 16) {
        let part = Array(left[start..<min(start + 16, left.count)])
        let results = try await Self.all(part) { link, wanted throws(RangeError) in
          try await self.measure(link, expecting: wanted)
        }
        for (entry, result) in zip(part, results) {
          if result.seen {
            texts.append(result.text)
          } else {
            missing.append(entry)
            firstMissing = firstMissing ?? result.text
          }
        }
      }
      if let firstMissing, MonotonicClock.now() >= deadline {
        return ProbeResult(seen: false, atNs: MonotonicClock.now(), text: firstMissing)
      }
      left = missing
    }
    return ProbeResult(
      seen: true, atNs: MonotonicClock.now(), text: texts.joined(separator: "; "))
  }

  /// The quickest round trip between each two machines at rest; delays are what comes on top.
  func measureRest() async throws(RangeError) {
    let order = lines.keys.sorted()
    let pairs = order.flatMap { from in order.filter { $0 > from }.map { Link(from: from, to: $0) }
    }
    let burst = LinkBurst(count: 12, bytes: 64, spacingNs: 1_000_000, patienceNs: 500_000_000)
    for start in stride(from: 0, to: pairs.count, by: 16) {
      let part = Array(pairs[start..<min(start + 16, pairs.count)])
      let found = try await Self.all(part) { link throws(RangeError) in
        try await self.exchange(burst, over: link, isEchoed: true)
      }
      for (link, exchange) in zip(part, found) {
        guard let least = exchange.roundTripsNs.min() else {
          throw RangeError(
            "no datagram goes from \(link.from) to \(link.to) and back",
            hint: "faults between machines are proved on high ports: let them pass the firewall")
        }
        state.withLock {
          $0.restNs[link] = least
          $0.restNs[link.reversed] = least
        }
      }
    }
  }

  /// Sends over the link and judges what arrives by all that held faults want of it.
  private func measure(
    _ link: Link, expecting wanted: LinkExpectation
  ) async throws(RangeError) -> (seen: Bool, text: String) {
    let (back, restNs) = (setting(of: link.reversed), state.withLock { $0.restNs[link] ?? 0 })
    var judgement = LinkJudgement(
      own: wanted.setting, others: setting(of: link, without: wanted.fault),
      isHeld: wanted.isHeld)
    judgement.slackNs = min(restNs, max(1_000_000, restNs / 4)) + back.jitterNs.rawValue / 2
    var samples: [LinkSample] = []
    var last = LinkExchange()
    for (burst, isTimed) in zip(judgement.bursts, judgement.areTimed) {
      let asked = isTimed ? LinkExchange.burst(burst, echoedOver: back) : burst
      last = try await exchange(asked, over: link, isEchoed: isTimed)
      if isTimed { last.time(without: back, restNs: restNs) }
      samples.append(last.sample)
      if isTimed, last.roundTripsNs.count < 5, isCut(link, orBackBy: wanted.fault) {
        return Self.judgeUnanswered(link, judgement, last.setting)
      }
    }
    if !samples.contains(where: \.isAnythingThere), isCut(link, orBackBy: wanted.fault) {
      return Self.judgeUnanswered(link, judgement, last.setting)
    }
    let (seen, text) = judgement.judge(samples)
    if seen, !wanted.isHeld, last.hasIdleTable {
      return (false, "\(link.to) still hands packets to a queue")
    }
    let rest = judgement.areTimed.contains(true) ? ", on top of a round trip at rest" : ""
    return (seen, "\(link.from)→\(link.to): \(text)\(rest)")
  }

  /// Whether another held fault cuts the link, or the way back.
  private func isCut(_ link: Link, orBackBy fault: String) -> Bool {
    let cut = state.withLock { state in
      state.undo.filter { $0.key != fault }.values
        .flatMap { Self.links(cutBy: $0, among: state.places.keys) }
    }
    return cut.contains(link) || cut.contains(link.reversed)
  }

  /// Nothing comes back over a link that another fault cuts; its queue's setting is all there is.
  private static func judgeUnanswered(
    _ link: Link, _ judgement: LinkJudgement, _ setting: LinkSetting
  ) -> (seen: Bool, text: String) {
    let words = setting.words
    let text =
      "\(link.from)→\(link.to) or its way back is cut by another fault; "
      + "the link is set to \(words.isEmpty ? "be whole" : words.joined(separator: ", "))"
    return (words == judgement.expected.words, text)
  }

  /// One burst: the receiver listens, the sender sends, both say what they saw.
  private func exchange(
    _ burst: LinkBurst, over link: Link, isEchoed: Bool
  ) async throws(RangeError) -> LinkExchange {
    let (sender, receiver) = (try line(link.from), try line(link.to))
    let opened = try await receiver.ask(
      .openMeter(burst: burst, from: link.from, isEchoing: isEchoed))
    guard case .meter(let port) = opened,
      case .sent(let sent) = try await sender.ask(
        .sendBurst(burst: burst, to: link.to, port: port, isEchoed: isEchoed)),
      case .metered(let heard, let setting, let hasIdleTable) = try await receiver.ask(
        .readMeter(port: port, from: link.from))
    else {
      throw RangeError("\(link.from) or \(link.to) measured nothing", hint: "see agent.log there")
    }
    return LinkExchange(sent, heard, setting, hasIdleTable: hasIdleTable)
  }

  /// Does the same with each at once; throws the first failure after all have ended.
  private static func all<Item: Sendable, Value: Sendable>(
    _ items: [Item], _ body: @escaping @Sendable (Item) async throws(RangeError) -> Value
  ) async throws(RangeError) -> [Value] {
    let results = await withTaskGroup(of: (Int, Result<Value, RangeError>).self) { group in
      for (index, item) in items.enumerated() {
        group.addTask {
          do throws(RangeError) {
            return (index, .success(try await body(item)))
          } catch {
            return (index, .failure(error))
          }
        }
      }
      var all: [Int: Result<Value, RangeError>] = [:]
      for await (index, result) in group { all[index] = result }
      return all
    }
    var values: [Value] = []
    for index in items.indices { if let value = try results[index]?.get() { values.append(value) } }
    return values
  }
}
