/// Exercises without people that are alike, counted: a map needs no more of them.
package struct RehearsalCount: Sendable, Equatable {
  /// The row of the coverage map.
  package var family: String
  /// The kind of database.
  package var database: String
  /// What was injected and operated.
  package var kinds: [String]
  /// How many.
  package var count: Int

  /// So many of one sort.
  package init(family: String, database: String, kinds: [String], count: Int) {
    self.family = family
    self.database = database
    self.kinds = kinds
    self.count = count
  }
}
