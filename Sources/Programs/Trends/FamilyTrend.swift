package import Readiness
package import Vocabulary

/// What a family of missions came to, exercise by exercise, and whether it gets better.
///
/// Shape: only exercises of people that count; strata are the family's difficulties, so that like
///        is compared with like. Detection alone takes rehearsals, too, in strata of their own.
/// Units: levels; minutes; quarters.
/// Source: `docs/reference/program.md`, "Trends".
package struct FamilyTrend: Sendable, Equatable {
  /// Which family.
  package var family: String
  /// By day.
  package var points: [Point]
  /// How many of people were left out, by the reason.
  package var leftOut: [String: Int]
  /// Of readiness.
  package var readiness: Trend
  /// Of the time to containment.
  package var containment: Trend
  /// Of the time to detection, rehearsals included.
  package var detection: Trend
  /// Of each phase score, in the order of the phases; phases are no strata of one another.
  package var phases: [PhaseTrend]
  /// Why it stands still; nil where it does not, or nobody can tell.
  package var plateau: Plateau?

  /// One exercise.
  package struct Point: Sendable, Equatable {
    /// The run folder's name.
    package var run: String
    /// The mission's name.
    package var mission: String
    /// The kind of database.
    package var database: String
    /// When.
    package var day: CalendarDay
    /// 1 to 5.
    package var difficulty: Int
    /// 1 to 5; nil where it has none.
    package var readiness: Int?
    /// The phase scores.
    package var phases: Score.Phases
    /// Minutes to containment; nil where that was not exercised.
    package var containment: Reading?
    /// Whether all was done within the SLA.
    package var isWithinSLA: Bool
  }

  /// The trend of one phase.
  package struct PhaseTrend: Sendable, Equatable {
    /// `observe`, `orient`, `decide` or `act`.
    package var name: String
    /// Of its score.
    package var trend: Trend
  }

  /// The difficulty at which the family is at its ceiling; nil where it is not.
  package var ceiling: Int? {
    guard let plateau, plateau.kind == .ceiling else { return nil }
    return points.filter { $0.readiness != nil }.suffix(plateau.missions).map(\.difficulty).max()
  }
}

/// Every family's trend, and all of them together.
package struct ProgramTrends: Sendable, Equatable {
  /// In the order of `Families`; families without an exercise of people are there, too.
  package var families: [FamilyTrend]
  /// Readiness, over all families and difficulties as strata.
  package var readiness: Trend
  /// Time to containment, over the same strata.
  package var containment: Trend
  /// Whether they are of a simulated program: its days are made up, and scripts stood for people.
  package var isSimulated: Bool

  /// The trends of all exercises so far.
  package init(
    _ exercises: [PractisedExercise], constants: StatisticsConstants = .standard
  ) {
    let series = Families.ordered(exercises.map(\.family)).map { family in
      FamilySeries(exercises.filter { $0.family == family }, family: family)
    }
    families = series.map { $0.trend(constants: constants) }
    isSimulated = exercises.contains { $0.simulated != nil }
    readiness = Trend.ofLevels(series.flatMap(\.readiness), constants: constants)
    containment = Trend.ofTimes(series.flatMap(\.containment), constants: constants)
  }

  /// The families at their ceiling, with the difficulty at which they are.
  package var ceilings: [String: Int] {
    Dictionary(
      uniqueKeysWithValues: families.compactMap { trend in trend.ceiling.map { (trend.family, $0) }
      })
  }
}
