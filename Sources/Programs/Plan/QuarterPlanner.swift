package import Vocabulary

/// Chooses the missions of a quarter.
///
/// Shape: open re-tests first, the most urgent before others; then cells that people never
///        practised; then cells not practised for a year; then incidents and changes since the
///        quarter before; then whatever was practised longest ago. A cell takes one place.
/// Limits: as many as the quarter's windows have room for. Within a cell a mission of the usual
///         difficulty is taken; where the family is at its ceiling, one step harder.
/// Source: the scoring rubric, 5.8; the field guide on plateaus: harder scenarios.
package struct QuarterPlanner: Sendable {
  /// Whose services, incidents and changes.
  package var program: ProgramFile
  /// The missions there are.
  package var cards: [MissionCard]
  /// Re-tests that findings wait for.
  package var retests: [OpenRetest]
  /// All exercises so far.
  package var exercises: [PractisedExercise]
  /// Families at their ceiling, with the difficulty at which they are.
  package var ceilings: [String: Int]

  /// So many quarters after the last time a cell is old.
  package static let oldAfterQuarters = 4

  /// All that choosing depends on.
  package init(
    program: ProgramFile, cards: [MissionCard], retests: [OpenRetest],
    exercises: [PractisedExercise], ceilings: [String: Int]
  ) {
    self.program = program
    self.cards = cards.sorted { $0.name < $1.name }
    self.retests = retests.sorted { ($1.priority, $0.finding) < ($0.priority, $1.finding) }
    self.exercises = exercises
    self.ceilings = ceilings
  }

  /// The plan of a quarter that has so many windows.
  package func plan(_ quarter: Quarter, windows: Int = 1) -> QuarterPlan {
    var draft = Draft(
      quarter: quarter, room: program.missionsPerWindow * max(windows, 0), planner: self)
    draft.takeRetests()
    draft.takeCells(.empty)
    draft.takeCells(.old)
    draft.takeInputs()
    draft.takeCells(.any)
    draft.nameGaps(windows: windows)
    return draft.plan
  }

  /// The databases that the program's services have, or all where the missions fit none of them.
  var databases: Set<String> {
    let own = Set(program.services.map(\.database))
    return own.isDisjoint(with: cards.map(\.database)) ? Set(cards.map(\.database)) : own
  }

  /// The mission of a cell to practise next; nil where there is none that is not taken.
  func mission(
    _ family: String, _ database: String, besides taken: Set<String>
  ) -> (card: MissionCard, step: Int?)? {
    let own = cards.filter {
      $0.family == family && $0.database == database && !taken.contains($0.name)
    }
    let people = exercises.filter { $0.countsForPeople && $0.family == family }
    func times(_ card: MissionCard) -> Int { people.count { $0.mission == card.name } }
    if let ceiling = ceilings[family] {
      let harder = own.filter { $0.difficulty > ceiling }
      let next = harder.min {
        ($0.difficulty, times($0), $0.name) < ($1.difficulty, times($1), $1.name)
      }
      if let next { return (next, ceiling) }
    }
    let usual = people.filter { $0.database == database }.max { $0.day < $1.day }?.difficulty
    let wanted = usual ?? 1
    return own.min {
      (abs($0.difficulty - wanted), times($0), $0.name)
        < (abs($1.difficulty - wanted), times($1), $1.name)
    }.map { ($0, nil) }
  }
}
