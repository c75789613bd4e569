import Findings
import Ledger
import Testing
import Vocabulary

/// What pages about a whole program ask of the index.
@Suite struct ProgramQueriesTests {
  private static let today = "2026-06-02"

  private static func agreed(_ number: Int, due: String, retest: FindingRetest) -> [FindingEvent] {
    [
      Sample.event(number, .assigned(Sample.ada)),
      Sample.event(number, .dueChanged(due: due, window: nil)),
      Sample.event(number, .retestNamed(retest)),
    ]
  }

  /// F-1 due late, F-2 due early and attached to a small mission, F-3 with nothing.
  private static func ledger(_ trial: TrialPlace) throws -> TeamLedger {
    let ledger = try TeamLedger(at: trial.place)
    let events =
      Sample.opened(1) + agreed(1, due: "2026-09-01", retest: FindingRetest(text: "again"))
      + Sample.opened(2, blast: 2)
      + agreed(2, due: "2026-05-01", retest: FindingRetest(text: "small", mission: "etcd-other"))
      + [Sample.event(2, .missionAttached(mission: "etcd-small"))] + Sample.opened(3)
    _ = try ledger.decide { _ in events }
    return ledger
  }

  @Test func `Findings by their dates are the nearest first, and those without a date are none`()
    throws
  {
    let trial = try TrialPlace()
    let ledger = try Self.ledger(trial)
    var filter = FindingFilter()
    filter.isByDue = true
    filter.dueBefore = "9999-12-31"
    #expect(try ledger.findings(filter, on: Self.today).map(\.id) == ["F-2", "F-1"])
    filter.dueBefore = Self.today
    #expect(try ledger.findings(filter, on: Self.today).map(\.id) == ["F-2"])
  }

  @Test func `Findings of some missions are left out of rows, counts and re-tests`() throws {
    let trial = try TrialPlace()
    let ledger = try Self.ledger(trial)
    var filter = FindingFilter.everything
    #expect(try ledger.count(filter, on: Self.today) == 3)
    #expect(
      try ledger.standing(filter, on: Self.today) == [.open: 2, .draft: 1])
    filter.besides = ["etcd-trial", "another"]
    #expect(try ledger.count(filter, on: Self.today) == 0)
    #expect(try ledger.findings(filter, on: Self.today).isEmpty)
    #expect(try ledger.standing(filter, on: Self.today).isEmpty)
    #expect(try ledger.retests(filter, on: Self.today).isEmpty)
  }

  @Test func `Re-tests are what the folded findings say of them`() throws {
    let trial = try TrialPlace()
    let ledger = try Self.ledger(trial)
    let retests = try ledger.retests(FindingFilter(), on: Self.today)
    #expect(retests.map(\.id) == ["F-1", "F-2"])
    for retest in retests {
      let finding = try #require(try ledger.finding(retest.id))
      #expect(
        retest.mission == finding.retest?.mission ?? finding.smallestMission
          ?? finding.opening.mission)
      #expect(retest.isOfPeople == (finding.opening.proof == .people))
      #expect(abs(retest.priority - finding.priority.value) < 1e-9)
      #expect(retest.openedAt == finding.openedAt && retest.service == finding.opening.service)
    }
    #expect(retests.map(\.mission) == ["etcd-trial", "etcd-other"])
    var filter = FindingFilter()
    filter.limit = 1
    #expect(try ledger.retests(filter, on: Self.today).map(\.id) == ["F-1"])
    let early = try ledger.retests(
      FindingFilter(), openedBefore: "2026-06-01", on: Self.today)
    #expect(early.isEmpty)
    let late = try ledger.retests(FindingFilter(), openedBefore: "2026-06-02", on: Self.today)
    #expect(late.count == 2)
  }

  @Test func `Runs without people are counted by what they were`() throws {
    let trial = try TrialPlace()
    let ledger = try TeamLedger(at: trial.place)
    for name in ["r1", "r2", "r3"] {
      _ = try ledger.record(try trial.addRun(name), outcome: nil, at: Sample.time)
    }
    let counted = try ledger.rehearsals()
    #expect(counted.map(\.count) == [3] && counted.map(\.kinds) == [["disk.slow"]])
    #expect(counted.first?.family == "quorum-erosion" && counted.first?.database == "etcd")
    #expect(try ledger.rehearsals(besides: ["etcd-trial"]).isEmpty)
  }
}
