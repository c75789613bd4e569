package import Vocabulary

/// A quarter at one glance: what was planned, what was played, what is due, and by whom.
package struct QuarterBoard: Sendable, Equatable, Codable {
  /// The quarter's dates.
  package var dates: QuarterDates
  /// The day it is looked at.
  package var today: CalendarDay
  /// The missions, in the order of the plan; then what was played beside it.
  package var missions: [Row]
  /// The deadlines of findings, by day.
  package var due: [Due]
  /// What the plan says that nothing was done about.
  package var notes: [String]

  /// A mission of the quarter.
  package struct Row: Sendable, Equatable, Codable {
    /// The mission's name.
    package var mission: String
    /// Its family.
    package var family: String
    /// 1 to 5.
    package var difficulty: Int
    /// Why it was chosen; empty where it was not.
    package var reasons: [String]
    /// How far it is.
    package var state: State
    /// When people played it; nil where they did not.
    package var day: CalendarDay?
    /// 1 to 5; nil where it has none.
    package var readiness: Int?
  }

  /// How far a mission is.
  package enum State: String, Sendable, Codable, CaseIterable {
    /// Chosen.
    case planned
    /// Played, not sealed.
    case played
    /// Played and sealed.
    case sealed
    /// The last window is over, and it was not played.
    case missed
  }

  /// A finding with a deadline.
  package struct Due: Sendable, Equatable, Codable {
    /// The finding.
    package var finding: String
    /// One line for people.
    package var title: String
    /// The name of the person who answers for it.
    package var owner: String
    /// The last day.
    package var day: CalendarDay
    /// Whether somebody claims that it is mended.
    package var isClaimed: Bool

    /// A deadline.
    package init(
      finding: String, title: String, owner: String, day: CalendarDay, isClaimed: Bool
    ) {
      self.finding = finding
      self.title = title
      self.owner = owner
      self.day = day
      self.isClaimed = isClaimed
    }

    /// Whether its day is over and nobody claims anything.
    package func isOverdue(on today: CalendarDay) -> Bool { !isClaimed && day < today }
  }

  /// The board of a plan on a day.
  package init(
    _ plan: QuarterPlan, dates: QuarterDates, exercises: [PractisedExercise], due: [Due],
    today: CalendarDay
  ) {
    precondition(plan.quarter == dates.quarter, "plan and dates must be of one quarter")
    self.dates = dates
    self.today = today
    self.due = due.sorted { ($0.day, $0.finding) < ($1.day, $1.finding) }
    notes = plan.notes
    let own = exercises.filter { $0.quarter == plan.quarter && $0.isOfPeople }
      .sorted { ($0.day, $0.run) < ($1.day, $1.run) }
    let isOver = dates.windows.last.map { $0.day < today } ?? false
    var rows = plan.missions.map { planned in
      let played = own.last { $0.mission == planned.card.name }
      return Row(
        mission: planned.card.name, family: planned.card.family,
        difficulty: planned.card.difficulty, reasons: planned.reasons.map(\.words),
        state: played.map { $0.isSealed ? .sealed : .played } ?? (isOver ? .missed : .planned),
        day: played?.day, readiness: played?.readiness)
    }
    let names = Set(rows.map(\.mission))
    rows += own.filter { !names.contains($0.mission) }.map { exercise in
      Row(
        mission: exercise.mission, family: exercise.family, difficulty: exercise.difficulty,
        reasons: [], state: exercise.isSealed ? .sealed : .played, day: exercise.day,
        readiness: exercise.readiness)
    }
    missions = rows
  }
}
