import Testing
import Vocabulary

@testable import LinuxHost

@Suite struct LinkShaperTests {
  private static let near: UInt32 = 1
  private static let far: UInt32 = 2
  private static let millisecond: Int64 = 1_000_000

  /// A shaper under a clock that stands still, and what it has passed on.
  private struct Trial {
    var shaper = LinkShaper(seed: 7)
    var nowNs: Int64 = 0
    var passed: [(id: UInt32, atNs: Int64)] = []
    var dropped: [UInt32] = []
    var fates: [LinkShaper.Fate] = []

    init(_ setting: LinkSetting) { shaper.set([near: setting], at: 0) }

    mutating func send(_ ids: ClosedRange<UInt32>, every spacing: Int64, bytes: Int = 100) {
      for id in ids {
        let fate = shaper.arrive(
          LinkShaper.Packet(id: id, source: near, bytes: bytes), at: nowNs)
        fates.append(fate)
        if fate.isDropped { dropped.append(id) }
        advance(by: spacing)
      }
    }

    /// Wakes up whenever something is due, as the thread does.
    mutating func advance(by span: Int64) {
      let end = nowNs + span
      collect()
      while let due = shaper.nextDueNs, due <= end {
        nowNs = max(nowNs, due)
        collect()
      }
      nowNs = end
    }

    private mutating func collect() {
      for id in shaper.due(at: nowNs) { passed.append((id, nowNs)) }
    }
  }

  @Test("What comes from a sender without a setting passes at once")
  func othersAreWhole() {
    var shaper = LinkShaper(seed: 1)
    shaper.set([Self.near: LinkSetting(delayNs: .seconds(1), loss: 0.9)], at: 0)
    for id: UInt32 in 1...100 {
      let fate = shaper.arrive(.init(id: id, source: Self.far, bytes: 60), at: 5)
      #expect(fate == LinkShaper.Fate())
      #expect(shaper.due(at: 5) == [id])
    }
    #expect(shaper.count == 0)
    #expect(shaper.report(of: Self.far) == nil)
  }

  @Test("A delay is added to each packet exactly")
  func delay() {
    var trial = Trial(LinkSetting(delayNs: .milliseconds(10)))
    trial.send(1...50, every: 300_000)
    trial.advance(by: 20 * Self.millisecond)
    #expect(trial.passed.map(\.id) == Array(1...50))
    for (index, packet) in trial.passed.enumerated() {
      #expect(packet.atNs == Int64(index) * 300_000 + 10 * Self.millisecond)
    }
    #expect(trial.shaper.report(of: Self.near)?.delayed == 50)
  }

  @Test("Jitter never changes the order of packets", arguments: DelayDistribution.allCases)
  func jitterKeepsOrder(distribution: DelayDistribution) {
    var trial = Trial(
      LinkSetting(
        delayNs: .milliseconds(20), jitterNs: .milliseconds(15), distribution: distribution))
    trial.send(1...2_000, every: 100_000)
    trial.advance(by: 1_000 * Self.millisecond)
    #expect(trial.passed.map(\.id) == Array(1...2_000))
    let spread = trial.passed.map { $0.atNs - Int64($0.id - 1) * 100_000 }
    #expect(Set(spread).count > 10)
    #expect(spread.allSatisfy { $0 >= 0 })
  }

  @Test(
    "Delays are drawn around the delay as the distribution says",
    arguments: [
      (DelayDistribution.uniform, 20.0, 0.5774), (.normal, 20.0, 1.0), (.pareto, 19.9, 0.82),
    ])
  func distributions(distribution: DelayDistribution, mean: Double, deviation: Double) {
    let setting = LinkSetting(
      delayNs: .milliseconds(20), jitterNs: .milliseconds(4), distribution: distribution)
    var random = SeededRandom(seed: 3)
    let drawn = (0..<100_000).map { _ in Double(setting.drawDelay(&random)) / 1e6 }
    let average = drawn.reduce(0, +) / Double(drawn.count)
    let variance = drawn.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(drawn.count)
    #expect(abs(average - mean) < 0.15)
    #expect(abs(variance.squareRoot() / 4 - deviation) < 0.06)
    #expect(drawn.allSatisfy { $0 >= 0 })
    if distribution == .uniform { #expect(drawn.allSatisfy { (16...24).contains($0) }) }
  }

  @Test("A rate lets one packet after the other pass, each for its own time")
  func rate() {
    var trial = Trial(LinkSetting(delayNs: .milliseconds(5), rateBytes: 100_000))
    trial.send(1...20, every: 0, bytes: 1_000)
    trial.advance(by: 1_000 * Self.millisecond)
    #expect(trial.passed.map(\.id) == Array(1...20))
    for packet in trial.passed {
      #expect(packet.atNs == Int64(packet.id) * 10 * Self.millisecond + 5 * Self.millisecond)
    }
    trial.passed = []
    trial.send(21...21, every: 0, bytes: 1_000)
    trial.advance(by: 50 * Self.millisecond)
    #expect(trial.passed.map(\.atNs) == [1_000 * Self.millisecond + 15 * Self.millisecond])
  }

  @Test("A rate's queue is bounded, and drops what comes on top")
  func overflow() {
    var trial = Trial(LinkSetting(rateBytes: 1_000_000))
    trial.send(1...2_000, every: 0, bytes: 1_000)
    #expect((990...1_010).contains(2_000 - trial.dropped.count))
    #expect(trial.shaper.report(of: Self.near)?.overflowed == trial.dropped.count)
    trial.advance(by: 1_100 * Self.millisecond)
    #expect(trial.passed.count + trial.dropped.count == 2_000)
    var delayed = Trial(LinkSetting(delayNs: .seconds(10)))
    delayed.send(1...UInt32(LinkShaper.mostPackets + 10), every: 0)
    #expect(delayed.dropped.count == 10)
  }

  @Test("Loss, duplication, corruption take their share, and no seed makes them agree")
  func shares() {
    var trial = Trial(LinkSetting(loss: 0.1, duplicate: 0.2, corrupt: 0.3))
    trial.send(1...20_000, every: 1_000)
    let arrived = Double(20_000 - trial.dropped.count)
    #expect(abs(Double(trial.dropped.count) / 20_000 - 0.1) < 0.01)
    let duplicated = trial.fates.filter(\.isDuplicated).count
    #expect(abs(Double(duplicated) / arrived - 0.2) < 0.012)
    let bits = trial.fates.compactMap(\.corruptedBit)
    #expect(abs(Double(bits.count) / arrived - 0.3) < 0.014)
    #expect(bits.allSatisfy { (160..<800).contains($0) })
    #expect(Set(bits).count > 600)
    var again = Trial(LinkSetting(loss: 0.1, duplicate: 0.2, corrupt: 0.3))
    again.send(1...20_000, every: 1_000)
    #expect(again.fates == trial.fates)
  }

  @Test("A packet whose bytes are not at hand is neither changed nor copied")
  func partial() {
    var shaper = LinkShaper(seed: 1)
    shaper.set([Self.near: LinkSetting(duplicate: 0.9, corrupt: 0.9)], at: 0)
    for id: UInt32 in 1...100 {
      let packet = LinkShaper.Packet(id: id, source: Self.near, bytes: 900, isWhole: false)
      #expect(shaper.arrive(packet, at: 0) == LinkShaper.Fate())
    }
  }

  @Test("A packet that is held back passes behind the third later one, and all others in order")
  func reorder() throws {
    var trial = Trial(LinkSetting(delayNs: .milliseconds(2), reorder: 0.1))
    trial.send(1...10_000, every: 100_000)
    trial.advance(by: 100 * Self.millisecond)
    #expect(Set(trial.passed.map(\.id)) == Set(1...10_000))
    var highest: UInt32 = 0
    var late: [UInt32] = []
    for packet in trial.passed {
      if packet.id < highest { late.append(packet.id) }
      highest = max(highest, packet.id)
    }
    #expect(abs(Double(late.count) / 10_000 - 0.1) < 0.012)
    let places = Dictionary(
      uniqueKeysWithValues: trial.passed.enumerated().map { ($0.element.id, $0.offset) })
    for id in late.prefix(200) {
      let before = trial.passed.prefix(try #require(places[id])).filter { $0.id > id }
      #expect(before.filter { !late.contains($0.id) }.count == LinkShaper.passesOfHeld)
    }
  }

  @Test("A packet that nothing follows is held back no longer than the limit")
  func holdEnds() {
    var trial = Trial(LinkSetting(reorder: 0.95))
    trial.send(1...1, every: 0)
    trial.advance(by: 100 * Self.millisecond)
    #expect(trial.passed.map(\.id) == [1])
    #expect(trial.passed[0].atNs <= LinkShaper.longestHoldNs)
  }

  @Test("A link that is whole again passes on in order what waited, at once")
  func healing() {
    var trial = Trial(
      LinkSetting(delayNs: .seconds(5), jitterNs: .seconds(2), reorder: 0.3, rateBytes: 20_000))
    trial.send(1...100, every: 0, bytes: 100)
    trial.shaper.set([:], at: trial.nowNs)
    trial.advance(by: 0)
    #expect(trial.passed.map(\.id) == Array(1...100))
    #expect(trial.passed.allSatisfy { $0.atNs == trial.nowNs })
    #expect(trial.shaper.count == 0 && trial.shaper.nextDueNs == nil)
    trial.passed = []
    trial.send(101...110, every: 10)
    #expect(trial.passed.map(\.id) == Array(101...110))
  }

  @Test("A shorter delay holds for what waits already, a longer one only for what comes")
  func changes() {
    var trial = Trial(LinkSetting(delayNs: .seconds(1)))
    trial.send(1...10, every: 0)
    trial.shaper.set([Self.near: LinkSetting(delayNs: .milliseconds(50))], at: trial.nowNs)
    trial.send(11...20, every: 0)
    trial.advance(by: 50 * Self.millisecond)
    #expect(trial.passed.map(\.id) == Array(1...20))
    trial.send(21...30, every: 0)
    trial.shaper.set([Self.near: LinkSetting(delayNs: .seconds(3))], at: trial.nowNs)
    trial.send(31...31, every: 0)
    trial.advance(by: 50 * Self.millisecond)
    #expect(trial.passed.map(\.id) == Array(1...30))
    #expect(trial.shaper.count == 1)
  }

  @Test("Packets come out of the heap by time, then by number")
  func heap() {
    var random = SeededRandom(seed: 5)
    var heap = DueHeap()
    var all: [(Int64, UInt64)] = []
    for serial: UInt64 in 0..<2_000 {
      let due = Int64(random.below(50))
      heap.insert(serial, dueNs: due)
      all.append((due, serial))
    }
    all.sort { $0 < $1 }
    for (due, serial) in all {
      #expect(heap.first?.dueNs == due && heap.first?.serial == serial)
      heap.removeFirst()
    }
    #expect(heap.first == nil)
  }
}
