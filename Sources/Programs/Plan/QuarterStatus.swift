import Vocabulary

/// Where a quarter stands: its board, what its gate waits for, what is covered, what is late.
///
/// Shape: a function of the plan, the exercises, the findings' re-tests and the day.
package struct QuarterStatus: Sendable, Equatable, Codable {
  /// Missions and deadlines.
  package var board: QuarterBoard
  /// What the day is for; nil where it is not in the quarter.
  package var phase: QuarterDates.Phase?
  /// Whether the team has kept a plan; otherwise the board shows what would be planned now.
  package var isPlanKept: Bool
  /// The targets whose exercises may not start, with what they wait for.
  package var gate: [ExecutionGate.Waiting]
  /// Who let an exercise of this quarter start all the same.
  package var overrides: [Override]
  /// How much people have practised so far.
  package var coverage: CoverageFigures
  /// Deadlines that are over without a claim, by day.
  package var overdue: [QuarterBoard.Due]

  /// A finding that an exercise did not wait for.
  package struct Override: Sendable, Equatable, Codable {
    /// The finding.
    package var finding: String
    /// The exercise's neutral name.
    package var exercise: String
    /// Who answers for it.
    package var by: String
    /// Why it did not wait.
    package var reason: String

    /// An override.
    package init(finding: String, exercise: String, by: String, reason: String) {
      self.finding = finding
      self.exercise = exercise
      self.by = by
      self.reason = reason
    }
  }

  /// The status of a board.
  package init(
    _ board: QuarterBoard, isPlanKept: Bool, gate: [ExecutionGate.Waiting], overrides: [Override],
    map: CoverageMap
  ) {
    self.board = board
    self.isPlanKept = isPlanKept
    self.gate = gate
    self.overrides = overrides
    let quarter = board.dates.quarter
    phase =
      (quarter.first...quarter.last).contains(board.today)
      ? board.dates.phase(on: board.today) : nil
    coverage = CoverageFigures(map, in: quarter)
    overdue = board.due.filter { $0.isOverdue(on: board.today) }
  }
}
