import Readiness
import Testing
import Vocabulary

@Suite struct AftermathTests {
  private typealias R = Rehearsal

  private static func after(_ run: Rehearsal, twin: Rehearsal? = Rehearsal.twin) -> Aftermath {
    let score = Scoring.score(plan: R.plan, run: run.run, twin: twin?.run)
    return Aftermath(plan: R.plan, run: run.run, twin: twin?.run, score: score)
  }

  private static let loss = [
    Verdict(
      checker: "durability", result: .invalid, summary: "", detail: ["lost": 7]),
    Verdict(checker: "linearizable", result: .valid, summary: ""),
  ]

  @Test("The textbook response leaves no gap")
  func textbook() {
    let after = Self.after(Rehearsal())
    #expect(after.gaps == [])
    #expect(after.end == .contained)
    #expect(after.lostWrites == 0)
    #expect(abs(after.outageNs.inSeconds - 20) < 1.5)
  }

  @Test("Nobody's run ended with the fault, which contains nothing, and leaves no gap of anybody")
  func twin() {
    let after = Self.after(.twin, twin: nil)
    #expect(after.end == .open && after.gaps == [])
  }

  @Test("Each omission of blue's is the gap of its name")
  func omissions() {
    var run = Rehearsal()
    run.blue = [
      R.alert("WriteUnavailable", 14, signal: 10.2), R.action("maintenance.end", "n3", 27),
    ]
    // Without a decision the command is the decision, and it came 13 s after the alert.
    #expect(Self.after(run).gaps == [.noDiagnosis, .lateDecide])
    run.blue = []
    run.outage = 10...70
    run.marginBackAt = nil
    #expect(Self.after(run).gaps == [.noAlert, .notDetected, .noDiagnosis, .notContained])
    run.blue = [R.hypothesis("disk.slow", "n1", 0.8, 24)]
    #expect(Self.after(run).gaps.contains(.noAlert))
    #expect(!Self.after(run).gaps.contains(.notDetected))
  }

  @Test("A missed SLA names the phases that took too long")
  func late() {
    var run = Rehearsal()
    run.outage = 10...90
    run.marginBackAt = 88
    run.curesAt = 170
    run.blue = [
      R.alert("WriteUnavailable", 14, signal: 10.2), R.hypothesis("disk.slow", "n1", 0.8, 80),
      R.decision("end-maintenance", 82), R.action("maintenance.end", "n3", 87),
    ]
    let after = Self.after(run)
    #expect(after.end == .late)
    #expect(after.gaps == [.lateOrient])
  }

  @Test("A command with an effect on a host outside the fault is a wrong target")
  func wrongTarget() {
    var run = Rehearsal()
    run.blue.append(R.action("operator.restart", "n2", 25))
    #expect(Self.after(run).gaps == [.wrongTarget])
    run.blue[run.blue.count - 1] = R.action("operator.restart", "n2", 25, exit: 1)
    #expect(Self.after(run).gaps == [])
  }

  @Test("Loss that came without the response is not its doing")
  func loss() {
    var run = Rehearsal()
    run.verdicts = Self.loss
    run.blue.append(R.action("operator.force-new-cluster", "n1", 26))
    #expect(Self.after(run).gaps.contains(.lossByResponse))
    #expect(Self.after(run).lostWrites == 7)
    var twin = Rehearsal.twin
    twin.verdicts = Self.loss
    #expect(!Self.after(run, twin: twin).gaps.contains(.lossByResponse))
  }

  @Test("Loss is unknown where the checker of loss could not decide")
  func unknown() {
    var run = Rehearsal()
    run.verdicts = [Verdict(checker: "durability", result: .unknown, summary: "")]
    #expect(Self.after(run).lostWrites == nil)
    run.verdicts = []
    #expect(Self.after(run).lostWrites == nil)
  }
}
