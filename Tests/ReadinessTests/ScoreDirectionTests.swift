import Readiness
import Testing
import Vocabulary

/// Which way each input may move a score, and what may not move it at all.
@Suite struct ScoreDirectionTests {
  private func score(_ facts: ExerciseFacts) -> Score {
    Scoring.score(facts, budget: Vector.budget)
  }

  /// Whether no phase and no readiness of the second is above the first.
  private func falls(_ better: Score, _ worse: Score) -> Bool {
    let levels = zip(
      better.phases.list + [better.readiness], worse.phases.list + [worse.readiness])
    return levels.allSatisfy { better, worse in
      guard let better, let worse else { return true }
      return better >= worse
    }
  }

  private static let base = Vector.facts(t1: 4, t2: 12, t3: 14, t4: 24)

  typealias Change = @Sendable (inout ExerciseFacts) -> Void

  /// One input from its best value to its worst, each as a change of the textbook exercise.
  struct Ladder: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var steps: [Change]
    init(_ name: String, _ steps: [Change]) {
      testDescription = name
      self.steps = steps
    }
  }

  static let ladders = [sources, confidences, hints, harm, loss] + counted

  private static let sources = Ladder(
    "source",
    [
      { $0.detections[0].source = .alert }, { $0.detections[0].source = .human },
      { $0.detections[0].source = .customer }, { $0.detections = [] },
    ])

  private static let confidences = Ladder(
    "confidence",
    [
      { $0.hypotheses[0].confidence = 1 }, { $0.hypotheses[0].confidence = 0.5 },
      { $0.hypotheses[0].confidence = 0.49 }, { $0.hypotheses = [] },
    ])

  private static let hints = Ladder(
    "hints",
    [
      { $0.hints = [] }, { $0.hints = [.init(.diagnosis, at: Vector.at(5, 40))] },
      { $0.hints = [.diagnosis, .detection].map { .init($0, at: Vector.at(3, 40)) } },
    ])

  private static let harm = Ladder(
    "harm", [{ $0.widenedByResponse = nil }, { $0.widenedByResponse = Vector.at(20, 41) }])

  private static let loss = Ladder(
    "loss", [{ $0.lossByResponse = nil }, { $0.lossByResponse = Vector.at(20, 41) }])

  private static var counted: [Ladder] {
    typealias Command = ExerciseFacts.Command
    func failed(_ count: Int) -> [Command] {
      (0..<count).map {
        Command("c", isMutating: true, mistake: .failed, at: Vector.at(15, 30 + $0))
      }
    }
    func mistaken(_ mistake: Command.Mistake) -> [Command] {
      [Command("c", isMutating: true, mistake: mistake, at: Vector.at(15, 30))]
    }
    func acted(_ count: Int) -> [ExerciseFacts.Moment] {
      (0..<count).map { Vector.at(5 + $0, 20 + $0) }
    }
    let grades = ExerciseFacts.Hypothesis.Grade.allCases.reversed()
    let classes: [ResponseClass] = [.preferred, .acceptable, .neutral, .harmful]
    return [
      Ladder("grade", grades.map { grade -> Change in { $0.hypotheses[0].grade = grade } }),
      Ladder("class", classes.map { kind -> Change in { $0.decisions[0].responseClass = kind } }),
      Ladder(
        "wrong beliefs acted on",
        (0..<6).map { acted($0) }.map { moments -> Change in { $0.wrongActed = moments } }),
      Ladder(
        "mistakes",
        (0..<12).map { failed($0) }.map { commands -> Change in { $0.commands = commands } }),
      Ladder(
        "kind of mistake",
        Command.Mistake.allCases.map { mistaken($0) }
          .map { commands -> Change in { $0.commands = commands } }),
      Ladder(
        "clock error",
        (0..<20).map { half -> Change in { $0.clockErrorNs = .seconds(half * 30) } }),
    ]
  }

  @Test("No score rises when one input gets worse", arguments: ladders)
  func ladder(_ ladder: Ladder) {
    let scores = ladder.steps.map { score(Vector.changed(Self.base, $0)) }
    for (better, worse) in zip(scores, scores.dropFirst()) { #expect(falls(better, worse)) }
    // A ladder on which nothing moves would pass whatever the rule.
    #expect(Set(scores.map { "\($0.phases.list) \($0.readiness ?? 0)" }).count > 1)
  }

  @Test("The control of this suite sees a score that rises")
  func control() {
    let (better, worse) = (score(Self.base), score(Vector.facts(t1: 4)))
    #expect(falls(better, worse) && !falls(worse, better))
  }

  @Test("What demonstrates nothing moves no score", arguments: 0..<120)
  func unmoved(seed: Int) {
    let facts = ScorePropertyTests.drawn(UInt64(seed))
    let before = score(facts)
    var random = SeededRandom(seed: UInt64(seed), purpose: "noise")
    func moment(_ evidence: Int) -> ExerciseFacts.Moment {
      Vector.at(random.below(60), evidence)
    }
    let after = score(
      Vector.changed(facts) { facts in
        // A distractor, an alert that nobody was told, a look, a taken page, a weak wrong guess.
        facts.detections.append(.init(.alert, at: moment(80), isRelevant: false, name: "Other"))
        facts.detections.append(
          .init(.alert, at: nil, signalNs: Vector.t0 + .minutes(1), name: "Silent"))
        facts.commands.append(.init("etcdctl get", isMutating: false, at: moment(81)))
        facts.commands.append(
          .init("ls", isMutating: false, mistake: .wrongTargetWithEffect, at: moment(82)))
        facts.acknowledged = moment(83)
        facts.hypotheses.append(
          .init(.wrong, posted: moment(84), confidence: 0.2, evidenceNs: nil))
      })
    #expect(after.readiness == before.readiness && after.bits == before.bits)
    #expect(after.phases == before.phases)
    #expect(after.timeToContainmentNs == before.timeToContainmentNs)
  }

  @Test("A longer outage never has a smaller blast radius")
  func outage() {
    var last: [Int] = []
    var seen: Set<Int> = []
    for length in [0.0, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 45, 60, 90] {
      var exercise = Rehearsal.twin
      exercise.outage = length == 0 ? nil : 10...(10 + length)
      exercise.curesAt = length == 0 ? 70 : 10 + length
      let radius = BlastMeasurement.measure(
        plan: Rehearsal.plan, run: exercise.run, label: "twin"
      ).radius
      let levels = radius.dimensions.filter { $0.name == "availability" || $0.name == "outage" }
        .map(\.level)
      #expect(radius.dimensions.allSatisfy { (1...5).contains($0.level) })
      #expect(radius.level == radius.dimensions.map(\.level).max())
      #expect(zip(last, levels).allSatisfy { $0 <= $1 }, "\(length) s")
      last = levels
      seen.formUnion(levels)
    }
    #expect(seen == [1, 2, 3, 4, 5])
  }
}
