import Findings
import Readiness
import Testing
import Vocabulary

@Suite struct TriageTests {
  /// An exercise to change.
  private static func outcome(
    _ seed: UInt64 = 7, gaps: [Gap] = [.noAlert], possible: [Gap]? = nil,
    responder: String = "runbook:good", mission: String = "etcd-quorum-erosion",
    service: String = "orders", defects: [String] = [], twin: Int? = 4,
    began: String = "2026-11-28T13:00:00Z"
  ) -> ExerciseOutcome {
    func damage(_ level: Int) -> TrialRecord.Damage {
      .init(blast: level, lostWrites: 0, outageNs: .seconds(3), longestWriteGapNs: .seconds(3))
    }
    let record = TrialRecord(
      folder: "f-\(seed)", mission: mission, responder: responder, seed: seed, defects: defects,
      verdict: .valid,
      bits: .init(detected: true, diagnosed: true, contained: true, withinSla: true),
      readiness: 5, timeToContainmentNs: nil, end: .contained, damage: damage(2),
      twin: twin.map(damage), gaps: gaps, versions: [:])
    return ExerciseOutcome(
      record: record, run: "\(mission)/\(began)-\(seed)", began: began, service: service,
      family: "quorum-erosion", possible: possible ?? gaps)
  }

  private static let at = "2026-11-28T14:00:00Z"

  private static func backlog(_ outcomes: ExerciseOutcome...) -> Backlog {
    outcomes.reduce(Backlog()) { $0.appending(Triage.events(of: $1, in: $0, at: at)) }
  }

  @Test func `Each gap opens a finding with its first trial`() throws {
    let backlog = Self.backlog(Self.outcome(gaps: [.noAlert, .lateOrient]))
    #expect(backlog.findings.map(\.id) == ["F-1", "F-2"])
    let first = try #require(backlog["F-1"])
    #expect(first.title == "No alert in etcd-quorum-erosion")
    #expect(first.opening.gapType == "detection" && first.opening.service == "orders")
    #expect(first.blast == FindingBlast(level: 4, evidence: .twin))
    #expect(first.likelihood.text == "1/1" && first.openedBy == "cygnet")
    #expect(first.status == .draft)
    #expect(first.missing == [.owner, .deadline, .retest])
  }

  @Test func `Without a twin the damage is at least what was seen`() {
    let seen = Self.backlog(Self.outcome(twin: nil)).findings.map(\.blast.text)
    #expect(seen == ["≥ 2 (observed)"])
    let alone = Self.outcome(gaps: [.violatedClaim], responder: "none", twin: nil)
    #expect(Self.backlog(alone).findings.map(\.blast.text) == ["2 (twin)"])
  }

  @Test func `The same gap of the same mission is the same finding`() {
    let backlog = Self.backlog(Self.outcome(7), Self.outcome(8))
    #expect(backlog.findings.map(\.likelihood.text) == ["2/2"])
  }

  @Test func `A run is one trial however often it is triaged`() {
    let once = Self.backlog(Self.outcome())
    #expect(Triage.events(of: Self.outcome(), in: once, at: Self.at).isEmpty)
  }

  @Test func `A gap that could have shown itself and did not is a trial that did not show it`() {
    let backlog = Self.backlog(
      Self.outcome(7), Self.outcome(8, gaps: [], possible: [.noAlert]),
      Self.outcome(9, gaps: [], possible: []))
    #expect(backlog.findings.map(\.likelihood.text) == ["1/2"])
  }

  @Test(
    "Another service, mission or runbook is another finding",
    arguments: [
      outcome(8, service: "payments"), outcome(8, mission: "etcd-other"),
      outcome(8, gaps: [.noDiagnosis], responder: "runbook:other"),
      outcome(8, gaps: [.noDiagnosis], responder: "people"), outcome(8, gaps: [.alertUnnotified]),
    ])
  func others(other: ExerciseOutcome) {
    let backlog = Self.backlog(Self.outcome(7, gaps: [.noAlert, .noDiagnosis]), other)
    #expect(backlog.findings.count == 3)
    #expect(backlog["F-1"]?.allTrials.text == "1/1" && backlog["F-2"]?.allTrials.text == "1/1")
  }

  @Test func `What lies in the machinery is the same whoever responds`() {
    let backlog = Self.backlog(
      Self.outcome(7), Self.outcome(8, responder: "people"), Self.outcome(9, responder: "none"))
    #expect(backlog.findings.map(\.likelihood.text) == ["3/3"])
  }

  @Test func `The smallest mission, the re-test's mission and its runbook give trials as well`() {
    var backlog = Self.backlog(Self.outcome(7, gaps: [.noDiagnosis]))
    let small = Self.outcome(8, gaps: [.noDiagnosis], responder: "runbook:v2", mission: "small")
    #expect(Self.fresh(small, backlog) == 1)
    backlog = backlog.appending([
      FindingEvent(
        finding: "F-1", at: Self.at, by: "bo",
        change: .retestNamed(
          FindingRetest(text: "rehearse", mission: "small", responder: "runbook:v2")))
    ])
    #expect(Self.fresh(small, backlog) == 0)
  }

  private static func fresh(_ outcome: ExerciseOutcome, _ backlog: Backlog) -> Int {
    let events = Triage.events(of: outcome, in: backlog, at: at)
    return backlog.appending(events).findings.count - backlog.findings.count
  }

  @Test func `An invalid exercise opens nothing but what it left behind, and counts in no n`() {
    let bad = Self.outcome(8, gaps: [.noAlert, .residue], defects: ["residue on n1: a table"])
    let backlog = Self.backlog(
      Self.outcome(7), bad, Self.outcome(9, gaps: [.noAlert, .relapse], defects: ["x"]))
    #expect(backlog.findings.map(\.opening.gap) == ["no alert", "residue after healing"])
    #expect(backlog.findings.map(\.likelihood.text) == ["1/1", "1/1"])
    #expect(backlog["F-1"]?.trials.map(\.counts) == [true, false, false])
    #expect(backlog["F-1"]?.trials.last?.fact.note == "x")
  }

  @Test
  func `Each violated claim is a finding of its own, and a checker that cannot tell no trial`() {
    func sighting(_ checker: String) -> ExerciseOutcome.Sighting {
      .init(gap: .violatedClaim, about: checker, seen: FindingSighting(text: "lost 3"))
    }
    var bad = Self.outcome(7, gaps: [.violatedClaim])
    bad.sightings = [sighting("durability"), sighting("linearizable")]
    bad.claims = ["durability": .invalid, "linearizable": .invalid]
    var next = Self.outcome(8, gaps: [], possible: [.violatedClaim])
    next.claims = ["durability": .valid, "linearizable": .unknown]
    let backlog = Self.backlog(bad, next)
    #expect(backlog.findings.map(\.opening.about) == ["durability", "linearizable"])
    #expect(backlog.findings.map(\.likelihood.text) == ["1/2", "1/1"])
    #expect(backlog["F-1"]?.title == "Violated claim “durability” in etcd-quorum-erosion")
  }

  @Test func `Six trials after the claim verify, and the journal notes it once`() {
    var backlog = Self.backlog(Self.outcome())
    for change in Journal.claimed().events.dropFirst(2) { backlog = backlog.appending([change]) }
    for seed in UInt64(1)..<8 {
      let outcome = Self.outcome(
        seed, gaps: [], possible: [.noAlert], began: "2026-12-02T10:00:00Z")
      backlog = backlog.appending(
        Triage.events(of: outcome, in: backlog, at: "2026-12-02T11:00:00Z"))
    }
    #expect(backlog["F-1"]?.status == .verified)
    let notes = backlog.events.filter { $0.change == .verified(count: 0, trials: 6) }
    #expect(notes.count == 1)
    let failure = Self.outcome(30, began: "2026-12-03T10:00:00Z")
    backlog = backlog.appending(Triage.events(of: failure, in: backlog, at: "2026-12-03T11:00:00Z"))
    #expect(backlog["F-1"]?.status == .reopened && backlog["F-1"]?.reopenCount == 1)
    #expect(backlog.findings.count == 1)
    #expect(backlog.events.last?.change.kind == "reopened")
  }

  @Test func `What the gap workshop agreed becomes commands on the run's findings`() {
    var outcome = Self.outcome(gaps: [.noAlert, .relapse])
    let log = [
      TimelineEvent(
        sequence: 0, timeNs: .zero, lane: .white, kind: .gapAssigned,
        fields: GapAssignment(
          gap: "no alert", owner: "Ann Lee", due: "2027-01-31", retest: "rehearse it"
        ).fields(by: "Wim"))
    ]
    outcome.agreed = GapWorkshop([.noAlert, .relapse], log: log).entries
    let commands = Triage.commands(of: outcome, in: Self.backlog(outcome))
    #expect(
      commands == [
        .settle(
          "F-1", owner: "Ann Lee", due: "2027-01-31", retest: FindingRetest(text: "rehearse it"))
      ])
  }
}
