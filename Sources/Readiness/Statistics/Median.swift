/// The middle of a list, the only average that ordinal values have.
///
/// Shape: of an even count the mean of the middle two, which for levels may be a half.
/// Units: the caller's.
/// Limits: infinite values are ordered like any other.
/// Errors: nil of nothing.
/// Source: `docs/reference/statistics.md`.
enum Median {
  static func of(_ values: [Double]) -> Double? {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 { return sorted[middle] }
    let (left, right) = (sorted[middle - 1], sorted[middle])
    // Equal infinities have a middle; their sum halved would be right, opposite ones have none.
    return left == right ? left : (left + right) / 2
  }
}
