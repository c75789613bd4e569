import Testing
import Vocabulary

@Suite struct GapWorkshopTests {
  private let gaps: [Gap] = [.noDiagnosis, .wrongTarget]

  private func refusal(
    gap: String = "no diagnosis", owner: String = "Ann Lee", due: String = "2027-01-31",
    retest: String = "cygnet rehearse etcd-quorum-erosion", window: String? = nil
  ) -> String? {
    GapAssignment(gap: gap, owner: owner, due: due, retest: retest)
      .refusal(among: gaps, today: "2026-11-23", nextWindow: window)?.message
  }

  @Test func `One person, a later day and a named test are written down`() {
    #expect(refusal() == nil)
    #expect(refusal(owner: "Ítalo Dunn-Reyes", window: "2027-02-11") == nil)
  }

  @Test(
    "A group, a bot, a mailbox, several people or nobody cannot own a gap",
    arguments: [
      "", "  ", "tbd", "The platform team", "SRE", "dba@example.org", "everyone", "Ann and Bob",
      "Ann, Bob", "Ann/Bob", "backup-bot", "on-call", "we",
    ])
  func ownersRefused(owner: String) { #expect(refusal(owner: owner) != nil) }

  @Test(
    "A mailbox is told by its name, not by its company's domain",
    arguments: [
      ("ann@platform.example.org", true), ("platform@example.org", false),
      ("no-reply@example.org", false), ("Bo <bo@ops.example.org>", true),
      ("dependabot", false), ("@example.org", false),
    ])
  func mailboxes(owner: String, isPerson: Bool) {
    #expect((OnePerson.problem(owner) == nil) == isPerson)
  }

  @Test func `Every gap has one of the seven types, and each type a gap`() {
    #expect(Set(Gap.allCases.map(\.type)) == Set(Gap.types))
    #expect(Gap.types.count == 7)
  }

  @Test(
    "A day that is none, or is over, or is too late is refused",
    arguments: [
      "", "soon", "2027-13-01", "2027-02-29", "27-01-01", "2026-11-23", "2025-01-01", "2027-02-11",
    ])
  func daysRefused(due: String) { #expect(refusal(due: due, window: "2027-02-11") != nil) }

  @Test("A gap without a re-test is refused", arguments: ["", "none", "TBD", "later", " - "])
  func retestsRefused(retest: String) { #expect(refusal(retest: retest) != nil) }

  @Test func `A gap that the facts did not open is refused`() {
    #expect(refusal(gap: "no alert") != nil)
  }

  @Test func `What is undone stands first, and the last assignment of a gap stands`() {
    func assigned(_ gap: String, _ owner: String, _ number: Int) -> TimelineEvent {
      TimelineEvent(
        sequence: number, timeNs: .zero, lane: .white, kind: .gapAssigned,
        fields: GapAssignment(gap: gap, owner: owner, due: "2027-01-31", retest: "a test")
          .fields(by: "Wim"))
    }
    let workshop = GapWorkshop(
      gaps,
      log: [
        assigned("no diagnosis", "Ann", 0), assigned("no diagnosis", "Bo", 1),
        assigned("relapse", "Cy", 2),
      ])
    #expect(workshop.entries.map(\.gap) == [.wrongTarget, .noDiagnosis])
    #expect(workshop.entries.map(\.owner) == [nil, "Bo"])
    #expect(workshop.undone == 1)
  }
}
