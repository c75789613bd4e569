import LinuxHost
import Testing
import Vocabulary

@testable import Ranges

@Suite struct LinkExchangeTests {
  /// A burst over a link, by two clocks that differ by any number of seconds.
  private static func exchange(
    thereNs: [Int64], backNs: [Int64?], offsetNs: Int64
  ) -> LinkExchange {
    let sent = thereNs.indices.map { Int64($0) * 1_000_000 + 77 }
    let arrived = zip(sent, thereNs).map { $0 + $1 + offsetNs }
    let echoed = zip(zip(sent, thereNs), backNs).map { there, back in
      back.map { there.0 + there.1 + $0 } ?? 0
    }
    var sample = LinkSample()
    sample.arrived = thereNs.count
    return LinkExchange(
      LinkSender.Sent(count: thereNs.count, sentNs: sent, echoedNs: echoed),
      LinkReceiver.Heard(sample: sample, numbers: Array(sent.indices), timesNs: arrived),
      LinkSetting(), hasIdleTable: false)
  }

  @Test(
    "What one packet takes is found whatever the difference of the clocks",
    arguments: [0, 3_600_000_000_000, -9_000_000_000_000_000])
  func delays(offsetNs: Int64) {
    let there: [Int64] = [40, 41, 42, 43, 44, 45].map { $0 * 1_000_000 + 150_000 }
    let back = [Int64?](repeating: 20_150_000, count: 6)
    var exchange = Self.exchange(thereNs: there, backNs: back, offsetNs: offsetNs)
    #expect(exchange.roundTripsNs.min() == 60_300_000)
    exchange.time(without: LinkSetting(delayNs: .milliseconds(20)), restNs: 300_000)
    #expect(exchange.sample.delaysNs == [40, 41, 42, 43, 44, 45].map { $0 * 1_000_000 })
    #expect(exchange.sample.sent == 6)
  }

  @Test("Echoes that are lost cost nothing but their own packets, too few prove nothing")
  func lostEchoes() {
    let there = [Int64](repeating: 10_000_000, count: 8)
    var exchange = Self.exchange(
      thereNs: there, backNs: [1, 1, nil, 1, 1, nil, 1, 1], offsetNs: 5)
    exchange.time(without: LinkSetting(), restNs: 1)
    #expect(exchange.sample.delaysNs == there)
    var mute = Self.exchange(
      thereNs: there, backNs: [1, 1, 1, 1, nil, nil, nil, nil], offsetNs: 5)
    mute.time(without: LinkSetting(), restNs: 1)
    #expect(mute.sample.delaysNs.isEmpty)
  }

  @Test("More is sent, more slowly and with more patience, where the way back is bad")
  func badWayBack() {
    let burst = LinkBurst(count: 20, bytes: 64, spacingNs: 1_000_000, patienceNs: 40_000_000)
    let lossy = LinkExchange.burst(burst, echoedOver: LinkSetting(loss: 0.5))
    #expect(lossy.count == 40)
    let slow = LinkExchange.burst(
      burst, echoedOver: LinkSetting(delayNs: .milliseconds(100), rateBytes: 9_200))
    #expect(slow.count == 20)
    #expect(slow.spacingNs > 10_000_000)
    #expect(slow.patienceNs > 1_100_000_000)
  }
}
