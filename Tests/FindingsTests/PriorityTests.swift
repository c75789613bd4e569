import Findings
import Readiness
import Testing
import Vocabulary

@Suite struct PriorityTests {
  private func priority(_ blast: Int, _ count: Int, _ trials: Int) -> Priority {
    Priority(
      blast: FindingBlast(level: blast, evidence: .twin),
      likelihood: Likelihood(count: count, trials: trials))
  }

  @Test(
    "Priority is blast radius times the measured likelihood, and says so",
    arguments: [
      (4, 6, 6, "B 4 × 0.93 (6/6) = 3.7"), (5, 1, 1, "B 5 × 0.75 (1/1) = 3.8"),
      (3, 0, 6, "B 3 × 0.07 (0/6) = 0.2"), (5, 5, 6, "B 5 × 0.79 (5/6) = 3.9"),
    ])
  func words(blast: Int, count: Int, trials: Int, text: String) {
    #expect(priority(blast, count, trials).text == text)
  }

  private func journal(_ number: Int, blast: Int, shown: [Bool], at: String) -> [FindingEvent] {
    var opening = Samples.opening()
    opening.blast = FindingBlast(level: blast, evidence: .twin)
    let id = FindingID(number: number)
    let trials = shown.enumerated().map { index, isShown in
      FindingEvent.Change.trialRecorded(Samples.trial(UInt64(index), shown: isShown))
    }
    return ([.opened(opening)] + trials).map {
      FindingEvent(finding: id, at: at, by: "cygnet", change: $0)
    }
  }

  private let noon = "2026-11-28T12:00:00Z"

  @Test func `The larger product comes first, whatever the blast radius alone`() {
    let all =
      journal(1, blast: 5, shown: [true, false, false], at: noon)
      + journal(2, blast: 3, shown: [true, true, true], at: noon)
    #expect(Backlog(all).ranked(on: "2026-11-28").map(\.id) == ["F-2", "F-1"])
  }

  @Test func `Of equal products the one that is surer comes first`() {
    // 4 × 0.5 twice: 1 of 2 … 2 of 4; more trials say more.
    let all =
      journal(1, blast: 4, shown: [true, false], at: noon)
      + journal(2, blast: 4, shown: [true, true, false, false], at: noon)
    #expect(Backlog(all).ranked(on: "2026-11-28").map(\.id) == ["F-2", "F-1"])
  }

  @Test func `Of equal findings the older one comes first`() {
    let all =
      journal(1, blast: 4, shown: [true], at: noon)
      + journal(2, blast: 4, shown: [true], at: "2026-11-27T12:00:00Z")
      + journal(3, blast: 4, shown: [true], at: noon)
    #expect(Backlog(all).ranked(on: "2026-11-28").map(\.id) == ["F-2", "F-1", "F-3"])
  }

  @Test func `What is verified or accepted is not ranked, and what ran out is again`() {
    #expect(Journal.verified().backlog.ranked(on: "2026-12-03").isEmpty)
    var journal = Journal.open()
    journal.accept()
    #expect(journal.backlog.ranked(on: "2026-12-03").isEmpty)
    #expect(journal.backlog.ranked(on: "2027-03-01").map(\.id) == ["F-1"])
  }

  @Test func `A claim moves no likelihood, the first trial after it does`() {
    var journal = Journal.open()
    #expect(journal.finding.likelihood.text == "1/1")
    journal.add(.claimedFixed(claim: "a"), on: "2026-12-01")
    #expect(journal.finding.likelihood.text == "1/1")
    journal.pass(1..<3)
    #expect(journal.finding.likelihood.text == "0/2")
    #expect(journal.finding.allTrials.text == "1/3")
  }

  @Test func `Six trials without a failure are the fewest that verify, and five are too few`() {
    #expect(Demonstration.needed == 6)
    #expect(Likelihood(count: 0, trials: 6).jeffreys(confidence: 0.8).upperBound <= 0.20)
    #expect(Likelihood(count: 0, trials: 5).jeffreys(confidence: 0.8).upperBound > 0.20)
  }

  @Test func `The demonstration says how far it is`() {
    var journal = Journal.claimed()
    #expect(journal.finding.demonstration.text == "not re-tested")
    journal.pass(1..<5)
    #expect(journal.finding.demonstration.text == "not shown in 4 of 6 trials")
    journal.pass(5..<7)
    #expect(journal.finding.demonstration.text == "verified by 0/6")
    var people = Journal.claimed(proof: .people)
    people.pass(1..<2, responder: "people")
    #expect(people.finding.demonstration.text == "passed re-test (n = 1)")
  }
}
