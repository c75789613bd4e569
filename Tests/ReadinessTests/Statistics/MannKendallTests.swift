import Readiness
import Testing
import Vocabulary

@Suite struct MannKendallTests {
  /// A row of the table of exact one-sided chances without ties.
  struct Row: Sendable {
    var count: Int
    var most: Int
    /// The least S with p ≤ 0.10, 0.05 and 0.025, and its p; nil where no S has it.
    var needed: [(s: Int, p: Double)?]
  }

  static let rows = [
    Row(count: 3, most: 3, needed: [nil, nil, nil]),
    Row(count: 4, most: 6, needed: [(6, 0.0417), (6, 0.0417), nil]),
    Row(count: 5, most: 10, needed: [(8, 0.0417), (8, 0.0417), (10, 0.0083)]),
    Row(count: 6, most: 15, needed: [(9, 0.0681), (11, 0.0278), (13, 0.0083)]),
    Row(count: 7, most: 21, needed: [(11, 0.0681), (13, 0.0345), (15, 0.0151)]),
    Row(count: 8, most: 28, needed: [(12, 0.0894), (16, 0.0305), (18, 0.0156)]),
    Row(count: 9, most: 36, needed: [(14, 0.0901), (18, 0.0376), (20, 0.0223)]),
    Row(count: 10, most: 45, needed: [(17, 0.0779), (21, 0.0363), (23, 0.0233)]),
    Row(count: 11, most: 55, needed: [(19, 0.0823), (23, 0.0433), (27, 0.0203)]),
    Row(count: 12, most: 66, needed: [(20, 0.0985), (26, 0.0432), (30, 0.0224)]),
  ]

  @Test("Without ties the chances are those of the published table", arguments: rows)
  func table(row: Row) throws {
    let rising = SeriesSamples.levels(Array(1...row.count))
    let test = MannKendall(rising)
    #expect(test.s == row.most && test.pairs == row.most && test.method == .exact)
    let null = try #require(NullDistribution.exact(rising))
    for (limit, needed) in zip([0.10, 0.05, 0.025], row.needed) {
      // S has the parity of its greatest value.
      let least = stride(from: -row.most, through: row.most, by: 2).first {
        null.chance(atLeast: $0) <= limit
      }
      #expect(least == needed?.s)
      if let needed { #expect(abs(null.chance(atLeast: needed.s) - needed.p) < 0.000_051) }
    }
  }

  @Test("The smallest chance without ties is one of all orders", arguments: 2...12)
  func smallest(count: Int) {
    let orders = (1...count).reduce(1, *)
    #expect(MannKendall(SeriesSamples.levels(Array(1...count))).pUp == 1 / Double(orders))
  }

  struct Tied: Sendable {
    var levels: [Int]
    var s: Int
    /// The chance as a fraction.
    var share: Int
    var of: Int
  }

  static let tied = [
    Tied(levels: [1, 2, 3, 4], s: 6, share: 1, of: 24),
    Tied(levels: [2, 3, 3, 4], s: 5, share: 1, of: 12),
    Tied(levels: [2, 2, 3, 3, 4], s: 8, share: 1, of: 30),
    Tied(levels: [2, 2, 3, 3, 4, 4], s: 12, share: 1, of: 90),
    Tied(levels: [2, 3, 3, 3, 4, 3, 4, 4], s: 17, share: 3, of: 280),
    Tied(levels: [3, 3, 3, 3], s: 0, share: 1, of: 1),
    Tied(levels: [4, 4, 3, 4, 4, 4], s: 1, share: 1, of: 2),
  ]

  @Test("With ties S and its chance are those of the vectors", arguments: tied)
  func ties(row: Tied) {
    let test = MannKendall(SeriesSamples.levels(row.levels))
    #expect(test.s == row.s && test.method == .exact)
    #expect(test.pUp == Double(row.share) / Double(row.of))
  }

  @Test("Two families count as one test of convolved chances")
  func stratified() {
    let test = MannKendall(strata: [[2, 3, 3, 4], [1, 2, 2, 4]].map(SeriesSamples.levels))
    #expect(test.s == 10 && test.points == 8)
    #expect(test.pUp == 1.0 / 144)
    // The same points as one series are another question.
    #expect(MannKendall(SeriesSamples.levels([2, 3, 3, 4, 1, 2, 2, 4])).s != 10)
  }

  @Test("Falling times are better times, and up and down change places")
  func direction() {
    let times = SeriesSamples.minutes([42, 35, 31, 30, 22])
    let (lower, higher) = (MannKendall(times, better: .lower), MannKendall(times))
    #expect(lower.s == 10 && lower.pUp == 1.0 / 120 && lower.pDown == 1)
    #expect(higher.s == -10 && higher.pDown == lower.pUp && higher.pUp == 1)
  }

  @Test("A bound above all values orders like a value, and two bounds do not order")
  func bounds() {
    let test = MannKendall(SeriesSamples.minutes([-118, -118, 60, 40]), better: .lower)
    // Every pair but that of the two bounds falls.
    #expect(test.s == 5 && test.pairs == 5 && test.unknown == 1)
    #expect(abs(test.pUp - 1.0 / 12) < 1e-12)
  }

  @Test("A bound says nothing of a longer value, in S and in the chances")
  func hidden() {
    // 30 < 60, and more than 40 is more than 30; whether it is more than 60 nobody knows.
    let test = MannKendall(SeriesSamples.minutes([60, -40, 30]), better: .lower)
    #expect(test.s == 2 && test.pairs == 2 && test.unknown == 1)
    // Of six orders two have 30 last, and S is 2 in those alone.
    #expect(abs(test.pUp - 1.0 / 3) < 1e-12)
    // As if the bound were the value, S would be 3.
    #expect(MannKendall(SeriesSamples.minutes([60, 40, 30]), better: .lower).s == 3)
  }

  @Test("Nothing, one exercise, and exercises at one time have no trend")
  func degenerate() {
    let together = (1...5).map { SeriesPoint(quarters: 2, level: $0) }
    for series in [[], SeriesSamples.levels([3]), together] {
      let test = MannKendall(series)
      #expect(test.s == 0 && test.pUp == 1 && test.pDown == 1 && test.pairs == 0)
    }
    #expect(MannKendall(strata: []).pUp == 1)
  }

  @Test("A series too long to count is approximated, and says so")
  func long() {
    let levels = (0..<60).map { 1 + ($0 * 7 + $0 / 12) % 5 }
    let test = MannKendall(SeriesSamples.levels(levels))
    #expect(test.method == .normal && test.words.contains("approximate"))
    #expect(test.pUp > 0 && test.pUp < 1 && test.pUp + test.pDown > 1)
    let risen = MannKendall(SeriesSamples.levels((0..<60).map { 1 + $0 / 12 }))
    #expect(risen.pUp < 1e-6 && risen.pDown > 1 - 1e-6)
  }

  @Test("What is said names S, the pairs, the chance, and what censoring hides")
  func words() {
    let test = MannKendall(SeriesSamples.minutes([60, -40, 30]), better: .lower)
    #expect(test.words == "S 2 of 2 pairs, p up 0.333, 3 exercises, 1 pair of unknown order")
    let rising = MannKendall(SeriesSamples.levels(Array(1...12)))
    #expect(rising.words == "S 66 of 66 pairs, p up < 0.001, 12 exercises")
  }
}
