package import Vocabulary

/// A re-test that a finding waits for, as far as a program needs to know it.
package struct OpenRetest: Sendable, Equatable, Codable {
  /// The finding.
  package var finding: String
  /// One line for people.
  package var title: String
  /// The mission that shows the gap.
  package var mission: String
  /// The target on which it was found.
  package var target: String
  /// Whether a machine can decide it, or people must.
  package var by: Judge
  /// When the finding was opened.
  package var opened: CalendarDay
  /// Blast radius times likelihood; the greater, the more urgent.
  package var priority: Double

  /// Who can decide whether a gap is gone.
  package enum Judge: String, Sendable, Codable, CaseIterable {
    /// Trials without people.
    case machine
    /// An exercise.
    case people
  }

  /// A re-test.
  package init(
    finding: String, title: String, mission: String, target: String, by: Judge,
    opened: CalendarDay, priority: Double
  ) {
    self.finding = finding
    self.title = title
    self.mission = mission
    self.target = target
    self.by = by
    self.opened = opened
    self.priority = priority
  }
}
