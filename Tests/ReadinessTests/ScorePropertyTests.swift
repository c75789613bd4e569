import Readiness
import Testing
import Vocabulary

@Suite struct ScorePropertyTests {
  /// Facts drawn from a seed, with every kind of event now and then.
  static func drawn(_ seed: UInt64) -> ExerciseFacts {
    var random = SeededRandom(seed: seed, purpose: "facts")
    func minute(_ bound: Int) -> Int { random.below(bound) }
    func perhaps(_ bound: Int) -> Int? { random.below(4) == 0 ? nil : random.below(bound) }
    var facts = Vector.facts()
    let sources = ExerciseFacts.Detection.Source.allCases
    for index in 0..<minute(4) {
      facts.detections.append(
        .init(
          sources[minute(sources.count)], at: Vector.at(minute(60), 10 + index),
          isRelevant: minute(3) > 0, name: "A\(index)"))
    }
    for index in 0..<minute(4) {
      let time = Vector.at(minute(60), 20 + index)
      facts.hypotheses.append(
        .init(
          ExerciseFacts.Hypothesis.Grade(rawValue: minute(4)) ?? .wrong, posted: time,
          confidence: random.unit(),
          evidenceNs: perhaps(60).map { max(time.timeNs, Vector.t0 + .minutes($0)) }))
    }
    for index in 0..<minute(3) {
      let time = Vector.at(minute(60), 30 + index)
      facts.decisions.append(
        .init(
          "r\(index)", ResponseClass.allCases[minute(4)], isReversible: minute(2) == 0,
          posted: time, executedNs: time.timeNs))
    }
    let mistakes = ExerciseFacts.Command.Mistake.allCases
    for index in 0..<minute(5) {
      facts.commands.append(
        .init(
          "c\(index)", isMutating: minute(3) > 0,
          mistake: perhaps(mistakes.count).map { mistakes[$0] },
          at: Vector.at(minute(60), 40 + index)))
    }
    if let start = perhaps(165) {
      facts.containment.held = [.init(start: Vector.t0 + .minutes(start), end: facts.windowEndNs)]
    }
    facts.containment.actionsNs = perhaps(60).map { [Vector.t0 + .minutes($0)] } ?? []
    if minute(5) == 0 { facts.hints = [.init(.diagnosis, at: Vector.at(minute(60), 50))] }
    if minute(5) == 0 { facts.abort = .init(at: Vector.at(minute(60), 51)) }
    if minute(8) == 0 { facts.lossByResponse = Vector.at(minute(60), 52) }
    facts.clockErrorNs = .seconds(minute(5))
    return facts
  }

  @Test("Levels stay within 1 to 5, and the order of the facts changes nothing", arguments: 0..<500)
  func bounds(seed: Int) {
    let facts = Self.drawn(UInt64(seed))
    let score = Scoring.score(facts, budget: Vector.budget)
    for level in score.phases.list + [score.readiness] {
      #expect(level.map { (1...5).contains($0) } ?? true)
    }
    if let readiness = score.readiness, facts.abort == nil {
      #expect(readiness == ReadinessFormula.level(score.bits))
    }
    #expect((score.timeToContainmentNs == nil) == (score.censoredReason != nil))
    var random = SeededRandom(seed: UInt64(seed), purpose: "shuffle")
    let shuffled = Vector.changed(facts) {
      $0.detections.shuffle(using: &random)
      $0.hypotheses.shuffle(using: &random)
      $0.decisions.shuffle(using: &random)
      $0.commands.shuffle(using: &random)
    }
    #expect(Scoring.score(shuffled, budget: Vector.budget) == score)
  }

  @Test("No phase and no readiness rises when its moment comes later", arguments: 0..<4)
  func monotone(moment: Int) {
    var levels: [Int] = []
    var readiness: [Int] = []
    for delay in stride(from: 0, to: 130, by: 1) {
      let late = { (index: Int) in moment == index ? delay : 0 }
      // Only the chosen moment moves, and those that cannot precede it move with it.
      let t1 = 2 + late(0)
      let t2 = t1 + 6 + late(1)
      let t3 = t2 + 1 + late(2)
      let score = Scoring.score(
        Vector.facts(t1: t1, t2: t2, t3: t3, t4: t3 + 6 + late(3)), budget: Vector.budget)
      levels.append(score.phases.list[moment] ?? 0)
      readiness.append(score.readiness ?? 0)
    }
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(zip(readiness, readiness.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(Set(levels).count > 2)
  }

  @Test("A recorded run scores the same in whatever order its lines are read", arguments: 0..<20)
  func recordedOrder(seed: Int) {
    let run = Rehearsal().run
    var random = SeededRandom(seed: UInt64(seed))
    let shuffled = RecordedRun(
      timeline: run.timeline.shuffled(using: &random), verdicts: run.verdicts.reversed(),
      series: run.series, responder: run.responder)
    #expect(
      Scoring.score(plan: Rehearsal.plan, run: shuffled)
        == Scoring.score(plan: Rehearsal.plan, run: run))
  }
}
