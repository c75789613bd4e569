import Findings
import Vocabulary

/// Findings, people and outcomes to change.
enum Samples {
  static let ann = FindingOwner(name: "Ann Lee", email: "ann@example.org")

  static func opening(
    gap: String = "no alert", proof: FindingOpening.Proof = .machine, blast: Int = 4,
    service: String = "orders"
  ) -> FindingOpening {
    FindingOpening(
      title: "No alert on a slow disk", gap: gap,
      gapType: Gap(rawValue: gap)?.type ?? "missing runbook", service: service,
      family: "quorum-erosion", mission: "etcd-quorum-erosion",
      run: "etcd-quorum-erosion/20261128T130000Z-7", proof: proof,
      blast: FindingBlast(level: blast, evidence: .twin),
      seen: FindingSighting(
        text: "no relevant alert fired", events: [3, 9], fromNs: .seconds(10), toNs: .seconds(40)))
  }

  static func trial(
    _ seed: UInt64, shown: Bool, responder: String = "runbook:good",
    began: String = "2026-11-28T13:00:00Z", valid: Bool = true
  ) -> FindingTrial {
    FindingTrial(
      run: "etcd-quorum-erosion/t-\(seed)-\(began)", mission: "etcd-quorum-erosion",
      responder: responder, seed: seed, began: began, isShown: shown, isValid: valid)
  }

  static let changes: [FindingEvent.Change] = [
    .opened(opening()), .trialRecorded(trial(.max, shown: true)),
    .trialExcluded(run: "a", reason: "the load was off"), .assigned(ann),
    .dueChanged(due: "2027-01-31", window: "2027-02-11"),
    .dueChanged(due: "2027-01-31", window: nil),
    .retestNamed(FindingRetest(text: "cygnet rehearse a", mission: "a")),
    .edited(title: "=cmd|' /C calc'!A0", text: nil), .claimedFixed(claim: "commit 1a2b"),
    .retestBegun(run: nil), .verified(count: 0, trials: 6), .reopened(reason: "again", run: "a"),
    .riskAccepted(person: ann, until: "2027-03-01", reason: "cost"),
    .deadlineExtended(due: "2027-02-01", reason: "holidays"), .missionAttached(mission: "small"),
    .windowMoved(window: "2027-02-01", due: "2027-01-31"),
    .ownerDeactivated(email: "ann@example.org"),
    .gateOverridden(exercise: "calm-owl-11", quarter: "2027Q1", reason: "the fix ships next week"),
    .other(kind: "later", fields: ["a_b": 1]),
  ]
}

/// People, and who asks when.
extension Samples {
  static let people = Roster(
    people: [
      .init(name: "Ann Lee", email: "ann@example.org", login: "annlee"),
      .init(name: "Bo Ek", email: "bo@platform.example.org"),
      .init(name: "Cy Dahl", email: "cy@example.org", isActive: false),
      .init(name: "Platform Team", email: "pt@example.org"),
      .init(name: "Pat Moe", email: "oncall@example.org"),
      .init(name: "Olga Pohl", email: "olga@example.org"),
    ], programOwner: "olga@example.org")

  static func asking(
    _ by: String = "Bo Ek", at: String = "2026-11-28T14:00:00Z", window: String? = "2027-02-11"
  ) -> Circumstances {
    Circumstances(
      by: by, at: at, people: people, nextWindows: window.map { ["orders": $0] } ?? [:])
  }
}

/// A journal that is written line by line, one second after the other.
struct Journal {
  private(set) var events: [FindingEvent] = []
  private var seconds = 0

  var backlog: Backlog { Backlog(events) }

  var finding: Finding {
    guard let finding = backlog["F-1"] else { preconditionFailure("the journal opened no F-1") }
    return finding
  }

  /// An event on F-1 of 28 November, or of a day that is given.
  mutating func add(_ changes: FindingEvent.Change..., on day: String = "2026-11-28") {
    for change in changes {
      seconds += 1
      let second = seconds < 10 ? "0\(seconds)" : "\(seconds)"
      events.append(
        FindingEvent(
          finding: "F-1", at: "\(day)T13:00:\(second)Z", by: "bo@platform.example.org",
          change: change))
    }
  }

  mutating func append(_ more: [FindingEvent]) { events += more }

  mutating func say(_ command: FindingCommand, _ who: Circumstances = Samples.asking()) throws {
    append(try backlog.decide(command, in: who))
  }

  /// Opened, shown once, and nothing agreed.
  static func draft(proof: FindingOpening.Proof = .machine) -> Journal {
    var journal = Journal()
    let isOfPeople = proof == .people
    journal.add(
      .opened(Samples.opening(gap: isOfPeople ? "no diagnosis" : "no alert", proof: proof)),
      .trialRecorded(
        Samples.trial(7, shown: true, responder: isOfPeople ? "people" : "runbook:good")))
    return journal
  }

  /// With one person, a date and a re-test.
  static func open(proof: FindingOpening.Proof = .machine) -> Journal {
    var journal = draft(proof: proof)
    journal.add(
      .assigned(Samples.ann), .dueChanged(due: "2027-01-31", window: "2027-02-11"),
      .retestNamed(FindingRetest(text: "cygnet rehearse etcd-quorum-erosion")))
    return journal
  }

  /// With a claim that it is mended.
  static func claimed(proof: FindingOpening.Proof = .machine) -> Journal {
    var journal = open(proof: proof)
    journal.add(.claimedFixed(claim: "commit 1a2b"), on: "2026-12-01")
    return journal
  }

  /// Trials of the day after the claim, one a seed.
  mutating func pass(
    _ seeds: Range<UInt64>, shown: Bool = false, responder: String = "runbook:good",
    began: String = "2026-12-02T10:00:00Z", valid: Bool = true
  ) {
    for seed in seeds {
      add(
        .trialRecorded(
          Samples.trial(seed, shown: shown, responder: responder, began: began, valid: valid)),
        on: "2026-12-02")
    }
  }

  static func verified() -> Journal {
    var journal = claimed()
    journal.pass(1..<7)
    return journal
  }
}
