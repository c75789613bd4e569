/// The multiset of a series' readings: how many of each kind, and how kinds are ordered.
///
/// Shape: exact values are kinds by value, from the least up. A bound is a kind by how many exact
/// values it is not below, for that is all it can be told by; such kinds follow.
/// Units: none; ranks.
/// Limits: kinds ≤ readings.
/// Errors: none.
/// Source: Gehan, 1965, as `Reading`.
struct ReadingKinds {
  /// How many readings are of each kind.
  private(set) var counts: [Int]
  /// `orders[a][b]` is 1 where b is greater, −1 where it is less, 0 where equal or unknown.
  let orders: [[Int]]
  /// Whether any two kinds are ordered: bounds, if any, are above all exact values.
  let isLayered: Bool

  init(_ readings: [Reading]) {
    func exact(_ reading: Reading) -> Double? { reading.isCensored ? nil : reading.bound }
    let values = Set(readings.compactMap(exact)).sorted()
    func rank(of bound: Double) -> Int { values.count { $0 <= bound } }
    let bounds = readings.filter(\.isCensored).map { rank(of: $0.bound) }
    let ranks = Set(bounds).sorted()
    let kinds =
      values.map(Reading.exactly)
      + ranks.map { rank in
        // The lowest bound of that rank stands for all of them.
        Reading.moreThan(rank == 0 ? -.infinity : values[rank - 1])
      }
    counts = values.map { value in readings.count { exact($0) == value } }
    counts += ranks.map { kind in bounds.count { $0 == kind } }
    orders = kinds.map { first in kinds.map { first.order(to: $0) ?? 0 } }
    isLayered = ranks.isEmpty || ranks == [values.count]
  }
}
