import Conductor
import Testing
import Vocabulary

@Suite struct RunbookResponderTests {
  private func facts(
    alerts: [AlertRules.Alert] = [], leader: HostName? = "n2", silent: [HostName] = []
  ) -> ConditionFacts {
    var facts = ConditionFacts(members: Samples.members)
    facts.alerts = Dictionary(uniqueKeysWithValues: alerts.map { ($0, Nanoseconds.zero) })
    facts.leader = leader
    facts.silent = silent
    return facts
  }

  private func responder(_ rules: Runbook.Rule...) -> RunbookResponder {
    RunbookResponder(runbook: Runbook(name: "trial", title: "", rules: rules))
  }

  private static func entry(_ seconds: Int, _ move: Runbook.Move) -> Runbook.Entry {
    .init(delay: .seconds(seconds), move: move)
  }

  private static let slow = AlertRules.Alert("SlowFsync", host: "n3")

  @Test("Entries come one after the other, each after its own delay, and once a rule")
  func delays() {
    var blue = responder(
      .init(
        on: .alert("SlowFsync"),
        entries: [
          Self.entry(3, .decide("end-maintenance")),
          Self.entry(2, .act(kind: "maintenance.start", on: "n1")),
        ]))
    #expect(blue.handle(at: .seconds(5), facts: facts()) == [])
    #expect(!blue.isBusy)
    #expect(blue.handle(at: .seconds(10), facts: facts(alerts: [Self.slow])) == [])
    #expect(blue.isBusy)
    #expect(blue.handle(at: .seconds(12.9), facts: facts()) == [])
    #expect(blue.handle(at: .seconds(13), facts: facts()) == [.decide("end-maintenance")])
    #expect(
      blue.handle(at: .seconds(15), facts: facts())
        == [.act(kind: "maintenance.start", on: ["n1"], words: "n1")])
    #expect(!blue.isBusy)
    #expect(blue.handle(at: .seconds(60), facts: facts(alerts: [Self.slow])) == [])
    #expect(blue.handle(at: .seconds(99), facts: facts(alerts: [Self.slow])) == [])
  }

  @Test(
    "The alerted host is the one of the moment the rule fired, the others of the moment of the move"
  )
  func alertedIsKept() {
    var blue = responder(
      .init(
        on: .alert("SlowFsync"),
        entries: [
          Self.entry(5, .act(kind: "operator.restart", on: "alerted")),
          Self.entry(0, .act(kind: "operator.move-leader", on: "leader")),
        ]))
    _ = blue.handle(at: .zero, facts: facts(alerts: [Self.slow], leader: "n2"))
    let later = facts(
      alerts: [AlertRules.Alert("SlowFsync", host: "n1")], leader: "n1")
    #expect(
      blue.handle(at: .seconds(5), facts: later) == [
        .act(kind: "operator.restart", on: ["n3"], words: "alerted"),
        .act(kind: "operator.move-leader", on: ["n1"], words: "leader"),
      ])
  }

  @Test(
    "A selector becomes the hosts that blue can see",
    arguments: [
      ("alerted", ["n3"]), ("leader", ["n2"]), ("stopped", ["n1"]), ("followers", ["n1", "n3"]),
      ("n2", ["n2"]), ("n9", []), ("somebody", []),
    ] as [(String, [HostName])])
  func selectors(words: String, hosts: [HostName]) {
    var blue = responder(
      .init(on: .alert("SlowFsync"), entries: [Self.entry(0, .act(kind: "a.b", on: words))]))
    let seen = facts(alerts: [Self.slow], silent: ["n1"])
    #expect(
      blue.handle(at: .zero, facts: seen) == [.act(kind: "a.b", on: hosts, words: words)])
  }

  @Test(
    "Selectors in a decision are resolved, its other words stay",
    arguments: [
      ("end-maintenance", "end-maintenance"), ("restart alerted", "restart n3"),
      ("isolate stopped", "isolate n1"), ("drain followers now", "drain n1,n3 now"),
    ])
  func decisions(said: String, resolved: String) {
    var blue = responder(
      .init(on: .alert("SlowFsync"), entries: [Self.entry(0, .decide(said))]))
    let seen = facts(alerts: [Self.slow], silent: ["n1"])
    #expect(blue.handle(at: .zero, facts: seen) == [.decide(resolved)])
  }

  @Test("A hypothesis names hosts where its words do, and keeps words that name none")
  func hypotheses() {
    func believe(_ location: String) -> Runbook.Move {
      .hypothesis(mechanism: "disk.slow", location: location, confidence: 0.8, evidence: nil)
    }
    var blue = responder(
      .init(
        on: .noLeader, entries: [Self.entry(0, believe("stopped")), Self.entry(0, believe("lan"))]))
    let seen = facts(leader: nil, silent: ["n1", "n3"])
    #expect(
      blue.handle(at: .zero, facts: seen) == [
        .hypothesis(mechanism: "disk.slow", location: "n1,n3", confidence: 0.8, evidence: nil),
        .hypothesis(mechanism: "disk.slow", location: "lan", confidence: 0.8, evidence: nil),
      ])
  }
}
