import Findings
import Testing
import Vocabulary

@testable import Commands

/// Which seeds a re-test takes.
@Suite struct RetestSeedsTests {
  private func finding(
    shown: [UInt64], hidden: [UInt64] = [], since: [UInt64] = []
  ) throws -> Finding {
    func event(_ at: String, _ change: FindingEvent.Change) -> FindingEvent {
      FindingEvent(finding: "F-1", at: at, by: "ada@example.org", change: change)
    }
    func trial(_ seed: UInt64, _ isShown: Bool, _ day: String) -> FindingEvent {
      event(
        "\(day)T12:00:00Z",
        .trialRecorded(
          FindingTrial(
            run: "m/\(day)-\(seed)", mission: "m", responder: "none", seed: seed,
            began: "\(day)T11:00:00Z", isShown: isShown)))
    }
    let opening = FindingOpening(
      title: "It is gone", gap: "no diagnosis", gapType: "diagnosis", service: "s", family: "f",
      mission: "m", run: "m/r", proof: .machine, blast: FindingBlast(level: 3, evidence: .twin),
      seen: FindingSighting(text: "nobody said what it was"))
    var events = [event("2026-05-01T00:00:00Z", .opened(opening))]
    events += shown.map { trial($0, true, "2026-05-02") }
    events += hidden.map { trial($0, false, "2026-05-03") }
    if !since.isEmpty {
      let ada = FindingOwner(name: "Ada Obi", email: "ada@example.org")
      events += [
        event("2026-05-04T00:00:00Z", .assigned(ada)),
        event("2026-05-04T00:00:01Z", .dueChanged(due: "2026-06-30", window: nil)),
        event("2026-05-04T00:00:02Z", .retestNamed(FindingRetest(text: "rehearse m"))),
        event("2026-05-04T00:00:03Z", .claimedFixed(claim: "commit 1")),
      ]
      events += since.map { trial($0, false, "2026-05-05") }
    }
    return try #require(Backlog(events)["F-1"])
  }

  @Test func `Seeds that showed the gap come first, the newest of them first`() throws {
    let finding = try finding(shown: [7, 9], hidden: [1])
    #expect(RetestSeeds.choose(for: finding, count: 4, first: 1) == [9, 7, 1, 2])
    #expect(RetestSeeds.choose(for: finding, count: 1, first: 1) == [9])
  }

  @Test func `What was tried since the claim is not tried again`() throws {
    let finding = try finding(shown: [7, 9], since: [9, 2])
    #expect(RetestSeeds.choose(for: finding, count: 4, first: 1) == [7, 1, 3, 4])
  }

  @Test func `Six seeds are six different ones`() throws {
    let seeds = RetestSeeds.choose(for: try finding(shown: [3, 3, 3]), count: 6, first: .max)
    #expect(Set(seeds).count == 6 && seeds.first == 3)
  }

  @Test(
    "A finding's name may be typed shortly",
    arguments: [("F-3", "F-3"), ("f-3", "F-3"), ("3", "F-3"), ("x", "x"), ("F-0", "F-0")])
  func typed(text: String, expected: String) {
    #expect(FindingID(typed: text).rawValue == expected)
  }
}
