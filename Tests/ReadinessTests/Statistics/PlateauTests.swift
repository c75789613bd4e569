import Readiness
import Testing
import Vocabulary

@Suite struct PlateauTests {
  static func missions(_ levels: [Int], difficulty: [Int]? = nil) -> [FamilyMission] {
    levels.enumerated().map {
      .init(quarters: Double($0), readiness: $1, difficulty: difficulty?[$0] ?? 3)
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var levels: [Int]
    var difficulty: [Int]?
    var kind: Plateau.Kind?
    var certainty = Plateau.Certainty.shown
    var missions = 0
    var testDescription: String { "\(levels)" }
  }

  static let cases = [
    Case(levels: [5, 5, 5], kind: .ceiling, missions: 3),
    Case(levels: [1, 2, 5, 5, 5], kind: .ceiling, missions: 3),
    Case(levels: [5, 5]),
    Case(levels: [5, 5, 4]),
    // Five of six at 4 or above, three of them at 5.
    Case(levels: [5, 3, 5, 4, 5, 4], kind: .ceiling, missions: 6),
    // Two at 5 are no ceiling; the last four are flat at 4.
    Case(levels: [5, 3, 4, 4, 5, 4], kind: .stall, certainty: .possible, missions: 4),
    Case(levels: [5, 3, 5, 3, 5, 4]),
    Case(levels: [5, 5, 4, 4, 5]),
    // A ceiling is about level: harder missions do not make it a treadmill.
    Case(levels: [5, 5, 5], difficulty: [1, 2, 3], kind: .ceiling, missions: 3),
    Case(levels: [3, 3, 3, 3, 3, 3], kind: .stall, missions: 6),
    Case(levels: [4, 4, 4, 4], kind: .stall, certainty: .possible, missions: 4),
    Case(levels: [3, 3, 3]),
    Case(levels: [1, 2, 3, 3, 3, 3, 3], kind: .stall, certainty: .possible, missions: 4),
    Case(
      levels: [3, 3, 3, 3, 3, 3], difficulty: [1, 1, 2, 2, 3, 3], kind: .treadmill, missions: 6),
    Case(
      levels: [3, 3, 3, 3], difficulty: [2, 2, 2, 3], kind: .treadmill, certainty: .possible,
      missions: 4),
    // Easier missions are no treadmill.
    Case(
      levels: [3, 3, 3, 3], difficulty: [3, 3, 2, 2], kind: .stall, certainty: .possible,
      missions: 4),
    // A range of two is not flat.
    Case(levels: [2, 3, 4, 3]),
    // A rise over six is none over the last four: only possible, for that is why.
    Case(levels: [3, 3, 3, 4, 4, 4], kind: .stall, certainty: .possible, missions: 4),
    // Flat between 4 and 5: too high for a stall, too low for a ceiling.
    Case(levels: [5, 4, 5, 4]),
    Case(levels: []),
  ]

  @Test("Each kind comes where its rule says, and nothing elsewhere", arguments: cases)
  func kinds(item: Case) {
    let found = Plateau(Self.missions(item.levels, difficulty: item.difficulty))
    #expect(found?.kind == item.kind)
    if item.kind != nil {
      #expect(found?.certainty == item.certainty && found?.missions == item.missions)
    }
  }

  @Test("Each part of the flat test can fail alone")
  func flat() {
    #expect(Plateau.isFlat(Self.missions([3, 3, 4, 3])))
    #expect(!Plateau.isFlat(Self.missions([3, 5, 3, 4, 3, 3])))
    // A range of 1 and a slope of 0, but a rise that only one of six orders has.
    let rise = Self.missions([3, 3, 3, 3, 3, 4])
    #expect(TheilSen(rise.map(\.level))?.slope == 0)
    #expect(MannKendall(rise.map(\.level)).pUp == 1.0 / 6 && !Plateau.isFlat(rise))
    // A fall of a level is no rise, but its slope is steep.
    #expect(!Plateau.isFlat(Self.missions([4, 4, 3, 3])))
    var wide = StatisticsConstants.standard
    wide.plateau.flatSlope = 1
    #expect(Plateau.isFlat(Self.missions([4, 4, 3, 3]), constants: wide))
  }

  @Test("Every kind has an advice of its own, and four missions are told to wait")
  func advice() throws {
    #expect(Set(Plateau.Kind.allCases.map(\.advice)).count == 3)
    let possible = try #require(Plateau(Self.missions([3, 3, 3, 3])))
    #expect(possible.words.hasPrefix("possible plateau (stall) over the last 4 missions: wait, or"))
    let shown = try #require(Plateau(Self.missions([3, 3, 3, 3, 3, 3])))
    #expect(shown.words.hasPrefix("plateau (stall) over the last 6 missions. Look at the findings"))
    let ceiling = try #require(Plateau(Self.missions([5, 5, 5])))
    #expect(ceiling.words.hasPrefix("ceiling over the last 3 missions. Raise the difficulty"))
  }

  @Test("The order of the list changes nothing", arguments: 0..<20)
  func shuffled(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed), purpose: "plateau")
    let missions = (0..<7).map { index in
      FamilyMission(
        quarters: Double(index / 2), readiness: 3 + random.below(2),
        difficulty: 1 + random.below(3))
    }
    #expect(Plateau(missions) == Plateau(missions.shuffled(using: &random)))
  }

  @Test("Kendall's tau of harder missions is above 0, of equal ones there is none")
  func tau() throws {
    func tau(_ levels: [Int]) -> Double? { KendallTau.of(SeriesSamples.levels(levels)) }
    #expect(tau([1, 2, 3, 4]) == 1 && tau([4, 3, 2, 1]) == -1)
    #expect(tau([2, 2, 2]) == nil && tau([]) == nil)
    // Five of six pairs rise and one is tied: 5 ÷ √(5 · 6).
    #expect(abs(try #require(tau([1, 2, 2, 3])) - 0.912_870_929) < 1e-9)
  }
}

@Suite struct PlateauPowerTests {
  struct Rates {
    var improving = 0.0
    var flatFour = 0.0
    var flatSix = 0.0
  }

  /// Six missions, one a quarter: 2.5 + slope · quarter + noise of sd 0.7, as whole levels.
  static func rates(slope: Double, runs: Int = 2_000) -> Rates {
    var random = SeededRandom(seed: 43, purpose: "plateau \(slope)")
    var known: [[Int]: (Bool, Bool, Bool)] = [:]
    var rates = Rates()
    for _ in 0..<runs {
      let levels = (0..<6).map { quarter in
        // Twelve uniform draws less six: as good as normal, and without a logarithm.
        let noise = (0..<12).reduce(-6.0) { sum, _ in sum + random.unit() }
        return min(5, max(1, Int((2.5 + slope * Double(quarter) + 0.7 * noise).rounded())))
      }
      let found = known[levels] ?? outcome(levels)
      known[levels] = found
      if found.0 { rates.improving += 1 / Double(runs) }
      if found.1 { rates.flatFour += 1 / Double(runs) }
      if found.2 { rates.flatSix += 1 / Double(runs) }
    }
    return rates
  }

  private static func outcome(_ levels: [Int]) -> (Bool, Bool, Bool) {
    let missions = PlateauTests.missions(levels)
    return (
      TrendVerdict(MannKendall(missions.map(\.level))) == .improving,
      Plateau.isFlat(Array(missions.suffix(4))), Plateau.isFlat(missions)
    )
  }

  @Test("Teams that stand still look flat as often as the published simulation says")
  func still() {
    let found = Self.rates(slope: 0)
    #expect(abs(found.improving - 0.064) < 0.02)
    // Without the slope it would be 0.54, with a range of two 0.64.
    #expect(abs(found.flatFour - 0.494) < 0.04)
    // Without the chance of a rise it would be 0.38, with a range of two 0.67.
    #expect(abs(found.flatSix - 0.322) < 0.04)
  }

  @Test("Teams that rise by 0.3 look flat over four missions often, over six rarely")
  func rising() {
    let found = Self.rates(slope: 0.3)
    #expect(abs(found.improving - 0.458) < 0.04)
    #expect(abs(found.flatFour - 0.383) < 0.04)
    // Without the chance of a rise it would be 0.14, with one of 0.10 instead of 0.20 0.114.
    #expect(abs(found.flatSix - 0.079) < 0.022)
  }
}
