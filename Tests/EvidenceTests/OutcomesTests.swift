import Evidence
import Findings
import Readiness
import Testing
import Vocabulary

@Suite struct OutcomesTests {
  private func outcome(_ run: TrialRun, twin: TrialRun? = nil) throws -> ExerciseOutcome {
    let folder = try TrialFolder(run, twin: twin)
    return try Outcomes.outcome(folder.run)
  }

  private func findings(_ run: TrialRun) throws -> [Finding] {
    let events = Triage.events(of: try outcome(run), in: Backlog(), at: "2026-11-28T14:00:00Z")
    return Backlog(events).findings
  }

  @Test func `A promise that broke opens a finding with its witness, a kept one opens none`() throws
  {
    let found = try findings(TrialRun(losesWrite: true))
    let lost = try #require(found.first { $0.opening.about == "durability" })
    #expect(lost.opening.gap == "violated claim" && lost.opening.seen.witness != nil)
    #expect(lost.opening.run == "trial/20260101T000000Z-1")
    #expect(lost.likelihood.text == "1/1" && lost.missing == [.owner, .deadline, .retest])
    #expect(try findings(TrialRun()).allSatisfy { $0.opening.gap != "violated claim" })
    // What nobody promised cannot be broken.
    let unclaimed = try findings(TrialRun(claims: [], losesWrite: true))
    #expect(unclaimed.allSatisfy { $0.opening.gap != "violated claim" })
  }

  @Test func `A run that kept its promises is a trial in which none broke`() throws {
    let first = Triage.events(
      of: try outcome(TrialRun(losesWrite: true)), in: Backlog(), at: "2026-11-28T14:00:00Z")
    var next = try outcome(TrialRun())
    #expect(next.possible.contains(.violatedClaim) && next.claims["durability"] == .valid)
    next.run = "trial/another"
    let backlog = Backlog(first)
    let after = backlog.appending(
      Triage.events(of: next, in: backlog, at: "2026-11-28T15:00:00Z"))
    #expect(after.findings.first { $0.opening.about == "durability" }?.likelihood.text == "1/2")
  }

  @Test func `What was left on a host opens a finding although the exercise is invalid`() throws {
    let residue = TrialRun.Extra(
      lane: .white, kind: .residueSeen, fields: ["lines": ["new: table inet cygnet"]])
    let left = try findings(TrialRun(extra: [residue]))
    #expect(left.map(\.opening.gap) == ["residue after healing"])
    #expect(left.first?.opening.seen.text.contains("table inet cygnet") == true)
  }
}
