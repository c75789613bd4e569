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
    .dueChanged(due: "2027-01-31", window: "2027-02-11"), .dueChanged(due: "2027-01-31", window: nil),
    .retestNamed(FindingRetest(text: "cygnet rehearse a", mission: "a")),
    .edited(title: "=cmd|' /C calc'!A0", text: nil), .claimedFixed(claim: "commit 1a2b"),
    .retestBegun(run: nil), .verified(count: 0, trials: 6), .reopened(reason: "again", run: "a"),
    .riskAccepted(person: ann, until: "2027-03-01", reason: "cost"),
    .deadlineExtended(due: "2027-02-01", reason: "holidays"), .missionAttached(mission: "small"),
    .windowMoved(window: "2027-02-01", due: "2027-01-31"),
    .ownerDeactivated(email: "ann@example.org"),
    .other(kind: "later", fields: ["a_b": 1]),
  ]
}
