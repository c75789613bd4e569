import Readiness
import Testing
import Vocabulary

@Suite struct AblationTests {
  static func arm(_ name: String, _ steps: [StepName], _ rates: [Double], served: Bool)
    -> Ablation.Arm
  {
    .init(
      name: name, steps: steps,
      runs: rates.enumerated().map {
        .init(seed: UInt64($0 + 1), writesPerS: $1, served: served, valid: true)
      })
  }

  static func arms(together: [Double], served: Bool = false) -> [Ablation.Arm] {
    [
      arm("undisturbed", [], [1000, 1100, 900, 1000, 1050], served: true),
      arm("upgrade", ["upgrade"], [1000, 1100, 900, 1000, 1050], served: true),
      arm("slow-disk", ["slow-disk"], [1000, 1100, 900, 1000, 1050], served: true),
      arm("upgrade + slow-disk", ["upgrade", "slow-disk"], together, served: served),
    ]
  }

  @Test("A compound that neither part explains is found, with its words")
  func compound() throws {
    let found = try #require(
      AblationAnalysis.interaction(of: Self.arms(together: [1, 2.2, 0.9, 2, 1.05])))
    // ln factors: ln 1000, ln 500, ln 1000, ln 500, ln 1000; their mean is ln 757.858.
    #expect(abs(found.factor - 757.858) < 0.01)
    // Student's t for 4 degrees and 80 % is 1.5332; the interval is 757.858 ×÷ exp(0.26031).
    #expect(abs(found.low - 584.163) < 0.01)
    #expect(abs(found.high - 983.200) < 0.01)
    #expect(
      found.summary.hasPrefix("neither upgrade nor slow-disk alone, only both: 5/5, 5/5, 0/5"))
    #expect(found.summary.contains("758 times worse than the parts predict"))
  }

  @Test("Parts that explain the whole show no interaction")
  func control() throws {
    let found = try #require(
      AblationAnalysis.interaction(
        of: Self.arms(together: [990, 1110, 880, 1020, 1050], served: true)))
    #expect(found.low <= 1 && found.high >= 1)
    #expect(found.summary.contains("no interaction shown"))
    #expect(found.summary.contains("nor together"))
  }

  @Test("A total stop gives a lower bound, and says so")
  func totalStop() throws {
    let found = try #require(
      AblationAnalysis.interaction(of: Self.arms(together: [0, 0, 0, 0, 0])))
    #expect(found.summary.contains("at least"))
    #expect(found.factor < 2101)
  }

  @Test("A part that stops the service alone is named")
  func single() throws {
    var arms = Self.arms(together: [1, 1, 1, 1, 1])
    arms[2] = Self.arm("slow-disk", ["slow-disk"], [1, 1, 1, 1, 1], served: false)
    let found = try #require(AblationAnalysis.interaction(of: arms))
    #expect(found.summary.hasPrefix("slow-disk alone is enough"))
  }

  @Test("Too few valid seeds, or a missing arm, cannot be told")
  func tooFew() {
    var arms = Self.arms(together: [1, 1, 1, 1, 1])
    for index in 1..<5 { arms[3].runs[index].valid = false }
    #expect(AblationAnalysis.interaction(of: arms) == nil)
    var missing = Self.arms(together: [1, 1, 1, 1, 1])
    missing.remove(at: 1)
    #expect(AblationAnalysis.interaction(of: missing) == nil)
    #expect(AblationAnalysis.interaction(of: []) == nil)
  }

  @Test("Two seeds that disagree wildly give an interval that says so, and no trap")
  func wild() throws {
    var arms = Self.arms(together: [1e9, 0])
    for index in arms.indices { arms[index].runs = Array(arms[index].runs.prefix(2)) }
    let found = try #require(AblationAnalysis.interaction(of: arms))
    #expect(found.low < 1e-6 && found.high > 1e6)
    #expect(found.summary.contains("no interaction shown"))
  }
}
