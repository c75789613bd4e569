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

  private static func violated(_ checker: String, claimed: Bool = true) -> Verdict {
    Verdict(
      checker: checker, result: .invalid, summary: "a read from the past",
      anomalies: [
        Anomaly(
          name: "stale read", key: "k1", summary: "",
          witness: [
            .init(
              process: 1, label: "read → 5", invokedNs: .seconds(20), completedNs: .seconds(21),
              outcome: .ok, isImpossible: true)
          ])
      ], detail: ["claimed": .bool(claimed)])
  }

  @Test(
    "A broken promise is a gap with its witness, whoever responded; what nobody promised is none")
  func violatedClaim() throws {
    var run = Rehearsal.twin
    run.verdicts = [Self.violated("linearizable"), Self.violated("replicas", claimed: false)]
    let after = Self.after(run, twin: nil)
    #expect(after.gaps == [.violatedClaim])
    #expect(after.seen.map(\.about) == ["linearizable"])
    #expect(after.seen.first?.witness?.name == "stale read")
    #expect(after.seen.first?.fromNs == .seconds(20) && after.seen.first?.toNs == .seconds(21))
    run.verdicts = [Self.violated("linearizable", claimed: false)]
    #expect(Self.after(run, twin: nil).gaps == [])
  }

  @Test("What is left on a host after the healing is a gap, with the lines that differ")
  func residue() {
    var run = Rehearsal()
    run.extra = [
      R.event(175, .white, .residueSeen, ["lines": ["new: table inet cygnet"]], host: "n1")
    ]
    let after = Self.after(run)
    #expect(after.gaps == [.residue])
    #expect(after.seen.first?.text == "n1: new: table inet cygnet")
    #expect(after.seen.first?.events.count == 1)
  }

  @Test("People who change what no decision named leave a gap, a runbook does not")
  func unannounced() {
    var run = Rehearsal()
    run.responder = "people"
    run.blue = [
      R.alert("WriteUnavailable", 14, signal: 10.2), R.hypothesis("disk.slow", "n1", 0.8, 24),
      R.action("maintenance.end", "n3", 27),
    ]
    #expect(Self.after(run).gaps.contains(.unannounced))
    #expect(Self.after(run).seen.contains { $0.text.contains("maintenance.end n3") })
    run.blue.insert(R.decision("end-maintenance", 26), at: 2)
    #expect(!Self.after(run).gaps.contains(.unannounced))
    #expect(Self.after(run).possible.contains(.unannounced))
    run.blue.remove(at: 2)
    run.responder = "runbook:silent"
    #expect(!Self.after(run).gaps.contains(.unannounced))
  }

  @Test("An alert that nobody of the people takes is a gap")
  func unacknowledged() {
    var run = Rehearsal()
    run.responder = "people"
    run.blue[0].fields["id"] = "a1"
    #expect(Self.after(run).gaps == [.unacknowledged])
    run.blue.append(R.event(16, .blue, .alertAcknowledged, ["id": "a1"]))
    #expect(Self.after(run).gaps == [])
    #expect(Self.after(run).possible.contains(.unacknowledged))
  }

  @Test("An exercise is a trial of what it could have shown, and of nothing that it never reached")
  func possible() {
    let held = Self.after(Rehearsal())
    let usual: Set<Gap> = [
      .noAlert, .notDetected, .noDiagnosis, .notContained, .wrongTarget, .relapse, .lateOrient,
      .alertUnnotified, .lossByResponse, .widenedByResponse, .residue,
    ]
    #expect(usual.isSubset(of: held.possible))
    #expect(!held.possible.contains(.restoreFailed) && !held.possible.contains(.silentAutomation))
    #expect(!held.possible.contains(.violatedClaim))
    #expect(!Self.after(Rehearsal(), twin: nil).possible.contains(.lossByResponse))
    // Who never understood had no chance to be late with it: a worse outcome is no pass.
    var blind = Rehearsal()
    blind.blue = []
    blind.outage = 10...70
    blind.marginBackAt = nil
    #expect(Set(Self.after(blind).possible).isDisjoint(with: [.lateOrient, .lateAct]))
    #expect(Set(Self.after(blind).gaps).isSubset(of: Self.after(blind).possible))
    // Nobody's run says nothing about people.
    #expect(Self.after(.twin, twin: nil).possible == [.residue])
  }

  @Test("Every gap that is shown says what was seen")
  func seen() {
    var run = Rehearsal()
    run.blue = []
    run.outage = 10...70
    run.marginBackAt = nil
    let after = Self.after(run)
    #expect(after.seen.map(\.gap) == after.gaps)
    #expect(after.seen.allSatisfy { !$0.text.isEmpty && !$0.events.isEmpty })
  }
}
