import Conductor
import Testing
import Vocabulary

@Suite struct ConditionFactsTests {
  private static let nothing = ConditionFacts(members: Samples.members)

  private static let something: ConditionFacts = {
    var facts = nothing
    facts.leader = "n1"
    facts.leaderChangedAt = .seconds(10)
    facts.redundancy = 0
    facts.writeSuccess = 0.4
    facts.alerts = [AlertRules.Alert("SlowFsync", host: "n2"): .seconds(3)]
    facts.decidedAt = .seconds(20)
    facts.cuedAt = .seconds(15)
    facts.effective = ["a": .seconds(1)]
    return facts
  }()

  @Test(
    "A condition holds on its fact and on no other",
    arguments: [
      (.exerciseStarted, true), (.cueSent, true), (.leaderChanged, true), (.noLeader, false),
      (.quorumMinimum, true),
      (.alert("SlowFsync"), true), (.alert("NoLeader"), false), (.blueDecided, true),
      (.writeSuccessBelow(0.5), true), (.writeSuccessBelow(0.4), false),
      (.stepEffective("a"), true),
      (.stepEffective("b"), false), (.lag(bytes: 1), false), (.backupRunning, false),
    ] as [(Condition, Bool)])
  func holds(condition: Condition, expected: Bool) {
    #expect(Self.something.holds(condition, since: .seconds(10)) == expected)
    let always: [Condition] = [.noLeader, .exerciseStarted]
    #expect(Self.nothing.holds(condition, since: .zero) == always.contains(condition))
  }

  @Test("What happened before the anchor does not count where it is an event")
  func anchors() {
    #expect(!Self.something.holds(.leaderChanged, since: .seconds(11)))
    #expect(!Self.something.holds(.blueDecided, since: .seconds(21)))
    #expect(!Self.something.holds(.cueSent, since: .seconds(16)))
    #expect(Self.something.holds(.alert("SlowFsync"), since: .seconds(99)))
  }
}
