import Testing
import Vocabulary

@testable import Programs

@Suite struct FromScoreTests {
  private static let plan = Plan(
    mission: "etcd-quorum-erosion", title: "t", missionSha256: "00", seed: 1, hosts: [],
    targets: [:], database: DatabaseSpecification(kind: "etcd", hosts: 3, settings: [:]),
    workload: WorkloadSpecification(
      kind: "register", clients: 1, ratePerS: nil, keys: 1, reads: 0, compareAndSets: 0,
      timeoutNs: .seconds(1)),
    claims: [.linearizable], hypothesis: "h", objective: .unavailability,
    family: "quorum-erosion", difficulty: 3,
    steps: [step(.operate, "maintenance.stop"), step(.inject, "disk.slow"), step(.cue, "words")],
    blue: BlueBrief(
      told: "", signatures: [], loses: [:],
      truth: .init(mechanism: "disk.slow", location: "n1", trigger: nil),
      responses: .init(preferred: [], acceptable: [], harmful: []), contained: .init(clauses: [])),
    budget: budget, limits: SafetyLimits(stopWhen: [], leaseNs: .seconds(10)),
    ablation: AblationSpecification(subsets: .singles, repeats: 1))
  private static let budget = Budget(
    detectNs: .seconds(1), slaNs: .seconds(1), holdNs: .seconds(1), windowNs: .seconds(1))

  private static func step(_ verb: PlannedStep.Verb, _ kind: String) -> PlannedStep {
    PlannedStep(
      name: StepName(rawValue: kind), verb: verb, kind: kind, start: .at(.zero), lifeNs: nil,
      hosts: [], links: [], parameters: [:], cure: nil)
  }

  private static func exercise(
    readiness: Int? = 4, reason: String = "", tags: [String] = [], contained: Bool = true,
    by responder: String = "people"
  ) -> PractisedExercise {
    let score = Score(
      rubric: "1", readiness: readiness, readinessReason: reason,
      bits: .init(detected: true, diagnosed: true, contained: contained, withinSla: false),
      phases: .init(observe: 5, orient: 4, decide: nil, act: 3),
      times: .init(
        t0Ns: .seconds(60), t1Ns: .seconds(70), t1Source: "alert", t2Ns: nil, t3Ns: nil,
        t4Ns: contained ? .seconds(360) : nil),
      blastRadius: .init(
        actual: BlastRadius(level: 2, dimensions: []), twin: BlastRadius(level: 4, dimensions: [])),
      timeToContainmentNs: contained ? .seconds(300) : nil, censoredReason: nil, tags: tags,
      inputs: [])
    return PractisedExercise(
      run: "r", plan: plan, score: score, responder: responder, target: "orders-prod",
      day: "2027-02-11", isSealed: true, endNs: .seconds(660))
  }

  @Test func `Everything that a program needs arrives, and cues are no faults`() {
    let exercise = Self.exercise()
    #expect(exercise.mission == "etcd-quorum-erosion" && exercise.family == "quorum-erosion")
    #expect(exercise.database == "etcd" && exercise.difficulty == 3 && exercise.readiness == 4)
    #expect(exercise.kinds == ["disk.slow", "maintenance.stop"] && exercise.isInTrends)
    #expect(exercise.blast == 4 && exercise.blastActual == 2)
    #expect(exercise.containmentNs == .seconds(300) && exercise.censoredAfterNs == nil)
  }

  @Test func `Containment that never came is censored from T0 to the end, unless nobody tried`() {
    #expect(Self.exercise(contained: false).censoredAfterNs == .seconds(600))
    #expect(Self.exercise(contained: false, by: "none").censoredAfterNs == nil)
  }

  @Test(
    "What is no measure of people is in no trend, with a reason",
    arguments: [
      (4, "", ["fragile", "assisted"], nil), (4, "", ["aborted"], nil),
      (nil, "3–5, aborted", ["aborted"], "aborted"),
      (nil, "absorbed: nobody had to act", [], "absorbed"),
      (5, "", ["leak-suspected"], "blue knew"), (3, "", ["low-agreement"], "low agreement"),
      (nil, "superseded by a real incident", ["superseded"], "superseded"),
      (nil, "blue named the fault before it began", [], "no readiness"),
    ] as [(Int?, String, [String], String?)])
  func leftOut(readiness: Int?, reason: String, tags: [String], leftOut: String?) {
    let exercise = Self.exercise(readiness: readiness, reason: reason, tags: tags)
    #expect(exercise.leftOut == leftOut && exercise.isInTrends == (leftOut == nil))
  }

  @Test func `A card has what planning needs of a mission, each kind once and no cue`() {
    let actions: [StepAction] = [
      .operate("maintenance.stop"), .inject("disk.slow"), .inject("disk.slow"), .cue("words"),
      .wait, .heal("disk.slow"),
    ]
    let place = SourcePosition(line: 1, column: 1)
    var mission = Mission(
      name: "erosion", title: "Quorum erosion", family: "quorum-erosion", difficulty: 3,
      database: Self.plan.database, workload: Self.plan.workload, claims: [], hypothesis: "",
      objective: .unavailability, targets: [],
      steps: actions.map {
        MissionStep(
          action: $0, name: "a", start: .at(.zero), life: nil, targets: [:], parameters: [:],
          position: place)
      },
      blue: Self.plan.blue, rehearsalBudget: Self.budget, liveBudget: Self.budget,
      limits: Self.plan.limits, ablation: Self.plan.ablation)
    mission.retests = ["GAP-1"]
    let card = MissionCard(mission)
    #expect(card.kinds == ["disk.slow", "maintenance.stop"] && card.retests == ["GAP-1"])
    #expect(card.name == "erosion" && card.database == "etcd" && card.difficulty == 3)
  }
}
