import Evidence
import Foundation
import Testing
import Vocabulary

@Suite struct AssessmentTests {
  private func assess(_ run: TrialRun) throws -> Assessment {
    let trial = try TrialFolder(run)
    return try Derivation.assess(trial.run).run
  }

  @Test(
    "The exit code is 0 on a pass, 1 on a finding, 2 where nobody knows, 3 where nothing counts",
    arguments: [
      (TrialRun(), 0),
      (TrialRun(hasOutage: true), 0),
      (TrialRun(responder: "runbook:asleep"), 0),
      (TrialRun(responder: "runbook:asleep", hasOutage: true), 1),
      (TrialRun(losesWrite: true), 1),
      (TrialRun(claims: [], losesWrite: true), 0),
      (TrialRun(isAcknowledged: false), 2),
      (TrialRun(without: [.healProved]), 3),
      (TrialRun(without: [.stepEffective], losesWrite: true), 3),
    ] as [(TrialRun, Int32)])
  func exitCodes(run: TrialRun, code: Int32) throws {
    #expect(try assess(run).exitCode == code)
  }

  @Test("Faults, gaps and losses come from the evidence")
  func figures() throws {
    let fine = try assess(TrialRun())
    #expect(fine.faults.map(\.effectiveNs) == [.seconds(6)])
    #expect(fine.faults.map(\.healProved) == [true])
    #expect(fine.longestWriteGapNs <= .milliseconds(150))
    #expect(fine.longestWriteGapAfterHealNs != nil)
    #expect(try #require(fine.longestWriteGapDuringFaultNs) <= .milliseconds(150))
    #expect(
      try #require(assess(TrialRun(hasOutage: true)).longestWriteGapDuringFaultNs) > .seconds(1))
    #expect(fine.series.buckets.reduce(0) { $0 + $1.acknowledged } == 399)
    let lossy = try assess(TrialRun(losesWrite: true))
    let durability = try #require(lossy.verdicts.first { $0.checker == "durability" })
    #expect(durability.result == .invalid)
    #expect(try #require(durability.detail["lost"]?.whole) > 0)
  }

  /// What three healthy members told after the load; `odd` is the hash of the second.
  private func compared(odd: String) -> TrialRun.Extra {
    let members = (["n1", "n2", "n3"] as [HostName]).map { host in
      var member = ReplicaComparison.Member(host: host)
      member.healthy = true
      member.cluster = "c1"
      member.hash = host == "n2" ? odd : "aa"
      return member
    }
    return TrialRun.Extra(
      lane: .system, kind: .replicasCompared,
      fields: ReplicaComparison(revision: 40, members: members).fields)
  }

  @Test("A member that differs fails the run where agreement is claimed, and is a note elsewhere")
  func replicas() throws {
    let claims: [Claim] = [.linearizable, .replicasAgree]
    #expect(try assess(TrialRun(claims: claims, extra: [compared(odd: "aa")])).exitCode == 0)
    #expect(try assess(TrialRun(claims: claims, extra: [compared(odd: "bb")])).exitCode == 1)
    #expect(try assess(TrialRun(claims: claims)).exitCode == 2)
    let note = try assess(TrialRun(extra: [compared(odd: "bb")]))
    #expect(note.exitCode == 0)
    #expect(note.verdicts.last?.result == .invalid)
    #expect(note.score == (try assess(TrialRun(extra: [compared(odd: "aa")]))).score)
  }

  @Test("The debrief says which member reports itself healthy and holds other data")
  func divergedReplicaInDebrief() throws {
    let run = try assess(TrialRun(claims: [.replicasAgree], extra: [compared(odd: "bb")]))
    let text = Derivation.terminal(run, twin: nil).split(separator: "\n").joined(separator: " ")
    #expect(text.contains("n2 reports itself healthy and holds other data at revision 40"))
  }

  private static let derived = ["verdict.json", "score.json", "debrief.html", "debrief.md"]

  private func derive(_ trial: TrialFolder) throws -> [Data?] {
    let (run, twin) = try Derivation.assess(trial.run)
    try Derivation.writeScore(run, twin: twin)
    try Derivation.writeDebrief(run, twin: twin)
    return Self.derived.map { trial.bytes(of: $0) }
  }

  @Test("Deriving twice, and in a folder that was moved, gives the same bytes")
  func sameBytes() throws {
    let trial = try TrialFolder(TrialRun(responder: "runbook:asleep"), twin: TrialRun())
    let first = try derive(trial)
    #expect(!first.contains(nil))
    #expect(try derive(trial) == first)
    let moved = try TrialFolder(TrialRun(responder: "runbook:asleep"), twin: TrialRun())
    #expect(try derive(moved) == first)
  }

  @Test("Another history gives another verdict, so the same bytes are no accident")
  func otherBytes() throws {
    let one = try derive(try TrialFolder())
    let other = try derive(try TrialFolder(TrialRun(losesWrite: true)))
    #expect(zip(one, other).allSatisfy { $0 != $1 })
  }
}
