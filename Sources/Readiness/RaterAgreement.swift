/// How far two raters agree: exactly, within one category, and beyond chance.
///
/// Shape:  weights fall linearly with the distance, 1 − |i − j| ⁄ (q − 1); chance is that of raters
///         who give each of the q categories equally often (Brennan and Prediger), which does not
///         collapse where nearly everything is right, as Cohen's does.
/// Source: `docs/reference/score.md`, "Grades of people".
package struct RaterAgreement: Sendable, Equatable, Codable {
  /// How many items both graded.
  package var items: Int
  /// The share that both graded alike.
  package var exact: Double
  /// The share that they graded alike or next to each other.
  package var withinOne: Double
  /// Brennan and Prediger's coefficient: 1 is perfect, 0 is chance.
  package var coefficient: Double

  /// One item as two raters placed it among `categories` from 0 up.
  package struct Pair: Sendable, Equatable {
    /// The first rater's category.
    package var left: Int
    /// The second rater's category.
    package var right: Int
    /// How many categories there are.
    package var categories: Int
    /// One item; there are at least two categories.
    package init(_ left: Int, _ right: Int, of categories: Int) {
      precondition(categories >= 2, "a grade chooses between two things at least")
      self.left = left
      self.right = right
      self.categories = categories
    }
  }

  /// The agreement over all items; nil where there is none.
  package init?(_ pairs: [Pair]) {
    guard !pairs.isEmpty else { return nil }
    let count = Double(pairs.count)
    items = pairs.count
    exact = Double(pairs.count { $0.left == $0.right }) / count
    withinOne = Double(pairs.count { abs($0.left - $0.right) <= 1 }) / count
    let observed = Self.weight(of: pairs)
    let chance = pairs.reduce(0) { sum, pair in
      let q = Double(pair.categories)
      return sum + 1 - (q + 1) / (3 * q)
    }
    coefficient = (observed - chance) / (count - chance)
  }

  /// Below this a mission is sealed with the tag `low-agreement`.
  package static let floor = StatisticsConstants.standard.raters.floor

  /// Whether what people graded is too uncertain for a trend.
  package var isLow: Bool { coefficient < Self.floor }

  /// `3 of 4 alike, all within one, Brennan–Prediger 0.79`.
  package var words: String {
    let alike = Int((exact * Double(items)).rounded())
    let near = Int((withinOne * Double(items)).rounded())
    return "\(alike) of \(items) alike, \(near) within one step, Brennan–Prediger "
      + Figures.fixed(coefficient, 2)
  }
}
