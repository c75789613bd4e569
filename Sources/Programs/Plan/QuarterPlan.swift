package import Vocabulary

/// The missions of a quarter, each with the reasons for it.
package struct QuarterPlan: Sendable, Equatable, Codable {
  /// Which quarter.
  package var quarter: Quarter
  /// In the order in which they were chosen.
  package var missions: [PlannedMission]
  /// Re-tests that a machine decides: run them before the window; they need no place in it.
  package var byMachine: [OpenRetest]
  /// What there was no place or no mission for, a sentence each.
  package var notes: [String]

  /// All at once; the planner is the only caller outside tests.
  package init(
    quarter: Quarter, missions: [PlannedMission], byMachine: [OpenRetest], notes: [String]
  ) {
    self.quarter = quarter
    self.missions = missions
    self.byMachine = byMachine
    self.notes = notes
  }

  /// The findings whose re-tests the plan has taken up.
  package var linkedFindings: Set<String> {
    Set(byMachine.map(\.finding) + missions.flatMap(\.retests))
  }
}

/// A mission that was chosen for a quarter.
package struct PlannedMission: Sendable, Equatable, Codable {
  /// Which.
  package var card: MissionCard
  /// Why; at least one, the one that decided first.
  package var reasons: [PlanReason]
  /// The findings that it re-tests.
  package var retests: [String]

  /// A chosen mission.
  package init(card: MissionCard, reasons: [PlanReason], retests: [String] = []) {
    self.card = card
    self.reasons = reasons
    self.retests = retests
  }
}

/// Why a mission was chosen.
package enum PlanReason: Sendable, Equatable, Codable {
  /// A finding waits for it.
  case retest(finding: String, title: String)
  /// Nobody ever practised its family on its database.
  case neverPractised(family: String, database: String)
  /// Nobody has practised it for long.
  case notSince(CalendarDay, family: String, database: String)
  /// It happened for real.
  case incident(id: String, title: String)
  /// Something changes that it would show.
  case change(id: String, title: String)
  /// Its family is at its ceiling at that difficulty.
  case harder(than: Int, family: String)

  /// A sentence without a full stop.
  package var words: String {
    switch self {
    case .retest(let finding, let title): "re-tests \(finding) (\(title))"
    case .neverPractised(let family, let database):
      "\(Families.title(family)) on \(database) was never practised by people"
    case .notSince(let day, let family, let database):
      "\(Families.title(family)) on \(database) was last practised on \(day)"
    case .incident(let id, let title): "incident \(id): \(title)"
    case .change(let id, let title): "change \(id): \(title)"
    case .harder(let difficulty, let family):
      "\(Families.title(family)) is at its ceiling at difficulty \(difficulty): one step harder"
    }
  }
}
