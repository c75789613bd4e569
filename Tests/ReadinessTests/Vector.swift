import Readiness
import Testing
import Vocabulary

/// One row of the rubric's table of test vectors, in minutes from T0.
struct Vector: Sendable, CustomTestStringConvertible {
  var name: String
  var readiness: Int
  var phases: [Int?]
  var minutes: Int?
  var withinSla: Bool
  var facts: ExerciseFacts

  var testDescription: String { name }

  static let budget = Budget(
    detectNs: .minutes(6), slaNs: .minutes(30), holdNs: .minutes(10), windowNs: .minutes(180))

  /// Facts with T0 at 10 min, so that nothing passes by being zero.
  static let t0 = Nanoseconds.minutes(10)

  static func facts(
    t1: Int? = nil, source: ExerciseFacts.Detection.Source = .alert, t2: Int? = nil,
    t3: Int? = nil, t4: Int? = nil, response: ResponseClass = .preferred, reversible: Bool = true
  ) -> ExerciseFacts {
    var facts = ExerciseFacts()
    facts.onset = .init(at(0, 1), commandedNs: t0)
    facts.windowEndNs = t0 + .minutes(170)
    facts.expectedSteps = 5
    if let t1 { facts.detections = [.init(source, at: at(t1, 2), name: "WriteUnavailable")] }
    if let t2 {
      facts.hypotheses = [
        .init(.correct, posted: at(t2, 3), confidence: 0.8, evidenceNs: t0 + .minutes(t2))
      ]
    }
    if let t3 {
      facts.decisions = [
        .init(
          "move-leader", response, isReversible: reversible, posted: at(t3, 4),
          executedNs: t0 + .minutes(t3))
      ]
    }
    facts.containment.firstBreakNs = t0
    facts.containment.actionsNs = t3.map { [t0 + .minutes($0)] } ?? []
    if let t4 {
      facts.containment.held = [.init(start: t0 + .minutes(t4), end: facts.windowEndNs)]
    }
    facts.containment.evidence = [5]
    return facts
  }

  static func at(_ minutes: Int, _ evidence: Int) -> ExerciseFacts.Moment {
    .init(t0 + .minutes(minutes), evidence: [evidence])
  }

  static func changed(
    _ facts: ExerciseFacts, _ change: (inout ExerciseFacts) -> Void
  ) -> ExerciseFacts {
    var copy = facts
    change(&copy)
    return copy
  }

  static let all: [Vector] = [
    Vector(
      "V1 textbook", 5, [5, 5, 5, 5], 24, true, facts(t1: 4, t2: 12, t3: 14, t4: 24)),
    Vector("V2 not detected", 1, [1, nil, nil, nil], nil, false, facts()),
    Vector("V3 detected only", 2, [4, 1, 1, 1], nil, false, facts(t1: 9)),
    Vector(
      "V4 diagnosed, not contained", 3, [5, 4, 4, 1], nil, false,
      facts(t1: 5, t2: 20, t3: 25, response: .acceptable)),
    Vector(
      "V5 contained, never diagnosed", 3, [5, 1, 4, 4], 20, false,
      facts(t1: 5, t3: 8, t4: 20, response: .acceptable)),
    Vector("V6 all done, late", 4, [5, 3, 5, 3], 70, false, facts(t1: 5, t2: 40, t3: 42, t4: 70)),
    Vector(
      "V7 customer told us", 5, [2, 5, 5, 5], 29, true,
      facts(t1: 16, source: .customer, t2: 24, t3: 25, t4: 29)),
    Vector(
      "V8 human saw it first", 5, [4, 5, 5, 4], 26, true,
      facts(t1: 5, source: .human, t2: 14, t3: 15, t4: 26)),
    Vector(
      "V9 hint for detection", 1, [1, nil, nil, nil], 60, false,
      changed(facts(t1: 40, source: .human, t2: 50, t3: 52, t4: 60)) {
        $0.hints = [.init(.detection, at: at(40, 9))]
      }),
    Vector(
      "V10 hint for diagnosis", 3, [5, 1, 5, 5], 28, false,
      changed(facts(t1: 4, t2: 20, t3: 21, t4: 28)) {
        $0.hints = [.init(.diagnosis, at: at(20, 9))]
      }),
    Vector(
      "V11 wrong node restarted, then right", 5, [5, 5, 5, 1], 27, true,
      changed(facts(t1: 4, t2: 12, t3: 13, t4: 27)) {
        $0.commands = [
          .init("restart n9", isMutating: true, mistake: .wrongTargetWithEffect, at: at(14, 10)),
          .init("restart n1", isMutating: true, at: at(20, 11)),
        ]
      }),
    Vector(
      "V12 acted on two wrong hypotheses", 5, [5, 3, 4, 4], 29, true,
      changed(facts(t1: 4, t2: 14, t3: 15, t4: 29, response: .acceptable)) {
        $0.wrongActed = [at(6, 12), at(9, 13)]
      }),
    Vector(
      "V13 response lost data", 3, [5, 5, 1, 1], nil, false,
      changed(facts(t1: 4, t2: 12, t3: 14, t4: 24, response: .harmful)) {
        $0.lossByResponse = at(24, 14)
      }),
    Vector(
      "V14 mitigated first, irreversible", 5, [5, 3, 2, 4], 22, true,
      facts(t1: 4, t2: 28, t3: 7, t4: 22, response: .acceptable, reversible: false)),
    Vector(
      "V15 automation contained, named the cause", 5, [5, nil, nil, nil], 2, true,
      changed(facts(t4: 2)) {
        $0.automationNotice = .init(at: at(1, 15), namesRightCause: true)
      }),
  ]

  init(
    _ name: String, _ readiness: Int, _ phases: [Int?], _ minutes: Int?, _ withinSla: Bool,
    _ facts: ExerciseFacts
  ) {
    self.name = name
    self.readiness = readiness
    self.phases = phases
    self.minutes = minutes
    self.withinSla = withinSla
    self.facts = facts
  }
}

extension Nanoseconds {
  static func minutes(_ count: Int) -> Nanoseconds { .seconds(count * 60) }
}

extension Score.Phases {
  var list: [Int?] { [observe, orient, decide, act] }
}
