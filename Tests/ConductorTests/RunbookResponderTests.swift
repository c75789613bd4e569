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
    facts.formerLeader = "n3"
    facts.silent = silent
    facts.serving = facts.members.filter { !silent.contains($0) }
    facts.lookAlikes = ["m1", "m2"]
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
          Self.entry(2, .act(kind: "maintenance.start", on: "n1", parameters: [:])),
        ]))
    #expect(blue.handle(at: .seconds(5), facts: facts()) == [])
    #expect(!blue.isBusy)
    #expect(blue.handle(at: .seconds(10), facts: facts(alerts: [Self.slow])) == [])
    #expect(blue.isBusy)
    #expect(blue.handle(at: .seconds(12.9), facts: facts()) == [])
    #expect(blue.handle(at: .seconds(13), facts: facts()) == [.decide("end-maintenance")])
    #expect(
      blue.handle(at: .seconds(15), facts: facts())
        == [.act(kind: "maintenance.start", on: ["n1"], words: "n1", parameters: [:])])
    #expect(!blue.isBusy)
    #expect(blue.handle(at: .seconds(60), facts: facts(alerts: [Self.slow])) == [])
    #expect(blue.handle(at: .seconds(99), facts: facts(alerts: [Self.slow])) == [])
  }

  @Test("Where the alert names no host, those of the alerts beside it are the alerted ones")
  func alertedByOthers() {
    let move = Runbook.Move.act(kind: "maintenance.stop", on: "alerted", parameters: [:])
    let all = AlertRules.Alert("MembersDisagree")
    func moves(_ alerts: [AlertRules.Alert]) -> [RunbookResponder.Move] {
      var blue = responder(.init(on: .alert("MembersDisagree"), entries: [Self.entry(0, move)]))
      return blue.handle(at: .seconds(1), facts: facts(alerts: alerts))
    }
    let words = "alerted"
    #expect(
      moves([Self.slow, all])
        == [.act(kind: "maintenance.stop", on: ["n3"], words: words, parameters: [:])])
    #expect(
      moves([all]) == [.act(kind: "maintenance.stop", on: [], words: words, parameters: [:])])
  }

  @Test(
    "The alerted host is the one of the moment the rule fired, the others of the moment of the move"
  )
  func alertedIsKept() {
    var blue = responder(
      .init(
        on: .alert("SlowFsync"),
        entries: [
          Self.entry(5, .act(kind: "operator.restart", on: "alerted", parameters: [:])),
          Self.entry(0, .act(kind: "operator.move-leader", on: "leader", parameters: [:])),
        ]))
    _ = blue.handle(at: .zero, facts: facts(alerts: [Self.slow], leader: "n2"))
    let later = facts(
      alerts: [AlertRules.Alert("SlowFsync", host: "n1")], leader: "n1")
    #expect(
      blue.handle(at: .seconds(5), facts: later) == [
        .act(kind: "operator.restart", on: ["n3"], words: "alerted", parameters: [:]),
        .act(kind: "operator.move-leader", on: ["n1"], words: "leader", parameters: [:]),
      ])
  }

  @Test(
    "A selector becomes the hosts that blue can see",
    arguments: [
      ("alerted", ["n3"]), ("leader", ["n2"]), ("former leader", ["n3"]), ("stopped", ["n1"]),
      ("followers", ["n1", "n3"]),
      ("silent", ["n1"]), ("serving", ["n2", "n3"]), ("healthy", ["n2"]),
      ("other follower", ["n1"]), ("look-alike", ["m1", "m2"]), ("m2", ["m2"]),
      ("n2", ["n2"]), ("n9", []), ("somebody", []),
    ] as [(String, [HostName])])
  func selectors(words: String, hosts: [HostName]) {
    var blue = responder(
      .init(
        on: .alert("SlowFsync"),
        entries: [Self.entry(0, .act(kind: "a.b", on: words, parameters: [:]))]))
    let seen = facts(alerts: [Self.slow], silent: ["n1"])
    #expect(
      blue.handle(at: .zero, facts: seen) == [
        .act(kind: "a.b", on: hosts, words: words, parameters: [:])
      ])
  }

  @Test(
    "Selectors in a decision are resolved, its other words stay",
    arguments: [
      ("end-maintenance", "end-maintenance"), ("restart alerted", "restart n3"),
      ("restart other follower", "restart n1"), ("restore look-alike", "restore m1,m2"),
      ("isolate stopped", "isolate n1"), ("drain followers now", "drain n1,n3 now"),
    ])
  func decisions(said: String, resolved: String) {
    var blue = responder(
      .init(on: .alert("SlowFsync"), entries: [Self.entry(0, .decide(said))]))
    let seen = facts(alerts: [Self.slow], silent: ["n1"])
    #expect(blue.handle(at: .zero, facts: seen) == [.decide(resolved)])
  }

  @Test("What is done at once is done once, with the parameters that the runbook gave")
  func atOnce() {
    var blue = responder(
      .init(
        on: .exerciseStarted,
        entries: [
          Self.entry(
            2, .act(kind: "a.b", on: "other follower", parameters: ["from": .text("nightly")]))
        ]))
    #expect(blue.handle(at: .zero, facts: facts()) == [])
    #expect(
      blue.handle(at: .seconds(2), facts: facts()) == [
        .act(
          kind: "a.b", on: ["n1"], words: "other follower",
          parameters: ["from": .text("nightly")])
      ])
    #expect(blue.handle(at: .seconds(9), facts: facts()) == [])
  }

  @Test("A message sets off its rule once it came")
  func cue() {
    var blue = responder(.init(on: .cueSent, entries: [Self.entry(1, .decide("wait"))]))
    #expect(blue.handle(at: .seconds(5), facts: facts()) == [])
    #expect(!blue.isBusy)
    var told = facts()
    told.cuedAt = .seconds(6)
    #expect(blue.handle(at: .seconds(6), facts: told) == [])
    #expect(blue.handle(at: .seconds(7), facts: told) == [.decide("wait")])
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
