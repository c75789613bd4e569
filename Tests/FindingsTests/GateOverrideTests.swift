import Findings
import Testing
import Vocabulary

/// Who lets an exercise start without a re-test answers for it in the journal.
@Suite struct GateOverrideTests {
  private static func asked(
    _ exercise: String = "calm-owl-11", reason: String = "the fix ships next week"
  ) -> FindingCommand {
    .overrideGate("F-1", exercise: exercise, quarter: "2027Q1", reason: reason)
  }

  @Test func `It is written down with person, exercise, quarter and reason, and moves nothing`()
    throws
  {
    var journal = Journal.open()
    let before = journal.finding
    try journal.say(Self.asked())
    #expect(journal.events.last?.by == "bo@platform.example.org")
    #expect(
      journal.events.last?.change
        == .gateOverridden(
          exercise: "calm-owl-11", quarter: "2027Q1", reason: "the fix ships next week"))
    #expect(journal.finding == before, "a note: the finding stands where it stood")
  }

  @Test func `Said again for the same exercise it adds nothing, for another one it does`() throws {
    var journal = Journal.open()
    try journal.say(Self.asked())
    let count = journal.events.count
    try journal.say(Self.asked(reason: "said once more, in other words"))
    #expect(journal.events.count == count)
    try journal.say(Self.asked("brisk-heron-42"))
    #expect(journal.events.count == count + 1)
  }

  @Test(
    "A stranger, a leaver, no reason, and a finding that waits for nothing are refused",
    arguments: [
      ("Zoe", "the fix ships", false, FindingRefusal.Rule.stranger),
      ("Cy Dahl", "the fix ships", false, .stranger), ("Bo Ek", " . ", false, .empty),
      ("Bo Ek", "the fix ships", true, .status),
    ])
  func refusals(
    by: String, reason: String, isVerified: Bool, rule: FindingRefusal.Rule
  ) throws {
    let journal = isVerified ? Journal.verified() : Journal.open()
    let refusal = #expect(throws: FindingRefusal.self) {
      try journal.backlog.decide(Self.asked(reason: reason), in: Samples.asking(by))
    }
    #expect(refusal?.rule == rule)
  }
}
