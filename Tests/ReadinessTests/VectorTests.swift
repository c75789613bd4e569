import Readiness
import Testing
import Vocabulary

@Suite struct VectorTests {
  @Test("Every vector of the rubric comes out as the rubric says", arguments: Vector.all)
  func vector(_ vector: Vector) {
    let score = Scoring.score(vector.facts, budget: Vector.budget)
    #expect(score.readiness == vector.readiness)
    #expect(score.phases.list == vector.phases)
    #expect(score.timeToContainmentNs == vector.minutes.map { .minutes($0) })
    #expect(score.bits.withinSla == vector.withinSla)
    #expect((score.timeToContainmentNs == nil) == (score.censoredReason != nil))
  }

  @Test("V13's containment is timed at 24 min but not reported as time to containment")
  func lossIsTimed() {
    let score = Scoring.score(Vector.all[12].facts, budget: Vector.budget)
    #expect(score.times.t4Ns == Vector.t0 + .minutes(24))
    #expect(score.censoredReason == "the response lost data")
  }

  @Test("The parts of the time to containment sum to it", arguments: Vector.all)
  func partsSum(_ vector: Vector) {
    let score = Scoring.score(vector.facts, budget: Vector.budget)
    guard let parts = TimeToContainment(score.times) else { return }
    #expect(parts.parts.map(\.length).reduce(.zero, +) == parts.total)
    if let reported = score.timeToContainmentNs { #expect(reported == parts.total) }
  }

  @Test("A decision before the diagnosis is named among the parts")
  func negativePart() throws {
    let score = Scoring.score(Vector.all[13].facts, budget: Vector.budget)
    let text = try #require(TimeToContainment(score.times)).text
    #expect(text.contains("decided before diagnosis"))
  }

  @Test("Readiness is 1 + D(1 + H + C + HCL) for all sixteen combinations")
  func formula() {
    for pattern in 0..<16 {
      let bit = { (index: Int) in pattern & (1 << index) != 0 }
      let one = { (index: Int) in bit(index) ? 1 : 0 }
      let expected = 1 + one(0) * (1 + one(1) + one(2) + one(1) * one(2) * one(3))
      let bits = Score.Bits(
        detected: bit(0), diagnosed: bit(1), contained: bit(2), withinSla: bit(3))
      #expect(ReadinessFormula.level(bits) == expected)
    }
  }

  @Test("A missed tag is not a missed score: fragile, assisted and automation are marked")
  func tags() {
    let tags = Vector.all.map { Scoring.score($0.facts, budget: Vector.budget).tags }
    #expect(tags[0] == [])
    #expect(tags[6] == ["fragile"])
    #expect(tags[8] == ["assisted"])
    #expect(tags[10] == ["fragile"])
    #expect(tags[14] == ["automation"])
  }

  @Test("Every number has a line that names its rule", arguments: Vector.all)
  func everyNumberHasALine(_ vector: Vector) {
    let score = Scoring.score(vector.facts, budget: Vector.budget)
    let names = Set(score.inputs.map(\.name))
    for name in [
      "T0", "T1", "T2", "T3", "T4", "Detected", "Diagnosed", "Contained", "Within SLA",
      "Readiness", "Observe", "Orient", "Decide", "Act", "Time to containment",
    ] {
      #expect(names.contains(name))
    }
    #expect(score.inputs.allSatisfy { !$0.rule.isEmpty && !$0.value.isEmpty })
  }
}
