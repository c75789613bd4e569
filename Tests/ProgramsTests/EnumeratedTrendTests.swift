import Readiness
import Testing
import Vocabulary

@testable import Programs

/// The slow way to a trend, against the vectors and against the quick way.
@Suite struct EnumeratedTrendTests {
  private static func series(_ levels: [Int]) -> [SeriesPoint] {
    levels.enumerated().map { SeriesPoint(quarters: Double($0), level: $1) }
  }

  @Test(
    "Every order tried gives the chances of the statistics",
    arguments: [
      ([1, 2, 3, 4], 6, 1.0 / 24), ([2, 3, 3, 4], 5, 1.0 / 12), ([2, 2, 3, 3, 4], 8, 1.0 / 30),
      ([2, 2, 3, 3, 4, 4], 12, 1.0 / 90), ([3, 3, 3, 3], 0, 1), ([4, 4, 3, 4, 4, 4], 1, 0.5),
      ([2, 2, 2, 5, 5, 5], 9, 1.0 / 20),
    ] as [([Int], Int, Double)])
  func vectors(levels: [Int], s: Int, chance: Double) throws {
    let counted = try #require(EnumeratedTrend(strata: [Self.series(levels)]))
    #expect(counted.s == s && abs(counted.pUp - chance) < 1e-12)
    let down = try #require(
      EnumeratedTrend(strata: [Self.series(levels.reversed())], better: .higher))
    #expect(down.s == -s && abs(down.pDown - chance) < 1e-12)
  }

  @Test func `Strata add, and their distributions are convolved`() throws {
    let strata = [Self.series([2, 3, 3, 4]), Self.series([1, 2, 2, 4])]
    let counted = try #require(EnumeratedTrend(strata: strata))
    #expect(counted.s == 10 && abs(counted.pUp - 1.0 / 144) < 1e-12)
    #expect(counted.pairs == 12 && counted.longest == 4)
  }

  @Test func `The slope is the median of all pairs, and none is given where one is a bound`() throws
  {
    #expect(EnumeratedTrend(strata: [Self.series([2, 2, 3, 3, 4, 4])])?.slope == 0.5)
    let bounded = [
      SeriesPoint(quarters: 0, .moreThan(30)), SeriesPoint(quarters: 1, .exactly(6)),
    ]
    let counted = try #require(EnumeratedTrend(strata: [bounded], better: .lower))
    #expect(counted.slope == nil && counted.s == 1 && counted.pairs == 1)
  }

  @Test("The quick way says the same of any short series", arguments: 1...40)
  func agrees(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let strata = (0..<(random.below(2) + 1)).map { _ in
      (0..<(random.below(5) + 1)).map { place -> SeriesPoint in
        let value = Double(random.below(4) + 1)
        return SeriesPoint(
          quarters: Double(place), random.below(3) == 0 ? .moreThan(value) : .exactly(value))
      }
    }
    for better in [BetterDirection.higher, .lower] {
      let counted = try #require(EnumeratedTrend(strata: strata, better: better))
      let test = MannKendall(strata: strata, better: better)
      #expect(test.s == counted.s && test.pairs == counted.pairs, "seed \(seed)")
      #expect(abs(test.pUp - counted.pUp) < 1e-9, "seed \(seed)")
      #expect(abs(test.pDown - counted.pDown) < 1e-9, "seed \(seed)")
    }
  }

  @Test func `What cannot be tried in every order is refused, not guessed`() {
    let long = Self.series(Array(1...10))
    #expect(EnumeratedTrend(strata: [long]) == nil)
    let twins = [SeriesPoint(quarters: 1, level: 2), SeriesPoint(quarters: 1, level: 3)]
    #expect(EnumeratedTrend(strata: [twins]) == nil)
    #expect(EnumeratedTrend(strata: [])?.pUp == 1)
  }
}
