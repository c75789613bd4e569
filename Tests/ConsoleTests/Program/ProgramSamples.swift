import Findings
import Vocabulary

/// Findings for a program's pages.
enum ProgramSamples {
  static let ada = FindingOwner(name: "Ada Obi", email: "ada.obi@orders.example")

  static func event(_ number: Int, at: String = "2026-11-12", _ change: FindingEvent.Change)
    -> FindingEvent
  {
    FindingEvent(
      finding: FindingID(number: number), at: at + "T17:00:00Z", by: "ada.obi@orders.example",
      change: change)
  }

  /// Opened with a trial that showed it.
  static func opened(
    _ number: Int, mission: String = "etcd-quorum", title: String = "No alert came",
    blast: Int = 4, proof: FindingOpening.Proof = .machine
  ) -> [FindingEvent] {
    let run = "\(mission)/r\(number)"
    let opening = FindingOpening(
      title: title, gap: "no alert", gapType: "detection", service: "orders",
      family: "quorum-erosion", mission: mission, run: run, proof: proof,
      blast: FindingBlast(level: blast, evidence: .twin),
      seen: FindingSighting(text: "nothing fired for nine minutes"))
    return [event(number, .opened(opening)), trial(number, run, isShown: true, mission: mission)]
  }

  static func trial(
    _ number: Int, _ run: String, isShown: Bool, seed: UInt64 = 1, at: String = "2026-11-12",
    mission: String = "etcd-quorum"
  ) -> FindingEvent {
    event(
      number, at: at,
      .trialRecorded(
        FindingTrial(
          run: run, mission: mission, responder: "none", seed: seed, began: at + "T18:00:00Z",
          isShown: isShown)))
  }

  /// One person, a date, a re-test.
  static func agreed(_ number: Int, due: String) -> [FindingEvent] {
    [
      event(number, .assigned(ada)), event(number, .dueChanged(due: due, window: "2027-02-11")),
      event(number, .retestNamed(FindingRetest(text: "the same mission, six seeds"))),
    ]
  }

  /// F-1 open, F-2 overdue, F-3 claimed with two trials, F-4 a draft, F-5 of an exercise that is
  /// not revealed, F-6 verified.
  static var findings: [FindingEvent] {
    var events = opened(1) + agreed(1, due: "2027-02-01")
    events += opened(2, title: "The runbook names a wrong host") + agreed(2, due: "2027-01-10")
    events += opened(3, title: "A claim was broken", blast: 5) + agreed(3, due: "2027-02-02")
    events.append(event(3, at: "2026-12-01", .claimedFixed(claim: "commit 4f1c")))
    for seed in 2...3 {
      events.append(
        trial(
          3, "etcd-quorum/s\(seed)", isShown: false, seed: UInt64(seed), at: "2026-12-02"))
    }
    events += opened(4, title: "Nobody told the customers", blast: 2)
    events += opened(5, mission: "etcd-zanziquill", title: "No diagnosis in etcd-zanziquill")
    events += opened(6, title: "A disk filled unseen") + agreed(6, due: "2027-01-20")
    events.append(event(6, at: "2026-12-01", .claimedFixed(claim: "an alert")))
    for seed in 10...15 {
      events.append(
        trial(
          6, "etcd-quorum/v\(seed)", isShown: false, seed: UInt64(seed), at: "2026-12-02"))
    }
    return events
  }
}
