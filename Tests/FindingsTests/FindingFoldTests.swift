import Findings
import Readiness
import Testing
import Vocabulary

@Suite struct FindingFoldTests {
  /// A journal, and where its finding stands.
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var status: Finding.Status
    var reopened: Int
    var journal: Journal

    init(
      _ name: String, _ status: Finding.Status, reopened: Int = 0,
      from start: Journal = .claimed(), _ change: (inout Journal) -> Void = { _ in }
    ) {
      testDescription = name
      self.status = status
      self.reopened = reopened
      journal = start
      change(&journal)
    }
  }

  private static let failing = Samples.trial(30, shown: true, began: "2026-12-02T10:00:00Z")

  static let drafts: [Row] = [
    Row("nothing agreed", .draft, from: .draft()),
    Row("no owner", .draft, from: .draft()) {
      $0.add(
        .dueChanged(due: "2027-01-31", window: nil), .retestNamed(FindingRetest(text: "rehearse")))
    },
    Row("no date", .draft, from: .draft()) {
      $0.add(.assigned(Samples.ann), .retestNamed(FindingRetest(text: "rehearse")))
    },
    Row("no re-test", .draft, from: .draft()) {
      $0.add(.assigned(Samples.ann), .dueChanged(due: "2027-01-31", window: nil))
    },
    Row("a re-test that says nothing", .draft, from: .draft()) {
      $0.add(
        .assigned(Samples.ann), .dueChanged(due: "2027-01-31", window: nil),
        .retestNamed(FindingRetest(text: "tbd")))
    },
    Row("its owner left before", .draft, from: .draft()) {
      $0.add(
        .assigned(Samples.ann), .ownerDeactivated(email: "ann@example.org"),
        .dueChanged(due: "2027-01-31", window: nil), .retestNamed(FindingRetest(text: "rehearse")))
    },
    Row("a claim on a draft", .draft, from: .draft()) { $0.add(.claimedFixed(claim: "a")) },
    Row("a risk on a draft", .draft, from: .draft()) {
      $0.add(.riskAccepted(person: Samples.ann, until: "2027-03-01", reason: "a"))
    },
    Row("all there", .open, from: .open()),
  ]

  static let machine: [Row] = [
    Row("a claim", .claimedFixed),
    Row("a re-test without a claim", .open, from: .open()) { $0.add(.retestBegun(run: nil)) },
    Row("a re-test begun", .retestPending) { $0.add(.retestBegun(run: "r")) },
    Row("one pass", .retestPending) { $0.pass(1..<2) },
    Row("five passes", .retestPending) { $0.pass(1..<6) },
    Row("six passes", .verified) { $0.pass(1..<7) },
    Row("six passes of one seed", .retestPending) { journal in
      for hour in 10..<16 { journal.pass(1..<2, began: "2026-12-02T\(hour):00:00Z") }
    },
    Row("six passes that are invalid", .claimedFixed) { $0.pass(1..<7, valid: false) },
    Row("six passes from before the fix", .claimedFixed) {
      $0.pass(1..<7, began: "2026-11-30T10:00:00Z")
    },
    Row("six passes of unknown time", .claimedFixed) { $0.pass(1..<7, began: "") },
    Row("six passes without a claim", .open, from: .open()) { $0.pass(1..<7) },
    Row("shown again while open", .open, from: .open()) { $0.pass(1..<3, shown: true) },
    Row("shown after the claim", .reopened, reopened: 1) { $0.pass(1..<2, shown: true) },
    Row("shown twice after the claim", .reopened, reopened: 1) { $0.pass(1..<3, shown: true) },
    Row("shown in a run from before the fix", .claimedFixed) {
      $0.pass(1..<2, shown: true, began: "2026-11-30T10:00:00Z")
    },
    Row("shown in an invalid run", .claimedFixed) { $0.pass(1..<2, shown: true, valid: false) },
    Row("shown after it was verified", .reopened, reopened: 1, from: .verified()) {
      $0.pass(30..<31, shown: true)
    },
    Row("verified twice over", .verified, reopened: 1, from: .verified()) { journal in
      journal.pass(30..<31, shown: true)
      journal.add(.claimedFixed(claim: "b"), on: "2026-12-05")
      journal.pass(1..<7, began: "2026-12-06T10:00:00Z")
    },
    Row("reopened, and the old passes do not count", .claimedFixed, reopened: 1, from: .verified())
    { journal in
      journal.pass(30..<31, shown: true)
      journal.add(.claimedFixed(claim: "b"), on: "2026-12-05")
    },
  ]

  static let statements: [Row] = [
    Row("a line that says verified", .claimedFixed) { $0.add(.verified(count: 0, trials: 6)) },
    Row("the same on an open one", .open, from: .open()) {
      $0.add(.verified(count: 0, trials: 60))
    },
    Row("the note of a reopening that was", .reopened, reopened: 1) {
      $0.add(.trialRecorded(failing), .reopened(reason: "a", run: failing.run), on: "2026-12-02")
    },
    Row("the note of a reopening that was not", .claimedFixed) {
      $0.add(.reopened(reason: "a", run: "nowhere"))
    },
    Row("a person's word that it is there", .reopened, reopened: 1) {
      $0.add(.reopened(reason: "seen in production", run: nil))
    },
    Row("the same of an open one", .open, from: .open()) {
      $0.add(.reopened(reason: "a", run: nil))
    },
    Row("a kind of a later version", .claimedFixed) {
      $0.add(.other(kind: "closed", fields: ["by": "me"]))
    },
    Row("opened twice", .claimedFixed) { $0.add(.opened(Samples.opening(blast: 1))) },
  ]

  static let exclusions: [Row] = [
    Row("a failure that white excluded", .claimedFixed) { journal in
      journal.add(.trialRecorded(failing), on: "2026-12-02")
      journal.add(.reopened(reason: "a", run: failing.run), on: "2026-12-02")
      journal.add(.trialExcluded(run: failing.run, reason: "the load was off"), on: "2026-12-02")
    },
    Row("a pass that white excluded", .retestPending, from: .verified()) {
      $0.add(
        .trialExcluded(
          run: Samples.trial(3, shown: false, began: "2026-12-02T10:00:00Z").run, reason: "a"),
        on: "2026-12-02")
    },
    Row("its only trial, excluded before all was agreed", .draft, from: .draft()) {
      $0.add(
        .trialExcluded(run: Samples.trial(7, shown: true).run, reason: "a"),
        .assigned(Samples.ann), .dueChanged(due: "2027-01-31", window: nil),
        .retestNamed(FindingRetest(text: "rehearse")))
    },
  ]

  static let people: [Row] = [
    Row("one exercise passed", .retestPending, from: .claimed(proof: .people)) {
      $0.pass(1..<2, responder: "people")
    },
    Row("two exercises passed", .verified, from: .claimed(proof: .people)) {
      $0.pass(1..<3, responder: "people")
    },
    Row("a machine passed in their place", .claimedFixed, from: .claimed(proof: .people)) {
      $0.pass(1..<9)
    },
    Row("people failed", .reopened, reopened: 1, from: .claimed(proof: .people)) {
      $0.pass(1..<2, shown: true, responder: "people")
    },
  ]

  static let risks: [Row] = [
    Row("a risk", .riskAccepted, from: .open()) { $0.accept() },
    Row("a risk, and shown again", .riskAccepted, from: .open()) { journal in
      journal.accept()
      journal.pass(1..<3, shown: true)
    },
    Row("a risk that a person takes back", .open, from: .open()) { journal in
      journal.accept()
      journal.add(.reopened(reason: "it happened", run: nil))
    },
    Row("a risk, and mended after all", .claimedFixed, from: .open()) { journal in
      journal.accept()
      journal.add(.claimedFixed(claim: "a"))
    },
    Row("a risk that ran out", .open, from: .open()) { journal in
      journal.accept()
      journal.add(.edited(title: nil, text: "still there"), on: "2027-03-01")
    },
    Row("a risk of what is verified", .verified, from: .verified()) { $0.accept() },
  ]

  @Test(
    "A finding stands where its events put it",
    arguments: drafts + machine + statements + exclusions + people + risks)
  func stands(row: Row) {
    #expect(row.journal.finding.status == row.status)
    #expect(row.journal.finding.reopenCount == row.reopened)
  }

  @Test func `A risk that ran out is open again although nobody wrote anything`() {
    var journal = Journal.open()
    journal.accept()
    let finding = journal.finding
    #expect(finding.status(on: "2027-02-28") == .riskAccepted)
    #expect(finding.status(on: "2027-03-01") == .open)
    #expect(!finding.isPending(on: "2027-02-28") && finding.isPending(on: "2027-03-01"))
  }

  @Test func `A reopened finding needs a date of its own`() {
    var journal = Journal.claimed()
    journal.pass(1..<2, shown: true)
    #expect(journal.finding.missing == [.deadline])
  }

  @Test func `A window that comes nearer takes the date with it, and none puts it off`() {
    var journal = Journal.open()
    journal.add(.windowMoved(window: "2027-01-20", due: "2027-01-19"))
    #expect(journal.finding.due == "2027-01-19")
    journal.add(.windowMoved(window: "2027-03-20", due: "2027-03-19"))
    #expect(journal.finding.due == "2027-01-19")
    #expect(journal.finding.window == "2027-03-20")
  }

  @Test func `A date that was moved counts as missed for ever, one that is over from the next day`()
  {
    var journal = Journal.open()
    #expect(!journal.finding.isMissed(on: "2027-01-31"))
    #expect(journal.finding.isMissed(on: "2027-02-01"))
    journal.add(.deadlineExtended(due: "2027-02-09", reason: "parts are late"))
    #expect(journal.finding.isMissed(on: "2026-12-01"))
    #expect(journal.finding.extensions.map(\.from) == ["2027-01-31"])
  }

  @Test func `A finding whose owner left is red until somebody has it`() {
    var journal = Journal.open()
    journal.add(.ownerDeactivated(email: "Ann@example.org"))
    #expect(journal.finding.isRed(on: "2026-12-01"))
    #expect(journal.finding.status == .open)
    journal.add(.assigned(FindingOwner(name: "Bo Ek", email: "bo@platform.example.org")))
    #expect(!journal.finding.isRed(on: "2026-12-01"))
  }

  @Test func `Events of a finding that was never opened are kept apart`() {
    let stray = FindingEvent(
      finding: "F-9", at: "2026-11-28T13:00:00Z", by: "x", change: .claimedFixed(claim: "a"))
    let backlog = Backlog(Journal.open().events + [stray])
    #expect(backlog.findings.map(\.id) == ["F-1"])
    #expect(backlog.strays == [stray])
    #expect(backlog.nextID == "F-10")
  }

  @Test func `The better evidence of the damage stands, and of the same kind the larger one`() {
    var journal = Journal.open()
    var trial = Samples.trial(8, shown: true)
    trial.blast = FindingBlast(level: 5, evidence: .observed)
    journal.add(.trialRecorded(trial))
    #expect(journal.finding.blast == FindingBlast(level: 4, evidence: .twin))
    trial.run = "another"
    trial.blast = FindingBlast(level: 5, evidence: .twin)
    journal.add(.trialRecorded(trial))
    #expect(journal.finding.blast == FindingBlast(level: 5, evidence: .twin))
    #expect(FindingBlast(level: 3, evidence: .judged).text == "≥ 3 (judged)")
  }
}

extension Journal {
  mutating func accept() {
    add(.riskAccepted(person: Samples.ann, until: "2027-03-01", reason: "replaced in spring"))
  }
}
