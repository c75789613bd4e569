package import Vocabulary

/// What planning needs to know of a mission.
package struct MissionCard: Sendable, Equatable, Codable {
  /// The mission's name.
  package var name: String
  /// One line for people.
  package var title: String
  /// The row of the coverage map.
  package var family: String
  /// The kind of database.
  package var database: String
  /// 1 to 5.
  package var difficulty: Int
  /// What it injects and operates; without repeats, sorted.
  package var kinds: [String]
  /// The findings that it re-tests.
  package var retests: [String]

  /// All parts at once.
  package init(
    name: String, title: String, family: String, database: String, difficulty: Int,
    kinds: [String], retests: [String] = []
  ) {
    self.name = name
    self.title = title
    self.family = family
    self.database = database
    self.difficulty = difficulty
    self.kinds = Set(kinds).sorted()
    self.retests = retests
  }

  /// The card of a mission as it was read.
  package init(_ mission: Mission) {
    self.init(
      name: mission.name, title: mission.title, family: mission.family,
      database: mission.database.kind, difficulty: mission.difficulty,
      kinds: mission.steps.compactMap(\.action.kind), retests: mission.retests)
  }
}
