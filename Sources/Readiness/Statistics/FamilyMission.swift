/// One mission of a family, as far as a plateau needs it.
///
/// Shape: missions with people only; a twin has nobody who could learn.
/// Units: quarters since any fixed day; levels.
/// Limits: readiness 1…5; an exercise without one is no mission of this list.
/// Errors: none; another level is a mistake of the caller's.
/// Source: `docs/reference/statistics.md`.
package struct FamilyMission: Sendable, Equatable {
  /// When it was, in quarters.
  package var quarters: Double
  /// How ready the team was.
  package var readiness: Int
  /// How hard it was.
  package var difficulty: Int

  /// A mission that was played.
  package init(quarters: Double, readiness: Int, difficulty: Int) {
    precondition(quarters.isFinite, "a mission was played at a finite time")
    precondition((1...5).contains(readiness), "readiness is a level from 1 to 5")
    self.quarters = quarters
    self.readiness = readiness
    self.difficulty = difficulty
  }

  /// Its readiness as a point of a series.
  package var level: SeriesPoint { .init(quarters: quarters, level: readiness) }

  /// Its difficulty as a point of a series.
  package var hardness: SeriesPoint { .init(quarters: quarters, level: difficulty) }

  /// By time; at the same time by level, so that the order of a list means nothing.
  static func comes(_ first: FamilyMission, before later: FamilyMission) -> Bool {
    (first.quarters, first.readiness, first.difficulty)
      < (later.quarters, later.readiness, later.difficulty)
  }
}
