import Vocabulary

/// A coverage map in a line: how much of it people have practised, and what they never did.
///
/// Shape: cells without a mission and without an exercise are not counted.
package struct CoverageFigures: Sendable, Equatable, Codable {
  /// Cells that could be practised, or were.
  package var cells: Int
  /// Those that people practised.
  package var practised: Int
  /// Those of them that were not practised for `QuarterPlanner.oldAfterQuarters` quarters.
  package var old: Int
  /// The others, in words, in the order of the map.
  package var never: [String]

  /// The figures of a map as it is in a quarter.
  package init(_ map: CoverageMap, in quarter: Quarter) {
    let known = map.cells.filter { $0.missions > 0 || $0.practised > 0 }
    cells = known.count
    practised = known.count { $0.practised > 0 }
    old = known.count { cell in cell.last.map { ProgramAge.isOld($0, in: quarter) } ?? false }
    never = known.filter(\.isEmpty).map { "\(Families.title($0.family)) on \($0.database)" }
  }

  /// `3 of 5 cells practised by people, 1 of them not for 4 quarters; never: Clock skew on etcd`.
  package var words: String {
    if cells == 0 { return "no mission and no exercise yet" }
    let late =
      old > 0 ? ", \(old) of them not for \(QuarterPlanner.oldAfterQuarters) quarters" : ""
    let empty = never.isEmpty ? "" : "; never: " + never.joined(separator: ", ")
    return "\(practised) of \(cells) cells practised by people\(late)\(empty)"
  }
}
