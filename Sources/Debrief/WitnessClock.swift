package import Vocabulary

/// In which unit the moments of a witness are written.
///
/// Shape: seconds with four decimals; where two moments would look alike in them, the next smaller
///        unit in which none do. Imported logs count in anything.
package struct WitnessClock: Sendable {
  private static let units: [(name: String, nanoseconds: Double, places: Int)] = [
    ("s", 1e9, 4), ("ms", 1e6, 3), ("µs", 1e3, 3), ("ns", 1, 0),
  ]

  /// Its name, such as `ms`.
  package let unit: String
  private let nanoseconds: Double
  private let places: Int

  /// The unit that tells all moments of these operations apart.
  package init(_ operations: [WitnessOperation]) {
    let moments = Set(operations.flatMap { [$0.invokedNs, $0.completedNs ?? $0.invokedNs] })
    let fitting = Self.units.first { unit in
      Set(moments.map { Self.text($0, unit.nanoseconds, unit.places) }).count == moments.count
    }
    let (name, nanoseconds, places) = fitting ?? ("ns", 1, 0)
    unit = name
    self.nanoseconds = nanoseconds
    self.places = places
  }

  /// A moment without its unit.
  package func text(_ moment: Nanoseconds) -> String { Self.text(moment, nanoseconds, places) }

  private static func text(_ moment: Nanoseconds, _ unit: Double, _ places: Int) -> String {
    Written.decimal(Double(moment.rawValue) / unit, places: places)
  }
}
