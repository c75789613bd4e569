import Foundation
import LinuxHost
import Synchronization
import Vocabulary

extension HostProbe {
  /// Whether it is a measurement of one link.
  var measuresLink: Bool { if case .link = self { true } else { false } }
}

extension Agent {
  /// Measures all links that the probes name, each on a thread of its own, until all are as wanted.
  func proveLinks(_ probes: [HostProbe], before deadline: Nanoseconds) throws -> ProbeResult {
    var left = probes.compactMap { probe -> (Link, LinkExpectation)? in
      if case .link(let link, let wanted) = probe { (link, wanted) } else { nil }
    }
    var texts: [String] = []
    while !left.isEmpty {
      let results = measureAll(left)
      var missing: [(Link, LinkExpectation)] = []
      var firstMissing: String?
      for (entry, result) in zip(left, results) {
        let (seen, text) = try result.get()
        if seen {
          texts.append(text)
        } else {
          missing.append(entry)
          firstMissing = firstMissing ?? text
        }
      }
      if let firstMissing, MonotonicClock.now() >= deadline {
        return ProbeResult(seen: false, atNs: MonotonicClock.now(), text: firstMissing)
      }
      left = missing
    }
    let now = probes.contains(where: \.measuresLink) ? MonotonicClock.now() : .zero
    return ProbeResult(seen: true, atNs: now, text: texts.joined(separator: "; "))
  }

  /// Sixteen at a time: more would only wait for a processor, and measure that.
  private func measureAll(
    _ links: [(Link, LinkExpectation)]
  ) -> [Result<(Bool, String), any Error>] {
    var all: [Result<(Bool, String), any Error>] = []
    for start in stride(from: 0, to: links.count, by: 16) {
      let part = Array(links[start..<min(start + 16, links.count)])
      if part.count == 1 {
        all.append(Result { try measure(part[0].0, expecting: part[0].1) })
        continue
      }
      let results = Outcomes()
      let ended = DispatchGroup()
      for (index, (link, wanted)) in part.enumerated() {
        ended.enter()
        Thread.detachNewThread { [self] in
          let result = Result { try measure(link, expecting: wanted) }
          results.byIndex.withLock { $0[index] = result }
          ended.leave()
        }
      }
      ended.wait()
      all += results.byIndex.withLock { found in part.indices.compactMap { found[$0] } }
    }
    return all
  }

  private final class Outcomes: Sendable {
    let byIndex = Mutex<[Int: Result<(Bool, String), any Error>]>([:])
  }

  /// Sends over the link and judges what arrives by all that held faults want of it.
  func measure(_ link: Link, expecting wanted: LinkExpectation) throws -> (Bool, String) {
    let (from, to) = (try host(link.from), try host(link.to))
    let judgement = LinkJudgement(
      own: wanted.setting, others: to.link(from: from.address, without: wanted.fault),
      isHeld: wanted.isHeld)
    let samples = try judgement.bursts.map {
      try LinkMeter.measure(
        $0, from: (from.namespace, from.address), to: (to.namespace, to.address))
    }
    if !samples.contains(where: \.isAnythingThere), isCut(link, by: wanted.fault) {
      return judgeUncut(link, judgement, to.shaping.report(from: from.address)?.setting)
    }
    let (seen, text) = judgement.judge(samples)
    if seen, !wanted.isHeld, to.effective(.links) == .atRest(.links),
      try to.filter.listTables().contains(LinkShaping.table)
    {
      return (false, "\(link.to) still hands packets to a queue")
    }
    return (seen, "\(link.from)→\(link.to): \(text)")
  }

  private func isCut(_ link: Link, by fault: String) -> Bool {
    state.withLock { state in
      state.held.contains { name, held in
        name != fault && Self.links(cutBy: held.undo, in: state).contains(link)
      }
    }
  }

  /// Nothing passes a link that another fault cuts; what the queue is set to is all that is known.
  private func judgeUncut(
    _ link: Link, _ judgement: LinkJudgement, _ setting: LinkSetting?
  ) -> (Bool, String) {
    let words = (setting ?? LinkSetting()).words
    let text =
      "\(link.from)→\(link.to) is cut by another fault; behind the cut the link is set to "
      + (words.isEmpty ? "be whole" : words.joined(separator: ", "))
    return (words == judgement.expected.words, text)
  }
}
