import Conductor
import Testing
import Vocabulary

@Suite struct AlertRulesTests {
  /// Rules whose clock only the test moves, and whose changes read as words.
  private struct Pager {
    var rules = AlertRules(leader: "n1")

    mutating func at(
      _ seconds: Double, success: Double? = 1, leader: HostName? = "n1",
      impaired: [HostName: String] = [:], fsync: [HostName: Nanoseconds] = [:]
    ) -> [String] {
      let sample = AlertRules.Sample(
        writeSuccess: success, leader: leader, impaired: impaired, fsync: fsync)
      return rules.handle(sample, at: .seconds(seconds)).map { change in
        switch change {
        case .fired(let alert, let since, _): "\(alert.id) since \(since)"
        case .resolved(let alert): "\(alert.id) over"
        }
      }
    }
  }

  @Test("A healthy cluster pages nobody")
  func quiet() {
    var pager = Pager()
    for second in 0..<60 {
      #expect(pager.at(Double(second), fsync: ["n1": .milliseconds(20)]) == [])
    }
    #expect(pager.at(60, success: nil) == [])
  }

  @Test("A condition pages after a second of patience, once, with the time it began")
  func patience() {
    var pager = Pager()
    #expect(pager.at(5, success: 0.5) == [])
    #expect(pager.at(5.99, success: 0.2) == [])
    #expect(pager.at(6, success: 0.2) == ["WriteUnavailable since 5s"])
    #expect(pager.at(9, success: 0) == [])
    #expect(Array(pager.rules.active.keys) == [AlertRules.Alert("WriteUnavailable")])
  }

  @Test("A blip shorter than the patience pages nobody")
  func blip() {
    var pager = Pager()
    for second in 0..<20 {
      #expect(pager.at(Double(second), success: 0) == [])
      #expect(pager.at(Double(second) + 0.5, success: 0.95) == [])
    }
  }

  @Test("It is resolved after two calm seconds")
  func calm() {
    var pager = Pager()
    _ = pager.at(0, success: 0)
    _ = pager.at(1, success: 0)
    #expect(pager.at(2) == [])
    #expect(pager.at(3.9) == [])
    #expect(pager.at(4) == ["WriteUnavailable over"])
    #expect(pager.at(5) == [])
    #expect(pager.rules.active.isEmpty)
  }

  @Test("An alert that flaps stays up until it is calm, and pages once")
  func flapping() {
    var pager = Pager()
    _ = pager.at(0, success: 0)
    #expect(pager.at(1, success: 0) == ["WriteUnavailable since 0s"])
    for second in 1..<10 {
      #expect(pager.at(Double(second) + 0.5) == [])
      #expect(pager.at(Double(second) + 1, success: 0) == [])
    }
    #expect(pager.at(11) == [])
    #expect(pager.at(13) == ["WriteUnavailable over"])
  }

  @Test("Alerts about hosts are one a host, in order of their names")
  func hostAlerts() {
    var pager = Pager()
    let sick: [HostName: String] = ["n3": "does not answer", "n2": "does not answer"]
    _ = pager.at(0, impaired: sick, fsync: ["n2": .seconds(1)])
    #expect(
      pager.at(1, impaired: sick, fsync: ["n2": .seconds(1), "n1": .milliseconds(100)]) == [
        "RedundancyLost/n2 since 0s", "RedundancyLost/n3 since 0s", "SlowFsync/n2 since 0s",
      ])
    _ = pager.at(2, impaired: ["n3": "does not answer"], fsync: ["n2": .seconds(1)])
    #expect(
      pager.at(4, impaired: ["n3": "does not answer"], fsync: ["n2": .seconds(1)]) == [
        "RedundancyLost/n2 over"
      ])
  }

  @Test("A new leader pages at once and is a note of ten seconds; no leader pages by patience")
  func leaderChange() {
    var pager = Pager()
    #expect(pager.at(0, leader: nil) == [])
    #expect(pager.at(1, leader: nil) == ["NoLeader since 0s"])
    #expect(pager.at(2, leader: "n2") == ["LeaderChanged/n2 since 2s"])
    #expect(pager.at(4, leader: "n2") == ["NoLeader over"])
    #expect(pager.at(11.9, leader: "n2") == [])
    #expect(pager.at(12, leader: "n2") == ["LeaderChanged/n2 over"])
  }

  @Test("A leader that is away for a while and comes back is no change")
  func sameLeader() {
    var pager = Pager()
    _ = pager.at(0, leader: nil)
    #expect(pager.at(0.5) == [])
  }

  @Test("A lead that goes to and fro pages once for each leader until its note is over")
  func leadersFlap() {
    var pager = Pager()
    #expect(pager.at(1, leader: "n2") == ["LeaderChanged/n2 since 1s"])
    #expect(pager.at(2, leader: "n1") == ["LeaderChanged/n1 since 2s"])
    #expect(pager.at(3, leader: "n2") == [])
    #expect(pager.at(12, leader: "n2") == ["LeaderChanged/n1 over"])
    #expect(pager.at(13, leader: "n2") == ["LeaderChanged/n2 over"])
  }

  @Test("The first leader that is ever seen is no change")
  func firstLeader() {
    var rules = AlertRules(leader: nil)
    let sample = AlertRules.Sample(writeSuccess: 1, leader: "n3", impaired: [:], fsync: [:])
    #expect(rules.handle(sample, at: .zero) == [])
  }
}
