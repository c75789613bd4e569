package import Debrief
import Vocabulary

/// Coverage as tables.
package enum CoverageText {
  /// A row a family and database.
  package static func cells(_ map: CoverageMap) -> PlainTable {
    PlainTable(
      ["family", "database", "by people", "last", "readiness", "rehearsals", "missions"],
      map.cells.map { cell in
        PlainTable.Row([
          Families.title(cell.family), cell.database, String(cell.practised),
          cell.last?.description ?? (cell.missions > 0 ? "never" : "no mission"),
          cell.readiness.map(String.init) ?? "–", String(cell.rehearsals), String(cell.missions),
        ])
      })
  }

  /// A row a pair that somebody met, or that a mission holds.
  package static func pairs(_ grid: PairGrid) -> PlainTable {
    PlainTable(
      ["fault", "with", "by people", "last", "rehearsals", "missions"],
      grid.pairs.filter { $0.missions > 0 || $0.practised > 0 || $0.rehearsals > 0 }.map { pair in
        PlainTable.Row([
          pair.first, pair.second, String(pair.practised), pair.last?.description ?? "never",
          String(pair.rehearsals), String(pair.missions),
        ])
      })
  }
}
