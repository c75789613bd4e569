import Exercises
import Testing
import Vocabulary

@Suite struct ExecutedStepsTests {
  private static func step(
    _ name: StepName, _ verb: PlannedStep.Verb, kind: String = "proc.pause", _ start: StepStart,
    life: Nanoseconds? = nil
  ) -> PlannedStep {
    PlannedStep(
      name: name, verb: verb, kind: kind, start: start, lifeNs: life, hosts: ["n1"], links: [],
      parameters: [:], cure: nil)
  }

  private static let steps = [
    step("early", .inject, .at(.seconds(5)), life: .seconds(60)),
    step("held", .inject, .at(.seconds(10)), life: .seconds(60)),
    step("waited", .operate, kind: "operator.restart", .when(.blueDecided, within: .seconds(90))),
    step("told", .cue, kind: "a customer calls", .at(.seconds(12))),
    step("never", .inject, .at(.seconds(600)), life: .seconds(5)),
    step("cut", .inject, kind: "net.cut", .at(.seconds(20))),
    step("mend", .heal, kind: "cut", .after("cut", plus: .seconds(500))),
    step("pause", .wait, kind: "", .at(.seconds(30)), life: .seconds(10)),
  ]

  private static func plan(_ steps: [PlannedStep] = steps) -> Plan {
    Plan(
      mission: "trial", title: "", missionSha256: "", seed: 1,
      hosts: [PlannedHost(name: "n1", role: "any")], targets: [:],
      database: .init(kind: "etcd", hosts: 1, settings: [:]),
      workload: .init(
        kind: "register", clients: 2, ratePerS: nil, keys: 4, reads: 0.5, compareAndSets: 0,
        timeoutNs: .seconds(1)),
      claims: [], hypothesis: "", objective: .unavailability, family: "", difficulty: 1,
      steps: steps,
      blue: .init(
        told: "", signatures: [], loses: [:],
        truth: .init(mechanism: "", location: "", trigger: nil),
        responses: .init(preferred: [], acceptable: [], harmful: []),
        contained: .init(clauses: [])),
      budget: Budget(
        detectNs: .seconds(10), slaNs: .seconds(30), holdNs: .seconds(5), windowNs: .seconds(900)),
      limits: .init(stopWhen: [], leaseNs: .seconds(10)),
      ablation: .init(subsets: .singles, repeats: 1))
  }

  private static func timeline(
    _ events: [(Double, TimelineEvent.Kind, StepName?)]
  ) -> [TimelineEvent] {
    events.enumerated().map { number, event in
      TimelineEvent(
        sequence: number, timeNs: .seconds(event.0), lane: .red, kind: event.1, step: event.2)
    }
  }

  private static func played(_ events: [(Double, TimelineEvent.Kind, StepName?)]) -> Plan {
    ExecutedSteps.plan(of: plan(), in: timeline(events))
  }

  private static func start(_ name: StepName, in plan: Plan) -> StepStart? {
    plan.steps.first { $0.name == name }?.start
  }

  @Test("Each step starts when it was commanded, whether due, held, waited for or triggered")
  func executed() {
    let twin = Self.played([
      (0, .exerciseStarted, nil), (5, .stepCommanded, "early"), (5.2, .stepEffective, "early"),
      (12, .cueSent, "told"), (20, .stepCommanded, "cut"), (20.1, .stepEffective, "cut"),
      (40, .stepCommanded, "held"), (40.5, .stepEffective, "held"),
      (70, .stepCommanded, "waited"), (71, .stepEffective, "waited"),
      (90, .healCommanded, "cut"), (90.1, .healProved, "cut"),
      (100, .finishCalled, nil), (100.1, .healCommanded, "held"), (101, .exerciseEnded, nil),
    ])
    #expect(Self.start("early", in: twin) == .at(.seconds(5)))
    #expect(Self.start("held", in: twin) == .at(.seconds(40)))
    #expect(Self.start("waited", in: twin) == .at(.seconds(70)))
    #expect(Self.start("told", in: twin) == .at(.seconds(12)))
    #expect(Self.start("never", in: twin) == nil, "what blue never faced is not in the twin")
    // It came 69.9 s after the effect.
    #expect(Self.start("mend", in: twin) == .after("cut", plus: .seconds(69.9)))
    let lives = twin.steps.filter { $0.verb == .inject }.map(\.lifeNs)
    #expect(lives == [.seconds(60), .seconds(60), nil], "a fault lives as its plan says")
    #expect(twin.budget == Self.plan().budget)
  }

  @Test("A pause does not count, and what the end healed heals as it was planned")
  func pausedAndOvertaken() {
    let twin = Self.played([
      (0, .exerciseStarted, nil), (5, .stepCommanded, "early"), (5.1, .stepEffective, "early"),
      (10, .exercisePaused, nil), (110, .exerciseResumed, nil),
      (120, .stepCommanded, "cut"), (121, .stepEffective, "cut"),
      (130, .abortCalled, nil), (130.1, .healCommanded, "cut"), (131, .exerciseEnded, nil),
    ])
    #expect(Self.start("cut", in: twin) == .at(.seconds(20)))
    #expect(Self.start("mend", in: twin) == .after("cut", plus: .seconds(500)))
  }

  @Test("What was skipped, or came to nothing, is not played; neither is the heal of what was not")
  func leftOut() {
    let twin = Self.played([
      (0, .exerciseStarted, nil), (3, .stepSkipped, "early"),
      (20, .stepCommanded, "cut"), (20.2, .stepUnproved, "cut"), (21, .exerciseEnded, nil),
    ])
    #expect(twin.steps.map(\.name) == ["pause"])
    #expect(!ExecutedSteps.hasAny(twin))
    let healSkipped = Self.played([
      (20, .stepCommanded, "cut"), (20.2, .stepEffective, "cut"), (25, .stepSkipped, "mend"),
    ])
    #expect(healSkipped.steps.map(\.name) == ["cut", "pause"])
    #expect(ExecutedSteps.hasAny(healSkipped))
  }
}
