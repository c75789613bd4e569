import Readiness
import Testing
import Vocabulary

@Suite struct TheilSenTests {
  @Test("Slopes are those of the vectors")
  func vectors() throws {
    let levels = try #require(TheilSen(SeriesSamples.levels([2, 2, 3, 3, 4, 4])))
    #expect(levels.slope == 0.5 && levels.pairs == 15 && levels.dropped == 0)
    let minutes = try #require(TheilSen(SeriesSamples.minutes([42, 35, 31, 30, 22])))
    #expect(abs(try #require(minutes.slope) + 4.417) < 0.0005)
  }

  @Test("A time that halves each quarter has the slope −1, however uneven the quarters are")
  func halved() throws {
    let uneven = [(0.0, 64.0), (1.5, 22.627_416_997_969_522), (2, 16), (5, 2)].map {
      SeriesPoint(quarters: $0, .exactly($1))
    }
    let found = try #require(TheilSen(uneven, scale: .logarithmic))
    #expect(abs(try #require(found.slope) + 1) < 1e-9)
    #expect(found.words == "× 0.50 a quarter")
    // The positions count, not the order: taken one a quarter it would be another slope.
    let even = uneven.enumerated().map { SeriesPoint(quarters: Double($0), $1.reading) }
    let other = try #require(TheilSen(even, scale: .logarithmic)?.slope)
    #expect(abs(other + 1) > 0.1)
  }

  @Test("Pairs of unknown order are dropped and counted, and no bound is taken for a value")
  func censored() throws {
    // More than 60, more than 60, 40, 30: one pair has no order, four know one side, one is whole.
    let found = try #require(TheilSen(SeriesSamples.minutes([-60, -60, 40, 30])))
    #expect(found.pairs == 5 && found.dropped == 1)
    // The upper ends are −10, −10, −20, −10, −15; of the lower ends only one is known.
    #expect(found.atMost == -10 && found.atLeast == nil && found.slope == nil)
    #expect(found.words == "at most -10.00 a quarter (1 pair of unknown order dropped)")
  }

  @Test("A median that no bound can move is one number")
  func bracketed() throws {
    let series = SeriesSamples.minutes([50, 40, 30, 20, 10, -60])
    let found = try #require(TheilSen(series))
    // Ten slopes are −10; five, up to a bound, are greater than 2 at least.
    #expect(found.slope == -10 && found.dropped == 0 && found.pairs == 15)
  }

  @Test("No pair, no slope", arguments: [[], [3], [-3, -4]] as [[Int]])
  func none(minutes: [Int]) {
    #expect(TheilSen(SeriesSamples.minutes(minutes)) == nil)
    #expect(TheilSen([.init(quarters: 1, level: 2), .init(quarters: 1, level: 3)]) == nil)
  }

  @Test("Strata make pairs within themselves only")
  func strata() throws {
    // Each family rises by one; the second starts low, so pooled pairs would fall.
    let strata = [[4, 5], [1, 2]].map(SeriesSamples.levels)
    #expect(TheilSen(strata: strata)?.slope == 1)
    #expect(TheilSen(strata: strata)?.pairs == 2)
  }

  @Test("A time of nothing counts as a second, so that it has a logarithm")
  func instant() throws {
    let series = [
      SeriesPoint(quarters: 0, timeNs: .seconds(2)), SeriesPoint(quarters: 1, timeNs: .zero),
    ]
    let slope = try #require(TheilSen(series, scale: .logarithmic)?.slope)
    #expect(abs(slope + 1) < 1e-12)
  }

  @Test("The slope rises with any later level, and stands still when all levels rise alike")
  func monotone() throws {
    var last = -100.0
    for level in 1...5 {
      let slope = try #require(TheilSen(SeriesSamples.levels([3, 2, 4, 3, level]))?.slope)
      #expect(slope >= last)
      last = slope
    }
    #expect(
      TheilSen(SeriesSamples.levels([1, 2, 2, 3]))?.slope
        == TheilSen(SeriesSamples.levels([3, 4, 4, 5]))?.slope)
  }
}
