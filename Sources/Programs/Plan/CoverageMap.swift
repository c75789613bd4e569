package import Vocabulary

/// What people have practised: a cell for each family and database.
///
/// Shape: rows in the order of `Families`, columns by name. An empty cell was never practised.
/// Limits: rehearsals without people are counted beside the cell and never fill it.
package struct CoverageMap: Sendable, Equatable, Codable {
  /// Rows.
  package var families: [String]
  /// Columns.
  package var databases: [String]
  /// Row by row.
  package var cells: [Cell]
  /// Whether a simulated program filled it: its days are made up, and scripts stood for people.
  package var isSimulated: Bool

  /// One family on one database.
  package struct Cell: Sendable, Equatable, Codable {
    /// The row.
    package var family: String
    /// The column.
    package var database: String
    /// How often people practised it.
    package var practised: Int
    /// When last; nil is never.
    package var last: CalendarDay?
    /// The readiness of the last one that has any.
    package var readiness: Int?
    /// How often it was played without people.
    package var rehearsals: Int
    /// How many missions there are for it.
    package var missions: Int

    /// Whether nobody ever practised it, though there is a mission.
    package var isEmpty: Bool { practised == 0 && missions > 0 }
  }

  /// The map of all exercises so far; `databases` are those that the program's services have.
  ///
  /// `rehearsals` are counted beside those among the exercises.
  package init(
    _ exercises: [PractisedExercise], cards: [MissionCard], databases services: [String] = [],
    rehearsals: [RehearsalCount] = []
  ) {
    let practised: [String] = exercises.map(\.family) + rehearsals.map(\.family)
    let families = Families.ordered(practised + cards.map(\.family))
    let known: [String] = services + exercises.map(\.database) + cards.map(\.database)
    let databases = Set(known + rehearsals.map(\.database)).sorted()
    self.families = families
    self.databases = databases
    isSimulated = exercises.contains { $0.simulated != nil }
    cells = families.flatMap { family in
      databases.map { database in
        let own = exercises.filter { $0.family == family && $0.database == database }
        let counted = rehearsals.filter { $0.family == family && $0.database == database }
          .reduce(0) { $0 + $1.count }
        let people = own.filter(\.countsForPeople).sorted { ($0.day, $0.run) < ($1.day, $1.run) }
        return Cell(
          family: family, database: database, practised: people.count, last: people.last?.day,
          readiness: people.last { $0.readiness != nil && $0.leftOut == nil }?.readiness,
          rehearsals: counted + own.count { !$0.isOfPeople },
          missions: cards.count { $0.family == family && $0.database == database })
      }
    }
  }

  /// The cell of a row and a column.
  package func cell(_ family: String, _ database: String) -> Cell? {
    cells.first { $0.family == family && $0.database == database }
  }
}
