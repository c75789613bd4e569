import Readiness
import Testing
import Vocabulary

@Suite struct MannKendallPropertyTests {
  @Test(
    "Chances are those of all orders written out, with ties, bounds and equal times",
    arguments: 0..<48)
  func enumeration(seed: Int) throws {
    let series = SeriesSamples.drawn(
      seed, count: 2 + seed % 5, hasBounds: seed % 2 == 1, hasEqualTimes: seed % 4 > 1)
    let (times, readings) = (series.map(\.quarters), series.map(\.reading))
    let scores = SeriesSamples.orders(readings).map { SeriesSamples.score($0, on: times) }
    let s = SeriesSamples.score(readings, on: times)
    func share(_ holds: (Int) -> Bool) -> Double {
      Double(scores.count(where: holds)) / Double(scores.count)
    }
    let test = MannKendall(series)
    #expect(test.s == s && test.method == .exact)
    #expect(abs(test.pUp - share { $0 >= s }) < 1e-12)
    #expect(abs(test.pDown - share { $0 <= s }) < 1e-12)
    let null = try #require(NullDistribution.exact(series))
    for s in -16...16 {
      #expect(abs(null.chance(atLeast: s) - share { $0 >= s }) < 1e-12)
    }
  }

  @Test("The order in which exercises are listed changes nothing", arguments: 0..<24)
  func shuffled(seed: Int) {
    let series = SeriesSamples.drawn(
      seed, count: 7, hasBounds: seed % 2 == 1, hasEqualTimes: seed % 4 > 1)
    var random = SeededRandom(seed: UInt64(seed), purpose: "shuffle")
    let other = series.shuffled(using: &random)
    #expect(MannKendall(series) == MannKendall(other))
    #expect(TheilSen(series) == TheilSen(other))
    #expect(KendallTau.of(series) == KendallTau.of(other))
    let two = [series, SeriesSamples.levels([2, 3, 3, 4])]
    #expect(MannKendall(strata: two).pUp == MannKendall(strata: two.reversed()).pUp)
  }

  @Test("A rise of the last exercise never makes improvement less likely", arguments: 0..<24)
  func monotone(seed: Int) {
    let base = SeriesSamples.drawn(seed, count: 6, hasBounds: false, hasEqualTimes: false)
    var last = -100
    for level in 0..<6 {
      var series = base
      series[5].reading = .exactly(Double(level))
      let test = MannKendall(series)
      #expect(test.s >= last)
      last = test.s
      #expect(test.pUp > 0 && test.pUp <= 1 && test.pDown > 0 && test.pDown <= 1)
      #expect(test.pUp + test.pDown >= 1)
    }
  }

  @Test("Bounds above every value count as the same highest value does", arguments: 0..<12)
  func topBounds(seed: Int) {
    let drawn = SeriesSamples.drawn(seed, count: 7, hasBounds: true, hasEqualTimes: false)
    func with(_ top: (Int) -> Reading) -> MannKendall {
      MannKendall(
        drawn.enumerated().map { index, point in
          point.reading.isCensored
            ? SeriesPoint(quarters: point.quarters, top(index)) : point
        })
    }
    let (bounds, values) = (with { .moreThan(9 + Double($0)) }, with { _ in .exactly(9) })
    #expect(bounds.s == values.s && bounds.pUp == values.pUp && bounds.pDown == values.pDown)
  }

  @Test(
    "Among orders that time did not make, a trend is named as rarely as the limit says",
    arguments: 0..<6)
  func size(seed: Int) {
    let series = SeriesSamples.drawn(seed, count: 5, hasBounds: true, hasEqualTimes: seed > 2)
    let orders = SeriesSamples.orders(series.map(\.reading))
    let named = orders.count { readings in
      let order = zip(series, readings).map { SeriesPoint(quarters: $0.quarters, $1) }
      return MannKendall(order).pUp <= StatisticsConstants.standard.trend.chance
    }
    #expect(Double(named) <= 0.10 * Double(orders.count))
  }

  @Test("The normal approximation is near what counting gives", arguments: 0..<8)
  func approximation(seed: Int) {
    let series = SeriesSamples.drawn(
      seed, count: 12, hasBounds: seed % 2 == 1, hasEqualTimes: false)
    var counted = StatisticsConstants.standard
    let exact = MannKendall(series, constants: counted)
    counted.exact.points = 0
    let normal = MannKendall(series, constants: counted)
    #expect(exact.method == .exact && normal.method == .normal)
    #expect(abs(exact.pUp - normal.pUp) < 0.03)
    #expect(abs(exact.pDown - normal.pDown) < 0.03)
    #expect(exact.s == normal.s)
  }

  @Test("Two independent ways of counting agree: shuffles of layers, and placements")
  func twoCounts() throws {
    // A bound below every value orders with none, so it forces placements and adds no score.
    let levels = SeriesSamples.levels([2, 3, 3, 1, 4, 2])
    let free = levels + [SeriesPoint(quarters: 9, .moreThan(0))]
    let (layers, placements) = (
      try #require(NullDistribution.exact(levels)), try #require(NullDistribution.exact(free))
    )
    for s in -15...15 {
      #expect(abs(layers.chance(atLeast: s) - placements.chance(atLeast: s)) < 1e-12)
    }
  }
}
