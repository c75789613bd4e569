import Readiness
import Testing
import Vocabulary

@Suite struct BlastTests {
  @Test("A rehearsal's outage is measured on the scale of a live exercise")
  func scale() throws {
    let blast = BlastMeasurement.measure(
      plan: Rehearsal.plan, run: Rehearsal.twin.run, label: "without a response")
    // 180 s stand for three hours: a minute of outage is an hour.
    #expect(blast.timeScale == 60)
    let levels = Dictionary(
      uniqueKeysWithValues: blast.radius.dimensions.map { ($0.name, $0.level) })
    #expect(levels["availability"] == 4)
    #expect(levels["outage"] == 5)
    #expect(levels["data"] == 1)
    #expect(levels["scope"] == 1)
    #expect(levels["latent"] == 4)
    #expect(blast.radius.level == 5)
  }

  @Test("An undisturbed run is minor")
  func undisturbed() {
    var quiet = Rehearsal()
    quiet.outage = nil
    quiet.extra = [Rehearsal.event(5.6, .system, .redundancySeen, ["margin": 1])]
    let blast = BlastMeasurement.measure(
      plan: Rehearsal.plan, run: quiet.run, label: "as it went")
    #expect(blast.radius.level <= 3)
    #expect(blast.radius.dimensions.filter { $0.name != "latent" }.allSatisfy { $0.level == 1 })
  }

  @Test("What the response prevented is the difference to the twin")
  func prevented() {
    let score = Scoring.score(
      plan: Rehearsal.plan, run: Rehearsal().run, twin: Rehearsal.twin.run)
    #expect(score.blastRadius.actual?.level == 4)
    #expect(score.blastRadius.twin?.level == 5)
    #expect(
      score.inputs.contains { $0.name == "Blast radius" && $0.value.hasSuffix("1 prevented") })
    let alone = Rehearsal().score
    #expect(alone.inputs.contains { $0.name == "Blast radius" && $0.value.hasPrefix("≥ 4") })
  }

  @Test(
    "Where nobody changed anything a difference to the twin is chance, and nobody's doing",
    arguments: [false, true])
  func chance(isWorse: Bool) {
    var waited = Rehearsal()
    waited.blue.removeAll { $0.kind == .actionExecuted }
    let (run, twin) = isWorse ? (Rehearsal.twin, waited) : (waited, Rehearsal.twin)
    func line(_ run: Rehearsal) -> String {
      let score = Scoring.score(plan: Rehearsal.plan, run: run.run, twin: twin.run)
      return score.inputs.last { $0.name == "Blast radius" }?.value ?? ""
    }
    var played = run
    played.responder = "runbook:fast"
    #expect(line(played).hasSuffix("by chance, for nobody changed anything"))
    played.blue.append(Rehearsal.action("maintenance.end", "n3", 27))
    #expect(line(played).hasSuffix(isWorse ? "made it worse" : "1 prevented"))
  }

  @Test(
    "Data is graded by what was lost and whether it came back",
    arguments: [
      ("stale read", "linearizable", 2), ("G-single", "linearizable", 3),
      ("lost write", "linearizable", 5), ("anything", "no-acknowledged-loss", 5),
      ("lost write", "durability", 5),
    ])
  func data(anomaly: String, checker: String, level: Int) {
    var rehearsal = Rehearsal()
    rehearsal.verdicts = [
      Verdict(
        checker: checker, result: .invalid, summary: "",
        anomalies: [.init(name: anomaly, key: "k7", summary: "", witness: [])])
    ]
    #expect(data(of: rehearsal)?.level == level)
    if level == 5 {
      rehearsal.extra = [Rehearsal.event(170, .white, .restoreTried, ["recovered": true])]
      #expect(data(of: rehearsal)?.level == 4)
    }
  }

  @Test("A checker that gave up makes the level a lower bound, and says so")
  func undecided() {
    var rehearsal = Rehearsal()
    rehearsal.verdicts = [Verdict(checker: "linearizable", result: .unknown, summary: "")]
    #expect(data(of: rehearsal)?.measured.contains("linearizable undecided: at least") == true)
  }

  private func data(of rehearsal: Rehearsal) -> BlastRadius.Dimension? {
    BlastMeasurement.measure(plan: Rehearsal.plan, run: rehearsal.run, label: "x")
      .radius.dimensions.first { $0.name == "data" }
  }

  @Test("A checker's own count of lost writes stands, though it shows only the worst few")
  func countOfLost() {
    var rehearsal = Rehearsal()
    rehearsal.verdicts = [
      Verdict(
        checker: "durability", result: .invalid, summary: "",
        anomalies: [.init(name: "lost write", key: "k7", summary: "", witness: [])],
        detail: ["lost": 41])
    ]
    #expect(data(of: rehearsal)?.measured.hasPrefix("41 acknowledged lost") == true)
  }

  @Test(
    "An outage that the database ended itself is as long as it was, one that a cure ended is not",
    arguments: [(endsByItself: true, level: 2), (endsByItself: false, level: 3)])
  func selfEnded(endsByItself: Bool, level: Int) throws {
    var election = Rehearsal()
    election.responder = "none"
    election.blue = []
    election.outage = 10...13
    // The cure comes long after the outage, or in its middle.
    election.curesAt = endsByItself ? 20 : 12
    let live = Budget(
      detectNs: .minutes(5), slaNs: .minutes(30), holdNs: .minutes(5), windowNs: .minutes(180))
    let blast = BlastMeasurement.measure(
      plan: Rehearsal.plan, run: election.run, label: "twin",
      service: ServiceConstants.standard.adapted(toLive: live))
    let outage = try #require(blast.radius.dimensions.first { $0.name == "outage" })
    #expect(outage.level == level)
    #expect(outage.measured.contains("live exercise") == !endsByItself)
  }

  @Test("A mission's live budget gives the scale and the RTO")
  func liveBudget() {
    let live = Budget(
      detectNs: .minutes(5), slaNs: .minutes(20), holdNs: .minutes(5), windowNs: .minutes(120))
    let blast = BlastMeasurement.measure(
      plan: Rehearsal.plan, run: Rehearsal.twin.run, label: "twin",
      service: ServiceConstants.standard.adapted(toLive: live))
    #expect(blast.timeScale == 20)
    #expect(blast.inputs[0].rule.contains("RTO 20.0 min"))
  }
}
