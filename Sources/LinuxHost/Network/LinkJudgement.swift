import Glibc
package import Vocabulary

/// Decides whether one fault's share in the behaviour of a link is there, or is gone.
///
/// Shape:  pure; two hypotheses, the link with the fault and the link with the other held faults
///         only. What was measured must agree with the wanted one and speak more for it than for
///         the other one; so faults that overlap are proved in any order.
/// Units:  shares are judged by binomial limits of 4.5 standard deviations.
package struct LinkJudgement: Sendable, Equatable {
  /// What the fault itself wants of the link.
  package var own: LinkSetting
  /// What all other held faults want of it together.
  package var others: LinkSetting
  /// Whether the fault is to be there, or gone.
  package var isHeld: Bool

  /// By how much a delay may be measured wrong, where no clock is shared.
  package var slackNs: Int64 = 0

  /// A judgement about one link.
  package init(own: LinkSetting, others: LinkSetting, isHeld: Bool) {
    self.own = own
    self.others = others
    self.isHeld = isHeld
  }

  /// The link with the fault.
  package var with: LinkSetting { others.merged(with: own) }
  /// How the link must behave.
  package var expected: LinkSetting { isHeld ? with : others }
  /// How it must not behave.
  private var excluded: LinkSetting { isHeld ? others : with }

  /// What a fault of this kind shows in.
  private enum Aspect {
    case delay, rate
    case share(LinkShare)
  }

  private var aspects: [Aspect] {
    let shares = LinkShare.allCases.filter { $0.wanted(by: own) > 0 }.map(Aspect.share)
    let delays = own.delayNs != .zero || own.jitterNs != .zero
    return shares + (delays ? [.delay] : []) + (own.rateBytes != nil ? [.rate] : [])
  }

  /// The bursts to send, one after the other.
  package var bursts: [LinkBurst] { aspects.map(burst) }

  /// Whether the first of the bursts, or the second, and so on, measures times of packets.
  package var areTimed: [Bool] { aspects.map { if case .delay = $0 { true } else { false } } }

  /// Whether the samples of those bursts show what is wanted, in words with figures.
  package func judge(_ samples: [LinkSample]) -> (seen: Bool, text: String) {
    precondition(samples.count == aspects.count, "each burst has its sample")
    var (seen, texts) = (true, [String]())
    for (aspect, sample) in zip(aspects, samples) {
      let (isSeen, text) =
        switch aspect {
        case .delay: judgeDelay(sample)
        case .rate: judgeRate(sample)
        case .share(let share): judge(share, sample)
        }
      seen = seen && isSeen
      texts.append(text)
    }
    return (seen, texts.joined(separator: ", "))
  }

  // MARK: What to send

  private func burst(_ aspect: Aspect) -> LinkBurst {
    switch aspect {
    case .delay: delayBurst
    case .rate: rateBurst
    case .share(let share): burst(share)
    }
  }

  /// How long the link may keep a packet for a queue in front of its rate.
  private var queueNs: Int64 { with.rateBytes == nil ? 0 : 1_100_000_000 }

  private var patienceNs: Int64 {
    with.longestDelayNs.rawValue + 40_000_000 + queueNs
      + (with.reorder > 0 ? LinkShaper.longestHoldNs : 0)
  }

  /// The least spacing at which a link's rate, or a busy processor, keeps up.
  private func spacing(bytes: Int) -> Int64 {
    let rateNs = with.rateBytes.map { Double(bytes + LinkBurst.headerBytes) / Double($0) * 1.05e9 }
    return max(40_000, Int64(rateNs ?? 0))
  }

  private var delayBurst: LinkBurst {
    let lossy = 1 - (1 - with.loss) * (1 - with.corrupt)
    let least = own.jitterNs == .zero ? 15.0 : 40.0
    let spread = min(max(own.jitterNs.rawValue / 4, 1_000_000), 8_000_000)
    return LinkBurst(
      count: min(200, Int(least / max(1 - lossy, 0.05))), bytes: 64,
      spacingNs: max(spread, spacing(bytes: 64)), patienceNs: patienceNs)
  }

  private var rateBurst: LinkBurst {
    let rate = Double(with.rateBytes ?? 1)
    // Long enough for the spread of the delay not to matter.
    let seconds = min(1, max(0.2, 6 * with.jitterNs.inSeconds))
    let size = min(max(rate * seconds / 20, 92), 1_200)
    return LinkBurst(
      count: max(12, Int(rate * seconds / size)), bytes: Int(size) - LinkBurst.headerBytes,
      spacingNs: 0, patienceNs: patienceNs + Int64(seconds * 3e9))
  }

  /// As many as tell the two hypotheses apart by four standard deviations, within a second.
  private func burst(_ share: LinkShare) -> LinkBurst {
    let bytes = share == .corrupt ? 400 : 64
    let spacing = spacing(bytes: bytes)
    let (left, right) = (share.chance(in: with, bytes), share.chance(in: others, bytes))
    let deviations = (left * (1 - left)).squareRoot() + (right * (1 - right)).squareRoot()
    let ideal = pow(4 * deviations / max(abs(left - right), 0.000_1), 2)
    let most = max(40, min(4_000, 1_000_000_000 / spacing))
    return LinkBurst(
      count: Int(min(max(ideal, 200), Double(most))), bytes: bytes, spacingNs: spacing,
      patienceNs: patienceNs)
  }

  // MARK: What came

  private func judge(_ share: LinkShare, _ sample: LinkSample) -> (Bool, String) {
    let bytes = burst(share).bytes
    let (hits, of) = share.counts(in: sample)
    let wanted = share.chance(in: expected, bytes)
    let text =
      "\(Self.percent(Double(hits) / Double(max(of, 1)))) of \(of) \(share.verb) "
      + "(\(Self.percent(share.wanted(by: expected))) set)"
    guard of >= 20 else { return (false, "\(text), too few to tell") }
    let deviation = (Double(of) * wanted * (1 - wanted)).squareRoot()
    let isNear = abs(Double(hits) - Double(of) * wanted) <= 4.5 * deviation + 1
    let excluding = share.chance(in: excluded, bytes)
    let speaks = Self.likelihood(hits, of, wanted) > Self.likelihood(hits, of, excluding)
    return (isNear && (speaks || wanted == excluding), text)
  }

  private static func likelihood(_ hits: Int, _ of: Int, _ chance: Double) -> Double {
    (hits == 0 ? 0 : Double(hits) * log(chance))
      + (hits == of ? 0 : Double(of - hits) * log(1 - chance))
  }

  private func judgeDelay(_ sample: LinkSample) -> (Bool, String) {
    let delays = sample.delaysNs
    guard delays.count >= 5 else { return (false, "only \(delays.count) packets arrived") }
    // Behind a rate other traffic queues; the quickest packet has waited least.
    let typical = expected.rateBytes == nil ? delays[delays.count / 2] : delays[0]
    let spread = delays[delays.count * 9 / 10] - delays[delays.count / 10]
    let sending = expected.rateBytes.map { Int64(Double(92) / Double($0) * 1e9) } ?? 0
    let jitter = expected.jitterNs.rawValue
    let least = expected.delayNs.rawValue - jitter - 300_000 - slackNs
    let most =
      expected.longestDelayNs.rawValue + expected.delayNs.rawValue / 4 + 10_000_000 + sending
      + slackNs
      + (expected.rateBytes == nil ? 0 : queueNs)
    let middle = others.delayNs.rawValue + own.delayNs.rawValue / 2 + sending
    let isBeyond = own.delayNs == .zero || (typical >= middle) == isHeld
    let isSpread = !isHeld || own.jitterNs == .zero || spread * 10 >= jitter
    var text = "a packet takes \(Self.milliseconds(typical))"
    if own.jitterNs != .zero { text += ", eight of ten within \(Self.milliseconds(spread))" }
    text += " (\(expected.delayNs)\(jitter == 0 ? "" : " ± \(expected.jitterNs)") set)"
    return ((least...max(most, least)).contains(typical) && isBeyond && isSpread, text)
  }

  private func judgeRate(_ sample: LinkSample) -> (Bool, String) {
    let spread = Double(2 * expected.jitterNs.rawValue) / 1e9
    let span = Double(sample.spanNs) / 1e9
    let measured = Double(sample.spanBytes) / max(span, 1e-6)
    let set = expected.rateBytes.map { "\(Self.kilobytes(Double($0))) set" } ?? "no limit set"
    let text = "\(Self.kilobytes(measured)) pass (\(set))"
    guard sample.arrived - sample.late >= 5 else { return (false, "\(text), too few to tell") }
    if let rate = expected.rateBytes,
      Double(sample.spanBytes) / max(span + spread, 1e-6) > 1.1 * Double(rate)
    {
      return (false, text)
    }
    guard !isHeld, let low = with.rateBytes, expected.rateBytes != low else { return (true, text) }
    let high = expected.rateBytes.map(Double.init) ?? 2.25 * Double(low)
    return (measured > (Double(low) * high).squareRoot(), text)
  }

  private static func percent(_ share: Double) -> String { "\((share * 1_000).rounded() / 10)%" }
  private static func milliseconds(_ ns: Int64) -> String {
    "\((Double(ns) / 1e5).rounded() / 10) ms"
  }
  private static func kilobytes(_ bytes: Double) -> String {
    "\((bytes / 100).rounded() / 10) kB/s"
  }
}

/// Shares of packets to which something happens.
enum LinkShare: CaseIterable, Sendable {
  case loss, duplicate, reorder, corrupt

  /// As in `3% of 400 lost`.
  var verb: String {
    switch self {
    case .loss: "lost"
    case .duplicate: "duplicated"
    case .reorder: "out of order"
    case .corrupt: "corrupted"
    }
  }

  /// What a setting wants.
  func wanted(by setting: LinkSetting) -> Double {
    switch self {
    case .loss: setting.loss
    case .duplicate: setting.duplicate
    case .reorder: setting.reorder
    case .corrupt: setting.corrupt
    }
  }

  /// How likely a datagram of that size shows it: a bit that is flipped in the UDP header loses it.
  func chance(in setting: LinkSetting, _ bytes: Int) -> Double {
    let header = 8 / Double(bytes + 8)
    switch self {
    case .loss: return 1 - (1 - setting.loss) * (1 - setting.corrupt * header)
    case .corrupt: return setting.corrupt * (1 - header) / (1 - setting.corrupt * header)
    case .duplicate, .reorder: return wanted(by: setting)
    }
  }

  /// How often it was seen, and among how many.
  func counts(in sample: LinkSample) -> (hits: Int, of: Int) {
    switch self {
    case .loss: (max(0, sample.sent - sample.arrived - sample.unreadable), sample.sent)
    case .duplicate: (sample.duplicated, sample.arrived)
    case .reorder: (sample.late, sample.arrived)
    case .corrupt: (sample.corrupted, sample.arrived + sample.unreadable)
    }
  }
}
