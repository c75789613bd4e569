import Testing
import Vocabulary

@testable import LinuxHost

@Suite struct LinkJudgementTests {
  /// A fault's own setting, with what another fault wants of the same link.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var own: LinkSetting
    var others = LinkSetting()
  }

  private static let kinds: [(String, LinkSetting)] = [
    ("delay", LinkSetting(delayNs: .milliseconds(40))),
    ("jitter", LinkSetting(delayNs: .milliseconds(40), jitterNs: .milliseconds(10))),
    (
      "pareto",
      LinkSetting(delayNs: .milliseconds(40), jitterNs: .milliseconds(10), distribution: .pareto)
    ),
    ("loss", LinkSetting(loss: 0.1)), ("little loss", LinkSetting(loss: 0.02)),
    ("duplicate", LinkSetting(duplicate: 0.1)), ("reorder", LinkSetting(reorder: 0.1)),
    ("corrupt", LinkSetting(corrupt: 0.1)), ("rate", LinkSetting(rateBytes: 250_000)),
  ]

  static let cases = kinds.flatMap { name, own in
    [Case(testDescription: name, own: own)]
      + kinds.map { Case(testDescription: "\(name) over \($0.0)", own: own, others: $0.1) }
  }

  /// What a burst over such a link looks like, by the shaper itself and a clock of ours.
  private static func sample(_ burst: LinkBurst, over link: LinkSetting) -> LinkSample {
    var shaper = LinkShaper(seed: 11)
    shaper.set([1: link], at: 0)
    var sample = LinkSample()
    var (nowNs, latest, firstNs) = (Int64(0), -1, Int64?.none)
    var fates: [UInt32: LinkShaper.Fate] = [:]
    func collect() {
      for id in shaper.due(at: nowNs) {
        let fate = fates[id] ?? LinkShaper.Fate()
        if let bit = fate.corruptedBit {
          if bit / 8 < 28 { continue }
          sample.corrupted += 1
          if bit / 8 < 44 {
            sample.unreadable += 1
            continue
          }
        }
        sample.arrived += 1
        if fate.isDuplicated { sample.duplicated += 1 }
        if Int(id) < latest {
          sample.late += 1
          continue
        }
        latest = Int(id)
        sample.delaysNs.append(nowNs - Int64(id) * burst.spacingNs)
        if let first = firstNs {
          sample.spanNs = nowNs - first
          sample.spanBytes += Int64(burst.bytes + LinkBurst.headerBytes)
        } else {
          firstNs = nowNs
        }
      }
    }
    func advance(to end: Int64) {
      collect()
      while let due = shaper.nextDueNs, due <= end {
        nowNs = max(nowNs, due)
        collect()
      }
      nowNs = end
    }
    for number in 0..<burst.count {
      advance(to: Int64(number) * burst.spacingNs)
      let packet = LinkShaper.Packet(
        id: UInt32(number), source: 1, bytes: burst.bytes + LinkBurst.headerBytes)
      let fate = shaper.arrive(packet, at: nowNs)
      fates[packet.id] = fate
      sample.sent += 1
      collect()
    }
    advance(to: nowNs + burst.patienceNs)
    sample.delaysNs.sort()
    return sample
  }

  private static func judge(
    _ trial: Case, isHeld: Bool, over link: LinkSetting
  ) -> (seen: Bool, text: String) {
    let judgement = LinkJudgement(own: trial.own, others: trial.others, isHeld: isHeld)
    return judgement.judge(judgement.bursts.map { sample($0, over: link) })
  }

  @Test("A fault is seen while it is there, whatever else is", arguments: cases)
  func effect(trial: Case) {
    let both = trial.others.merged(with: trial.own)
    let (seen, text) = Self.judge(trial, isHeld: true, over: both)
    #expect(seen, "\(text)")
  }

  @Test("A fault is seen to be gone once only the others are there", arguments: cases)
  func healing(trial: Case) {
    let (seen, text) = Self.judge(trial, isHeld: false, over: trial.others)
    #expect(seen, "\(text)")
  }

  @Test(
    "A fault that is not there is not seen, one that is there is not seen as gone",
    arguments: cases)
  func controls(trial: Case) {
    let both = trial.others.merged(with: trial.own)
    // Two equal limits of the rate are one: there is nothing to tell them apart by.
    guard both != trial.others else { return }
    let absent = Self.judge(trial, isHeld: true, over: trial.others)
    #expect(
      !absent.seen || both.rateBytes == trial.others.rateBytes && trial.own.rateBytes != nil,
      "\(absent.text)")
    let present = Self.judge(trial, isHeld: false, over: both)
    #expect(!present.seen, "\(present.text)")
  }

  @Test("Nothing that arrives proves nothing", arguments: cases)
  func silence(trial: Case) {
    for isHeld in [true, false] {
      let judgement = LinkJudgement(own: trial.own, others: trial.others, isHeld: isHeld)
      let (seen, text) = judgement.judge(
        judgement.bursts.map {
          var sample = LinkSample()
          sample.sent = $0.count
          return sample
        })
      #expect(!seen, "\(text)")
    }
  }

  @Test("What is said has the figures of the measurement and of the setting")
  func words() {
    let trial = Case(testDescription: "loss", own: LinkSetting(loss: 0.1))
    let judgement = LinkJudgement(own: trial.own, others: LinkSetting(), isHeld: true)
    var sample = LinkSample()
    (sample.sent, sample.arrived) = (400, 362)
    #expect(judgement.judge([sample]) == (true, "9.5% of 400 lost (10.0% set)"))
    sample.arrived = 399
    #expect(judgement.judge([sample]).seen == false)
  }
}
