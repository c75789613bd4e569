import Readiness
import Testing
import Vocabulary

@Suite struct TrendTests {
  private func verdict(_ strata: [[Int]]) -> TrendVerdict {
    TrendVerdict(MannKendall(strata: strata.map(SeriesSamples.levels)))
  }

  static let sentenceRows: [([[Int]], TrendVerdict)] = [
    ([[]], .tooFew), ([[1, 2, 3]], .tooFew), ([[1, 2, 3], [1, 2]], .tooFew),
    // Three and three make six pairs; four make six alone.
    ([[1, 2, 3], [1, 2, 3]], .improving), ([[1, 2, 3, 4]], .improving),
    ([[4, 3, 2, 1]], .worsening), ([[2, 3, 3, 4]], .improving), ([[2, 3, 2, 4]], .noTrend),
    ([[3, 3, 3, 3]], .noTrend), ([[2, 3, 3, 4], [1, 2, 2, 4]], .improving),
    // p is one in ten exactly, and the limit is meant.
    ([[1, 1, 2, 2, 2]], .improving), ([[1, 2, 2, 2, 2]], .noTrend),
  ]

  @Test("The four sentences come at their thresholds", arguments: sentenceRows)
  func sentences(strata: [[Int]], verdict: TrendVerdict) {
    #expect(self.verdict(strata) == verdict)
  }

  @Test("One chance in ten is one tenth to the last bit")
  func tenth() {
    #expect(MannKendall(SeriesSamples.levels([1, 1, 2, 2, 2])).pUp == 0.10)
  }

  @Test("Pairs that censoring hides do not count among the six")
  func hiddenPairs() {
    let hidden = [[50, -40, 30], [50, 40, 30]].map(SeriesSamples.minutes)
    #expect(Trend.ofTimes(hidden).verdict == .tooFew)
    let seen = [[50, 40, 30], [50, 40, 30]].map(SeriesSamples.minutes)
    #expect(Trend.ofTimes(seen).verdict == .improving)
  }

  @Test("The thresholds are data")
  func thresholds() {
    var strict = StatisticsConstants.standard
    strict.trend.chance = 0.05
    let test = MannKendall(SeriesSamples.levels([2, 3, 3, 4]))
    #expect(TrendVerdict(test) == .improving && TrendVerdict(test, constants: strict) == .noTrend)
    strict.trend.leastPoints = 5
    strict.trend.leastPairs = 7
    #expect(TrendVerdict(test, constants: strict) == .tooFew)
  }

  @Test("Words are those of the rules")
  func words() {
    #expect(
      TrendVerdict.allCases.map(\.words) == [
        "too few exercises to tell", "improving", "worsening", "no trend shown",
      ])
    #expect(
      Trend.ofLevels([SeriesSamples.levels([1, 2, 3])]).words == "too few exercises to tell (3)")
    #expect(
      Trend.ofLevels([SeriesSamples.levels([2, 2, 3, 3, 4, 4])]).words
        == "improving; S 12 of 15 pairs, p up 0.011, 6 exercises; +0.50 a quarter")
    #expect(
      Trend.ofTimes([SeriesSamples.minutes([64, 32, 16, 8])]).words
        == "improving; S 6 of 6 pairs, p up 0.042, 4 exercises; × 0.50 a quarter")
  }

  @Test("A trend of times and one of levels point in opposite directions")
  func opposite() {
    let series = [SeriesSamples.minutes([10, 20, 30, 40])]
    #expect(Trend.ofTimes(series).verdict == .worsening)
    #expect(Trend.ofLevels(series).verdict == .improving)
  }
}
