import Findings
import Readiness
import Testing
import Vocabulary

@Suite struct FindingRulesTests {
  /// A command, the journal it meets, and the rule that refuses it; nil where it is carried out.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var rule: FindingRefusal.Rule?
    var command: FindingCommand
    var journal: Journal
    var asking: Circumstances

    init(
      _ name: String, _ rule: FindingRefusal.Rule?, _ command: FindingCommand,
      _ journal: Journal = .open(), _ asking: Circumstances = Samples.asking()
    ) {
      testDescription = name
      self.rule = rule
      self.command = command
      self.journal = journal
      self.asking = asking
    }
  }

  static let owners: [Case] = [
    Case("a person by name", nil, .assign("F-1", owner: "Bo Ek")),
    Case("a person by address", nil, .assign("F-1", owner: "ANN@example.org")),
    Case("a draft gets an owner", nil, .assign("F-1", owner: "ann  lee"), .draft()),
    Case("a team", .onePerson, .assign("F-1", owner: "the platform team")),
    Case("a team of the file", .onePerson, .assign("F-1", owner: "pt@example.org")),
    Case("a shared mailbox", .onePerson, .assign("F-1", owner: "oncall@example.org")),
    Case("a person behind a mailbox", .onePerson, .assign("F-1", owner: "Pat Moe")),
    Case("a bot", .onePerson, .assign("F-1", owner: "renovate-bot")),
    Case("two people", .onePerson, .assign("F-1", owner: "Ann Lee and Bo Ek")),
    Case("nobody", .onePerson, .assign("F-1", owner: "tbd")),
    Case("a stranger", .unknownPerson, .assign("F-1", owner: "Zoe Fox")),
    Case("a leaver", .leaver, .assign("F-1", owner: "Cy Dahl")),
    Case("of no finding", .missing, .assign("F-2", owner: "Bo Ek")),
    Case("of a verified one", .status, .assign("F-1", owner: "Bo Ek"), .verified()),
    Case(
      "by a stranger", .stranger, .assign("F-1", owner: "Bo Ek"), .open(), Samples.asking("Zoe")),
    Case(
      "by a leaver", .stranger, .assign("F-1", owner: "Bo Ek"), .open(), Samples.asking("Cy Dahl")),
    Case(
      "by the machine", .stranger, .assign("F-1", owner: "Bo Ek"), .open(), Samples.asking("cygnet")
    ),
    Case("at no time", .day, .assign("F-1", owner: "Bo Ek"), .open(), Samples.asking(at: "now")),
  ]

  private static let olga = Samples.asking("olga@example.org")

  static let dates: [Case] = [
    Case("an earlier day", nil, .setDue("F-1", due: "2027-01-15")),
    Case("the day that stands", nil, .setDue("F-1", due: "2027-01-31")),
    Case("the last day before the window", nil, .setDue("F-1", due: "2027-02-10"), .draft()),
    Case("the day of the window", .beforeWindow, .setDue("F-1", due: "2027-02-11"), .draft()),
    Case("a day after the window", .beforeWindow, .setDue("F-1", due: "2027-03-11"), .draft()),
    Case(
      "any day where no window is known", nil, .setDue("F-1", due: "2029-03-11"), .draft(),
      Samples.asking(window: nil)),
    Case("today", .past, .setDue("F-1", due: "2026-11-28"), .draft()),
    Case("yesterday", .past, .setDue("F-1", due: "2026-11-27"), .draft()),
    Case("no day", .day, .setDue("F-1", due: "2027-02-29"), .draft()),
    Case("no date at all", .day, .setDue("F-1", due: "soon"), .draft()),
    Case("put off", .standingDate, .setDue("F-1", due: "2027-02-05")),
    Case("of an accepted risk", .status, .setDue("F-1", due: "2027-02-05"), .accepted()),
    Case(
      "extended by the program owner", nil,
      .extend("F-1", due: "2027-02-05", reason: "parts are late"), .open(), olga),
    Case(
      "extended by anybody else", .programOwner,
      .extend("F-1", due: "2027-02-05", reason: "parts are late")),
    Case(
      "extended without a reason", .empty, .extend("F-1", due: "2027-02-05", reason: " - "),
      .open(), olga),
    Case(
      "extended over the window", .beforeWindow,
      .extend("F-1", due: "2027-02-11", reason: "parts are late"), .open(), olga),
    Case(
      "extended to an earlier day", .standingDate,
      .extend("F-1", due: "2027-01-05", reason: "parts are late"), .open(), olga),
    Case(
      "extended without a date", .status,
      .extend("F-1", due: "2027-01-05", reason: "parts are late"), .draft(), olga),
    Case("a window that moves", nil, .moveWindow(service: "orders", window: "2027-01-20")),
    Case(
      "a window moved by the machine", nil, .moveWindow(service: "orders", window: "2027-01-20"),
      .open(), Samples.asking("cygnet")),
    Case("a window that is over", .past, .moveWindow(service: "orders", window: "2026-11-28")),
    Case("a window that is no day", .day, .moveWindow(service: "orders", window: "spring")),
    Case("a window of nothing", .missing, .moveWindow(service: "", window: "2027-01-20")),
  ]

  static let retests: [Case] = [
    Case("a named re-test", nil, .nameRetest("F-1", FindingRetest(text: "rehearse it"))),
    Case("no re-test", .retest, .nameRetest("F-1", FindingRetest(text: "later"))),
    Case(
      "all three at once", nil,
      .settle("F-1", owner: "Bo Ek", due: "2027-01-31", retest: FindingRetest(text: "rehearse")),
      .draft()),
    Case(
      "all three, and the owner is a team", .onePerson,
      .settle("F-1", owner: "SRE", due: "2027-01-31", retest: FindingRetest(text: "rehearse")),
      .draft()),
    Case("a claim", nil, .claimFixed("F-1", claim: "commit 1a2b")),
    Case("a claim that says nothing", .empty, .claimFixed("F-1", claim: "")),
    Case("a claim on a draft", .draft, .claimFixed("F-1", claim: "commit 1a2b"), .draft()),
    Case("a claim on a verified one", .status, .claimFixed("F-1", claim: "again"), .verified()),
    Case(
      "a claim on one that came back without a date", .draft, .claimFixed("F-1", claim: "again"),
      .reopened()),
    Case("a claim on an accepted risk", nil, .claimFixed("F-1", claim: "commit 1a2b"), .accepted()),
    Case(
      "a re-test begins", nil, .beginRetest("F-1", run: "r"), .claimed(), Samples.asking("cygnet")),
    Case("a re-test of a draft", .draft, .beginRetest("F-1", run: nil), .draft()),
    Case("reopened by a person", nil, .reopen("F-1", reason: "seen in production"), .verified()),
    Case("reopened without a reason", .empty, .reopen("F-1", reason: ""), .verified()),
    Case("reopened while open", .status, .reopen("F-1", reason: "seen in production")),
    Case("closed by a statement", .statement, .close("F-1", reason: "we mended it"), .claimed()),
    Case("closed while it is open", .statement, .close("F-1", reason: "we mended it")),
    Case("a likelihood typed in", .measured, .rate("F-1", likelihood: "0.1")),
  ]

  static let risks: [Case] = [
    Case(
      "a risk for two quarters", nil,
      .acceptRisk("F-1", person: "Ann Lee", until: "2027-05-28", reason: "replaced in spring")),
    Case(
      "a risk for a day more", .quarters,
      .acceptRisk("F-1", person: "Ann Lee", until: "2027-05-29", reason: "replaced in spring")),
    Case(
      "a risk without a reason", .empty,
      .acceptRisk("F-1", person: "Ann Lee", until: "2027-05-28", reason: "none")),
    Case(
      "a risk of nobody", .onePerson,
      .acceptRisk("F-1", person: "", until: "2027-05-28", reason: "replaced in spring")),
    Case(
      "a risk of management", .onePerson,
      .acceptRisk("F-1", person: "management", until: "2027-05-28", reason: "replaced")),
    Case(
      "a risk of a leaver", .leaver,
      .acceptRisk("F-1", person: "Cy Dahl", until: "2027-05-28", reason: "replaced")),
    Case(
      "a risk that is over", .past,
      .acceptRisk("F-1", person: "Ann Lee", until: "2026-11-28", reason: "replaced")),
    Case(
      "a risk of a draft", .draft,
      .acceptRisk("F-1", person: "Ann Lee", until: "2027-05-28", reason: "replaced"), .draft()),
    Case(
      "a risk that stands already", .status,
      .acceptRisk("F-1", person: "Ann Lee", until: "2027-05-28", reason: "replaced"), .accepted()),
    Case(
      "a risk anew once it ran out", nil,
      .acceptRisk("F-1", person: "Ann Lee", until: "2027-08-01", reason: "replaced"),
      .accepted(), Samples.asking(at: "2027-03-01T09:00:00Z")),
    Case("a leaver is named", nil, .deactivate(person: "Ann Lee")),
    Case("nobody is named", .empty, .deactivate(person: " ")),
  ]

  private static let run = Samples.trial(7, shown: true).run

  static let trials: [Case] = [
    Case(
      "a trial is excluded by another", nil, .exclude("F-1", run: run, reason: "the load was off")),
    Case(
      "a trial is excluded by the owner", .ownCase,
      .exclude("F-1", run: run, reason: "the load was off"), .open(), Samples.asking("Ann Lee")),
    Case("a trial is excluded without a reason", .empty, .exclude("F-1", run: run, reason: "")),
    Case("no trial of it", .trial, .exclude("F-1", run: "other", reason: "the load was off")),
    Case("a gap of the facts is judged", .measured, .judge("F-1", Samples.trial(9, shown: false))),
    Case("a gap of people is judged", nil, .judge("F-1", judged()), .byHand()),
    Case(
      "a gap is judged by its owner", .ownCase, .judge("F-1", judged()), .byHand(),
      Samples.asking("Ann Lee")),
    Case("a gap is judged without a word", .empty, .judge("F-1", judged(note: nil)), .byHand()),
    Case("a run is judged twice", .trial, .judge("F-1", judged(7)), .byHand()),
    Case("a run without a time", .trial, .judge("F-1", judged(began: "")), .byHand()),
    Case(
      "opened by hand", nil, .open(byHand("shift change lost the plan"), shown: shown), Journal()),
    Case("a known gap by hand", .measured, .open(byHand("no alert"), shown: shown), Journal()),
    Case(
      "a gap of no type", .missing, .open(byHand("lost plan", type: "bad luck"), shown: shown),
      Journal()),
    Case(
      "a blast radius of six", .missing, .open(byHand("lost plan", blast: 6), shown: shown),
      Journal()),
    Case(
      "without a title", .empty, .open(byHand("lost plan", title: " "), shown: shown), Journal()),
    Case("opened twice by hand", .trial, .open(byHand(), shown: shown), .byHand()),
    Case(
      "opened by a run that did not show it", .trial, .open(byHand(), shown: judged(7)), Journal()),
    Case("better words", nil, .edit("F-1", title: "No page for a slow disk", text: nil)),
    Case("no words", .empty, .edit("F-1", title: nil, text: nil)),
    Case("a title of two lines", .empty, .edit("F-1", title: "a b\nc", text: nil)),
    Case("a book", .empty, .edit("F-1", title: nil, text: String(repeating: "a", count: 20_001))),
    Case(
      "the smallest mission", nil, .attach("F-1", mission: "etcd-slow-disk"), .open(),
      Samples.asking("cygnet")),
    Case("a mission without a name", .empty, .attach("F-1", mission: "")),
  ]

  private static let shown = Samples.trial(7, shown: true)

  static func judged(
    _ seed: UInt64 = 9, note: String? = "they told each other",
    began: String = "2026-12-02T10:00:00Z"
  ) -> FindingTrial {
    var trial = Samples.trial(seed, shown: false, responder: "people", began: began)
    if seed == 7 { trial.run = Samples.trial(7, shown: true).run }
    trial.note = note
    return trial
  }

  static func byHand(
    _ gap: String = "shift change lost the plan", type: String = "communication",
    title: String = "The plan is lost at shift change", blast: Int = 3
  ) -> FindingOpening {
    var opening = Samples.opening(gap: gap, proof: .people, blast: blast)
    opening.gapType = type
    opening.title = title
    opening.run = Samples.trial(7, shown: true).run
    return opening
  }

  @Test(
    "A command is carried out, or refused by the rule that it breaks",
    arguments: owners + dates + retests + risks + trials)
  func rules(entry: Case) throws {
    do {
      let events = try entry.journal.backlog.decide(entry.command, in: entry.asking)
      #expect(entry.rule == nil, "carried out: \(events)")
    } catch {
      #expect(error.rule == entry.rule, "\(error)")
      // Each says what and why, and what to try.
      #expect(error.message.count > 8 && error.hint.count > 8)
      #expect(entry.journal.backlog == Backlog(entry.journal.events))
    }
  }

  @Test func `Every rule refuses something`() {
    let all = Self.owners + Self.dates + Self.retests + Self.risks + Self.trials
    #expect(Set(all.compactMap(\.rule)) == Set(FindingRefusal.Rule.allCases))
  }

  @Test func `Owner, date and re-test take a draft to open`() throws {
    var journal = Journal.draft()
    try journal.say(
      .settle("F-1", owner: "Ann Lee", due: "2027-01-31", retest: FindingRetest(text: "rehearse")))
    #expect(journal.finding.status == .open)
    #expect(journal.finding.owner == Samples.ann)
    #expect(journal.finding.window == "2027-02-11")
    #expect(journal.events.last?.by == "bo@platform.example.org")
  }

  @Test func `A window that moves nearer moves the dates that it overtakes, and no other`() throws {
    var journal = Journal.open()
    try journal.say(.moveWindow(service: "orders", window: "2027-01-20"))
    #expect(journal.finding.due == "2027-01-19")
    var other = Journal.open()
    try other.say(.moveWindow(service: "payments", window: "2027-01-20"))
    #expect(other.finding.due == "2027-01-31")
    var far = Journal.open()
    try far.say(.moveWindow(service: "orders", window: "2027-03-20"))
    #expect(far.finding.due == "2027-01-31")
  }

  @Test func `The program file alone turns a leaver's finding red and moves an overtaken date`() {
    var asking = Samples.asking(at: "2026-12-01T10:00:00Z", window: "2027-01-20")
    #expect(Journal.open().backlog.reconcile(in: Samples.asking()).isEmpty)
    asking.people.people[0].isActive = false
    var journal = Journal.open()
    journal.append(journal.backlog.reconcile(in: asking))
    #expect(journal.finding.isOwnerGone && journal.finding.due == "2027-01-19")
    #expect(journal.backlog.reconcile(in: asking).isEmpty)
  }

  @Test func `An extension counts as missed, with whoever allowed it and why`() throws {
    var journal = Journal.open()
    try journal.say(.extend("F-1", due: "2027-02-05", reason: "parts are late"), Self.olga)
    #expect(journal.finding.due == "2027-02-05" && journal.finding.isMissed(on: "2026-12-01"))
    #expect(journal.finding.extensions.first?.by == "olga@example.org")
  }

  @Test func `The last pass that white records verifies, and the journal says so`() throws {
    var journal = Journal.byHand()
    try journal.say(
      .claimFixed("F-1", claim: "a page for hand-overs"), Samples.asking(at: "2026-12-01T10:00:00Z")
    )
    try journal.say(.judge("F-1", Self.judged(9)), Samples.asking(at: "2026-12-03T10:00:00Z"))
    #expect(journal.finding.status == .retestPending)
    try journal.say(.judge("F-1", Self.judged(10)), Samples.asking(at: "2026-12-04T10:00:00Z"))
    #expect(journal.finding.status == .verified)
    #expect(journal.events.last?.change == .verified(count: 0, trials: 2))
    #expect(journal.events.last?.by == "cygnet")
  }
}

extension Journal {
  static func accepted() -> Journal {
    var journal = open()
    journal.accept()
    return journal
  }

  static func reopened() -> Journal {
    var journal = claimed()
    journal.pass(1..<2, shown: true)
    return journal
  }

  /// Opened by a person, in words that no machine tests.
  static func byHand() -> Journal {
    var journal = Journal()
    journal.add(
      .opened(FindingRulesTests.byHand()),
      .trialRecorded(Samples.trial(7, shown: true, responder: "people")), .assigned(Samples.ann),
      .dueChanged(due: "2027-01-31", window: "2027-02-11"),
      .retestNamed(FindingRetest(text: "hand over in the next exercise")))
    return journal
  }
}
