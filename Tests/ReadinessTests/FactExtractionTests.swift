import Readiness
import Testing
import Vocabulary

@Suite struct FactExtractionTests {
  @Test("A clean response to quorum erosion scores 5 from the evidence alone")
  func textbook() {
    let score = Rehearsal().score
    #expect(score.readiness == 5)
    #expect(score.phases.list == [5, 5, 5, 5])
    #expect(score.times.t0Ns == .seconds(10.5))
    #expect(score.times.t1Ns == .seconds(14))
    #expect(score.times.t1Source == "alert")
    #expect(score.times.t2Ns == .seconds(24))
    #expect(score.times.t3Ns == .seconds(26))
    // The outage ends at 30 s; over the last second 99 % are good at 30.9 s.
    #expect(score.times.t4Ns == .seconds(30.9))
    #expect(score.timeToContainmentNs == .seconds(20.4))
    #expect(score.tags == [])
  }

  @Test("T0 is the fault that the truth names, not the operator's step before it")
  func onset() {
    let run = Rehearsal().run
    let facts = FactExtraction.facts(
      plan: Rehearsal.plan, timeline: run.timeline, verdicts: run.verdicts, series: run.series,
      responder: run.responder)
    #expect(facts.onset?.moment.timeNs == .seconds(10.5))
    #expect(facts.onset?.commandedNs == .seconds(10))
    #expect(facts.onset?.isVerified == true)
  }

  @Test("Without an inject step the first operation is scored")
  func operationOnly() {
    var plan = Rehearsal.plan
    plan.steps.removeLast()
    let facts = FactExtraction.facts(plan: plan, run: Rehearsal().run)
    #expect(facts.onset?.moment.timeNs == .seconds(5.2))
  }

  @Test("The twin has no readiness, but a blast radius and a time of recovery")
  func twin() {
    var back = Rehearsal.twin
    back.marginBackAt = 90
    let score = back.score
    #expect(score.readiness == nil)
    #expect(score.readinessReason == "nobody responded")
    #expect(score.phases.list == [nil, nil, nil, nil])
    #expect(score.times.t4Ns == .seconds(90))
    #expect(score.blastRadius.twin?.level == score.blastRadius.actual?.level)
    #expect((score.blastRadius.actual?.level ?? 0) >= 4)
    #expect(Rehearsal.twin.score.times.t4Ns == nil)
    #expect(Rehearsal.twin.score.censoredReason?.hasPrefix("> ") == true)
  }

  @Test("An outage that the fault's own end repairs is not the response's containment")
  func faultEnded() {
    var late = Rehearsal()
    late.outage = 10...70
    late.marginBackAt = 71
    late.curesAt = 69.5
    let score = late.score
    #expect(score.bits.contained == false)
    #expect(score.readiness == 3)
    #expect(score.tags.contains("self-healed"))
    #expect(score.timeToContainmentNs == nil)
    // The negative control: the same recovery before the cure counts.
    late.curesAt = 100
    #expect(late.score.bits.contained)
  }

  @Test("A wrong target is found by machine, and a host of the key is none")
  func wrongTarget() {
    var wrong = Rehearsal()
    wrong.extra = [Rehearsal.action("operator.restart", "n9", 20)]
    #expect(wrong.score.phases.act == 1)
    var listed = Rehearsal()
    listed.extra = [Rehearsal.action("operator.move-leader", "n2", 26.5)]
    #expect(listed.score.phases.act == 5)
    var looked = Rehearsal()
    looked.extra = [Rehearsal.action("status", "n9", 20, mutating: false)]
    #expect(looked.score.phases.act == 5)
  }

  @Test(
    "Responses are graded by the key whatever the order of their words",
    arguments: [
      ("end-maintenance", 5), ("move-leader", 5), ("isolate n1", 4), ("isolate n2", 2),
      ("tea", 2), ("restart n1", 1), ("force-new-cluster", 1),
    ])
  func responses(response: String, decide: Int) {
    var rehearsal = Rehearsal()
    rehearsal.blue = [
      Rehearsal.alert("WriteUnavailable", 14), Rehearsal.hypothesis("disk.slow", "n1", 0.8, 24),
      Rehearsal.decision(response, 26),
    ]
    #expect(rehearsal.score.phases.decide == decide)
  }

  @Test("A mutating command without a decision is the decision")
  func implicitDecision() {
    var rehearsal = Rehearsal()
    rehearsal.blue.removeAll { $0.kind == .decisionPosted }
    #expect(rehearsal.score.times.t3Ns == .seconds(27))
    #expect(rehearsal.score.phases.decide == 5)
  }

  @Test(
    "A hypothesis sets T2 only if it is right, likely, and rests on evidence",
    arguments: [
      (Rehearsal.hypothesis("disk.slow", "n1", 0.8, 24), true, 5),
      (Rehearsal.hypothesis("disk.slow", "n1", 0.8, 24, evidence: ""), false, 3),
      (Rehearsal.hypothesis("disk.slow", "n1", 0.4, 24), false, 3),
      (Rehearsal.hypothesis("net.cut", "n1", 0.8, 24), false, 3),
      (Rehearsal.hypothesis("disk.slow", "n1,n2", 0.8, 24), false, 2),
      (Rehearsal.hypothesis("net.cut", "n2", 0.8, 24), false, 1),
    ])
  func hypotheses(event: TimelineEvent, isDiagnosed: Bool, orient: Int) {
    var rehearsal = Rehearsal()
    rehearsal.blue[1] = event
    let score = rehearsal.score
    #expect(score.bits.diagnosed == isDiagnosed)
    #expect(score.phases.orient == orient)
  }

  @Test("Posting every hypothesis does not diagnose: a later one displaces the right one")
  func scatterShot() {
    var rehearsal = Rehearsal()
    rehearsal.extra = [Rehearsal.hypothesis("clock.step", "n2", 0.6, 25)]
    #expect(rehearsal.score.bits.diagnosed == false)
    // Named again before the decision, it is held again.
    rehearsal.extra.append(Rehearsal.hypothesis("disk.slow", "n1", 0.9, 25.5))
    #expect(rehearsal.score.times.t2Ns == .seconds(25.5))
  }

  @Test("A wrong hypothesis that a command followed costs a point of orient")
  func wrongActed() {
    var rehearsal = Rehearsal()
    rehearsal.extra = [
      Rehearsal.hypothesis("net.cut", "n2", 0.7, 18),
      Rehearsal.action("operator.restart", "n3", 20),
    ]
    #expect(rehearsal.score.phases.orient == 4)
  }

  @Test("Redundancy that was never measured does not hold")
  func unmeasured() {
    let run = Rehearsal().run
    let without = run.timeline.filter { $0.kind != .redundancySeen }
    let blind = RecordedRun(
      timeline: without, verdicts: run.verdicts, series: run.series, responder: run.responder)
    let score = Scoring.score(plan: Rehearsal.plan, run: blind)
    #expect(score.bits.contained == false)
    #expect(score.censoredReason?.contains("redundancy was never measured") == true)
  }

  @Test("Writes that blocked clients never sent count as failed, though every answer was good")
  func coordinatedOmission() {
    var run = Rehearsal.twin.run
    // One acknowledged write a second, none refused: a success of 100 % by completions alone.
    for index in 100..<700 {
      run.series.buckets[index].acknowledged = index % 10 == 0 ? 1 : 0
      run.series.buckets[index].unacknowledged = 0
    }
    let blast = BlastMeasurement.measure(plan: Rehearsal.plan, run: run, label: "twin")
    #expect((blast.radius.dimensions.first { $0.name == "outage" }?.level ?? 0) >= 4)
  }

  @Test("The evidence of every line is in the timeline")
  func evidence() {
    let rehearsal = Rehearsal()
    let known = Set(rehearsal.timeline.map(\.sequence))
    let inputs = Scoring.score(
      plan: Rehearsal.plan, run: rehearsal.run, twin: Rehearsal.twin.run
    ).inputs
    #expect(inputs.allSatisfy { known.isSuperset(of: $0.evidence) })
    for name in ["T0", "T1", "T2", "T3", "T4", "Observe", "Orient", "Decide", "Act"] {
      #expect(inputs.contains { $0.name == name && !$0.evidence.isEmpty })
    }
  }

  @Test("Harm that comes only when the fault is healed is contained by what ends the harm")
  func harmAtTheHeal() {
    var cut = Rehearsal()
    cut.outage = 72...80
    cut.marginBackAt = 5.6
    cut.blue[2] = Rehearsal.decision("end-maintenance", 76)
    cut.blue[3] = Rehearsal.action("maintenance.end", "n3", 78)
    let score = cut.score
    #expect(score.times.t4Ns == .seconds(80.9))
    #expect(score.bits.contained)
    #expect(!score.tags.contains("self-healed"))
    // Without a response the system mended itself: automation, and nobody was exercised in acting.
    cut.blue.removeLast(2)
    #expect(cut.score.tags.contains("automation"))
    #expect(cut.score.phases.act == nil)
  }

  @Test("A safety limit ends the exercise: what was reached stands, the rest is a range")
  func limit() {
    var stopped = Rehearsal()
    stopped.outage = 10...180
    stopped.marginBackAt = nil
    stopped.blue.removeLast(2)
    stopped.extra = [Rehearsal.event(40, .white, .limitReached, ["condition": "x"])]
    let score = stopped.score
    #expect(score.readiness == nil)
    #expect(score.readinessReason == "3–5, aborted")
    #expect(score.bits.diagnosed)
  }

  @Test("Loss after a harmful command is the response's, unless the twin lost as much")
  func lossByResponse() {
    var harmful = Rehearsal()
    harmful.blue[2] = Rehearsal.decision("force-new-cluster", 26)
    harmful.blue[3] = Rehearsal.action("operator.force-new-cluster", "n2", 27)
    harmful.verdicts = [
      Verdict(
        checker: "no-acknowledged-loss", result: .invalid, summary: "",
        anomalies: [.init(name: "lost write", key: "k1", summary: "", witness: [])])
    ]
    let score = Scoring.score(
      plan: Rehearsal.plan, run: harmful.run, twin: Rehearsal.twin.run)
    #expect(score.bits.contained == false)
    #expect(score.censoredReason == "the response lost data")
    #expect(score.phases.list == [5, 5, 1, 1])
    var twin = Rehearsal.twin
    twin.verdicts = harmful.verdicts
    let innocent = Scoring.score(plan: Rehearsal.plan, run: harmful.run, twin: twin.run)
    #expect(innocent.censoredReason != "the response lost data")
  }

  @Test("Where the key says to wait, the fault's own end is containment, and act is not exercised")
  func waiting() {
    var plan = Rehearsal.plan
    plan.blue.responses.preferred = ["wait"]
    var patient = Rehearsal()
    patient.outage = 10...50
    patient.marginBackAt = 51
    patient.curesAt = 49
    patient.blue[2] = Rehearsal.decision("wait", 26)
    patient.blue.removeLast()
    let score = Scoring.score(plan: plan, run: patient.run)
    #expect(score.readiness == 5)
    #expect(score.phases.list == [5, 5, 5, nil])
    #expect(score.tags == ["waited"])
    // The control: under a key that does not call for waiting, the same decision contains nothing.
    #expect(patient.score.bits.contained == false)
    #expect(patient.score.tags == ["self-healed"])
  }

  @Test("The very same hosts stand before a list that covers them; ends are starts")
  func closestEntry() {
    var plan = Rehearsal.plan
    plan.blue.responses = .init(
      preferred: ["restart n1"], acceptable: ["end-maintenance"], harmful: ["restart n1,n2,n3"])
    var rehearsal = Rehearsal()
    rehearsal.blue[2] = Rehearsal.decision("restart n1", 26)
    // Decided the one, did the other: what was done is the decision.
    #expect(Scoring.score(plan: plan, run: rehearsal.run).phases.decide == 4)
    rehearsal.blue[3] = Rehearsal.action("operator.restart", "n1", 27)
    #expect(Scoring.score(plan: plan, run: rehearsal.run).phases.decide == 5)
    rehearsal.blue[2] = Rehearsal.decision("end-maintenance", 26)
    rehearsal.blue[3] = Rehearsal.action("maintenance.start", "n3", 27)
    let ended = FactExtraction.facts(plan: plan, run: rehearsal.run)
    #expect(ended.decisions.count == 1)
    #expect(ended.decisions[0].executedNs == .seconds(27))
    #expect(ended.decisions[0].responseClass == .acceptable)
  }

  @Test("An operator's mistake that the truth names is T0, though a fault came before it")
  func operatorsMistake() {
    var plan = Rehearsal.plan
    plan.blue.truth.mechanism = "maintenance.stop"
    let facts = FactExtraction.facts(plan: plan, run: Rehearsal().run)
    #expect(facts.onset?.moment.timeNs == .seconds(5.2))
  }

  @Test(
    "A curve without buckets, or without a width, contains nothing",
    arguments: [
      WriteSeries(bucketNs: .zero, buckets: []), WriteSeries(bucketNs: .seconds(1), buckets: []),
    ])
  func noCurve(series: WriteSeries) {
    var run = Rehearsal().run
    run.series = series
    #expect(Scoring.score(plan: Rehearsal.plan, run: run).bits.contained == false)
  }

  @Test("An exercise that a person interrupts is aborted: what is still open is no failure")
  func interrupted() {
    var rehearsal = Rehearsal()
    rehearsal.blue = []
    rehearsal.endsAt = 12
    rehearsal.curesAt = nil
    rehearsal.marginBackAt = nil
    rehearsal.extra = [
      Rehearsal.event(
        11.5, .white, .exerciseEnded, ["reason": "interrupted by a person", "whole": false])
    ]
    #expect(rehearsal.score.readiness == nil)
    #expect(rehearsal.score.readinessReason.hasSuffix("aborted"))
    rehearsal.extra[0].fields["whole"] = true
    #expect(rehearsal.score.readiness == 1)
  }
}
