import LinuxHost
import Vocabulary

/// What two machines saw of one burst, each by its own clock.
///
/// Shape:  pure; clocks are never compared: the round trip is by the sender's alone, and how one
///         packet differs from the next by either.
struct LinkExchange: Sendable {
  /// What arrived, as one machine with both ends would have seen it.
  private(set) var sample = LinkSample()
  /// What the receiver's queue does to the link.
  private(set) var setting = LinkSetting()
  /// Whether the receiver has a table that nobody needs.
  private(set) var hasIdleTable = false
  /// Round trips of what came back.
  private(set) var roundTripsNs: [Int64] = []
  /// From departure to arrival of each that was not late, by two clocks: only differences count.
  private var thereNs: [Int64] = []
  /// The same from arrival to the echo's return, of those that came back.
  private var backNs: [Int64] = []

  init() {}

  init(
    _ sent: LinkSender.Sent, _ heard: LinkReceiver.Heard, _ setting: LinkSetting,
    hasIdleTable: Bool
  ) {
    sample = heard.sample
    sample.sent = sent.count
    self.setting = setting
    self.hasIdleTable = hasIdleTable
    for (number, time) in zip(heard.numbers, heard.timesNs) where number < sent.sentNs.count {
      thereNs.append(time - sent.sentNs[number])
      guard sent.echoedNs[number] > 0 else { continue }
      backNs.append(sent.echoedNs[number] - time)
      roundTripsNs.append(sent.echoedNs[number] - sent.sentNs[number])
    }
  }

  /// A burst whose echoes come back over such a link: more of them where some are lost.
  static func burst(_ burst: LinkBurst, echoedOver back: LinkSetting) -> LinkBurst {
    let answered = max(0.05, (1 - back.loss) * (1 - back.corrupt))
    var longer = burst
    longer.count = min(400, Int((Double(burst.count) / answered).rounded(.up)))
    longer.patienceNs += back.longestDelayNs.rawValue + 60_000_000
    if let rate = back.rateBytes {
      let size = Double(burst.bytes + LinkBurst.headerBytes)
      longer.spacingNs = max(burst.spacingNs, Int64(size / Double(rate) * 1.05e9))
      longer.patienceNs += 1_100_000_000
    }
    return longer
  }

  /// Makes one-way delays of round trips: less what the way back is set to, and what is there at
  /// rest.
  mutating func time(without back: LinkSetting, restNs: Int64) {
    let order = backNs.sorted()
    guard order.count >= 5 else { return }
    // Behind a rate other traffic queues; the quickest packet has waited least.
    let typical: Int64
    if let rate = back.rateBytes {
      let sending = Int64(Double(64 + LinkBurst.headerBytes) / Double(rate) * 1e9)
      typical = order[0] - max(0, back.delayNs.rawValue - back.jitterNs.rawValue) - sending
    } else {
      typical = order[order.count / 2] - back.delayNs.rawValue
    }
    sample.delaysNs = thereNs.map { $0 + typical - restNs }.sorted()
  }
}
