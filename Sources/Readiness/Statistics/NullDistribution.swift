/// How Mann and Kendall's S falls when time means nothing: counted, not approximated.
///
/// Shape: every distinct order of the same readings is equally likely; `ways` counts them by S.
/// Ties, censored readings and equal times are scored as in the series itself, so the
/// distribution is that of the very S it is compared with.
/// Units: orders; chances 0…1.
/// Limits: exact integers up to 2⁵³ orders, shares to 1e-13 beyond. It takes for granted that
/// exercises are exchangeable: with bounds, that windows grew no longer or shorter with time.
/// Errors: `exact` is nil where counting would pass the limits of `StatisticsConstants.Exact`.
/// Source: Kendall, "Rank correlation methods", 1970, chapter 5; Mann and Whitney, "On a test of
/// whether one of two random variables is stochastically larger than the other", 1947 (the
/// recursion); MacMahon's q-multinomial splits a multiset into such shuffles.
package struct NullDistribution: Sendable, Equatable {
  /// Orders with S = index − `reach`.
  private var ways: [Double]

  /// The greatest S that has a place.
  package var reach: Int { ways.count / 2 }

  /// No pair at all: S is 0.
  init() { ways = [1] }

  private init(ways: [Double]) {
    let total = ways.reduce(0, +)
    // Beyond 2⁵³ counts are rounded anyway; shares cannot overflow.
    let isExact = total <= 0x1p53
    self.ways = isExact ? ways : ways.map { $0 / total }
  }

  /// P(S ≥ s).
  package func chance(atLeast s: Int) -> Double {
    if s <= -reach { return 1 }
    if s > reach { return 0 }
    return ways[(s + reach)...].reduce(0, +) / ways.reduce(0, +)
  }

  /// P(S ≤ s).
  package func chance(atMost s: Int) -> Double {
    if s >= reach { return 1 }
    if s < -reach { return 0 }
    return ways[...(s + reach)].reduce(0, +) / ways.reduce(0, +)
  }

  /// The distribution of the sum of two independent S.
  package func convolved(with other: NullDistribution) -> NullDistribution {
    var sum = [Double](repeating: 0, count: ways.count + other.ways.count - 1)
    for (i, left) in ways.enumerated() where left != 0 {
      for (j, right) in other.ways.enumerated() where right != 0 { sum[i + j] += left * right }
    }
    return NullDistribution(ways: sum)
  }

  /// That of a series; nil where it is too long to count.
  package static func exact(
    _ series: [SeriesPoint], constants: StatisticsConstants = .standard
  ) -> NullDistribution? {
    guard series.count <= constants.exact.points else { return nil }
    let kinds = ReadingKinds(series.map(\.reading))
    let times = Dictionary(grouping: series, by: \.quarters).sorted { $0.key < $1.key }
    if kinds.isLayered && times.count == series.count { return layered(kinds.counts) }
    var states = 1
    for count in kinds.counts {
      states *= count + 1
      if states > constants.exact.states { return nil }
    }
    return NullDistribution(
      ways: PlacementCount(kinds: kinds, groups: times.map(\.value.count)).ways)
  }

  /// Every layer is shuffled into the ones below it, and each shuffle is independent of the last.
  private static func layered(_ counts: [Int]) -> NullDistribution {
    var below = 0
    var sum = NullDistribution()
    for count in counts {
      let shuffles = shuffles(below, count)
      // Of the pairs between them u rise and the others fall.
      var ways = [Double](repeating: 0, count: 2 * below * count + 1)
      for (rising, orders) in shuffles.enumerated() { ways[2 * rising] = orders }
      sum = sum.convolved(with: NullDistribution(ways: ways))
      below += count
    }
    return sum
  }

  /// In how many ways `a` and `b` can be shuffled with u pairs in order, by u.
  private static func shuffles(_ a: Int, _ b: Int) -> [Double] {
    // The last of all is one of `a`, with every one of `b` before it, or one of `b`.
    var rows = [[Double]](repeating: [1], count: b + 1)
    for i in 0..<a {
      var next: [[Double]] = [[1]]
      for j in 0..<b {
        var row = [Double](repeating: 0, count: (i + 1) * (j + 1) + 1)
        for (pairs, ways) in rows[j + 1].enumerated() { row[pairs + j + 1] += ways }
        for (pairs, ways) in next[j].enumerated() { row[pairs] += ways }
        next.append(row)
      }
      rows = next
    }
    return rows[b]
  }
}
