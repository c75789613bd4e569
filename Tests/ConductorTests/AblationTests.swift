import Testing
import Vocabulary

@testable import Conductor

@Suite struct AblationTests {
  private static let three = ["a", "b", "c"].map { name in
    Samples.step(StepName(rawValue: name), .at(.seconds(20)), life: .seconds(30))
  }

  private func names(_ plan: Plan) -> [String] { AblationConductor.arms(of: plan).map(\.name) }

  @Test("Arms are undisturbed, each part alone, each pair where asked, and all together")
  func arms() {
    #expect(names(Samples.plan([])) == ["undisturbed"])
    #expect(names(Samples.plan(Array(Self.three.prefix(1)))) == ["undisturbed", "a"])
    #expect(
      names(Samples.plan(Array(Self.three.prefix(2)), subsets: .pairs))
        == ["undisturbed", "a", "b", "a + b"])
    #expect(names(Samples.plan(Self.three)) == ["undisturbed", "a", "b", "c", "a + b + c"])
    #expect(
      names(Samples.plan(Self.three, subsets: .pairs))
        == ["undisturbed", "a", "b", "c", "a + b", "a + c", "b + c", "a + b + c"])
  }

  @Test("Waits, cues and heals are no parts of a compound")
  func onlyDisturbances() {
    let others = [
      Samples.step("w", .wait, kind: "", .at(.zero)), Samples.step("q", .cue, .at(.zero)),
      Samples.step("h", .heal, kind: "a", .at(.zero)),
    ]
    let arms = AblationConductor.arms(of: Samples.plan(others + Array(Self.three.prefix(1))))
    #expect(arms.map(\.steps) == [[], ["a"]])
  }

  @Test("An arm starts after a second, and keeps the distances between its steps")
  func startsEarly() {
    let plan = Samples.plan([
      Samples.step("a", .at(.seconds(20))), Samples.step("b", .at(.seconds(35))),
      Samples.step("c", .after("a", plus: .seconds(5))),
    ])
    #expect(
      plan.startingEarly().steps.map(\.start)
        == [.at(.seconds(1)), .at(.seconds(16)), .after("a", plus: .seconds(5))])
  }

  @Test("A plan that starts early or only on triggers stays as it is")
  func staysAsItIs() {
    let early = Samples.plan([Samples.step("a", .at(.milliseconds(500)))])
    let triggered = Samples.plan([Samples.step("a", .when(.noLeader, within: .seconds(9)))])
    #expect(early.startingEarly() == early)
    #expect(triggered.startingEarly() == triggered)
  }
}
