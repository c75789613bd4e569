package import Readiness

/// A trend counted the slow way, by trying every order: what the quick way must agree with.
///
/// Shape:  S, both chances and the slope, from the definitions of `docs/reference/statistics.md`
///         and from nothing that `MannKendall` and `TheilSen` share.
/// Units:  pairs; chances 0…1; readings a quarter.
/// Limits: at most nine exercises a stratum, for n! orders are tried; no two at the same time.
/// Source: Mann 1945; Hirsch, Slack and Smith 1982 (strata); Gehan 1965 (a pair of unknown order
///         counts 0).
package struct EnumeratedTrend: Sendable, Equatable {
  /// Better pairs less worse pairs.
  package var s: Int
  /// The share of all orders with an S as great.
  package var pUp: Double
  /// The share of all orders with an S as small.
  package var pDown: Double
  /// The median slope of all pairs; nil where a reading is a bound, or where there is no pair.
  package var slope: Double?
  /// Pairs whose order is known.
  package var pairs: Int
  /// Exercises in the longest stratum.
  package var longest: Int

  /// So many exercises of a stratum can be tried in every order.
  package static let most = 9

  /// Tries every order; nil where a stratum is too long, or has two exercises at one time.
  package init?(strata: [[SeriesPoint]], better: BetterDirection = .higher) {
    let ordered = strata.map { $0.sorted { $0.quarters < $1.quarters } }
    for series in ordered {
      guard series.count <= Self.most,
        zip(series, series.dropFirst()).allSatisfy({ $0.quarters < $1.quarters })
      else { return nil }
    }
    let sign = better == .higher ? 1 : -1
    var rise = 0
    var shares: [Int: Double] = [0: 1]
    var slopes: [Double] = []
    pairs = 0
    for series in ordered {
      let readings = series.map(\.reading)
      shares = Self.sum(shares, Self.shares(of: readings))
      for (place, first) in series.enumerated() {
        for later in series[(place + 1)...] {
          guard let order = first.reading.order(to: later.reading) else { continue }
          rise += order
          pairs += 1
          let step = later.reading.bound - first.reading.bound
          slopes.append(step / (later.quarters - first.quarters))
        }
      }
    }
    let found = rise * sign
    s = found
    pUp = shares.reduce(0) { $1.key * sign >= found ? $0 + $1.value : $0 }
    pDown = shares.reduce(0) { $1.key * sign <= found ? $0 + $1.value : $0 }
    let isBounded = ordered.contains { $0.contains(where: \.reading.isCensored) }
    slope = isBounded ? nil : Self.middle(slopes)
    longest = ordered.map(\.count).max() ?? 0
  }

  /// What share of all orders of these readings rises by how many pairs.
  static func shares(of readings: [Reading]) -> [Int: Double] {
    let signs = readings.map { first in readings.map { first.order(to: $0) ?? 0 } }
    var counts: [Int: Int] = [:]
    var placed: [Int] = []
    func place(_ rise: Int) {
      guard placed.count < readings.count else {
        counts[rise, default: 0] += 1
        return
      }
      for next in readings.indices where !placed.contains(next) {
        let gained = placed.reduce(0) { $0 + signs[$1][next] }
        placed.append(next)
        place(rise + gained)
        placed.removeLast()
      }
    }
    place(0)
    let all = Double(counts.values.reduce(0, +))
    return counts.mapValues { Double($0) / all }
  }

  /// Of two independent strata: their S add.
  private static func sum(_ left: [Int: Double], _ right: [Int: Double]) -> [Int: Double] {
    var sums: [Int: Double] = [:]
    for (one, share) in left {
      for (other, weight) in right { sums[one + other, default: 0] += share * weight }
    }
    return sums
  }

  private static func middle(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
  }
}
