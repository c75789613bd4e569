/// What every mission found, and whether it is what its author expects: `docs/TRACK_RECORD.md`.
package struct TrackRecord: Sendable, Equatable {
  /// One a mission, in alphabetical order.
  package var entries: [Entry]

  /// One mission with everybody who played it.
  package struct Entry: Sendable, Equatable {
    /// The mission as it stands in the run folders.
    package var mission: Mission
    /// The tables, the mission's own runbook first, nobody last.
    package var played: [Played]
    /// What came out otherwise than expected, in whole sentences; empty where all did.
    package var unmet: [String]

    /// A mission's line.
    package init(mission: Mission, played: [Played], unmet: [String]) {
      self.mission = mission
      self.played = played
      self.unmet = unmet
    }
  }

  /// The trials with one responder.
  package struct Played: Sendable, Equatable {
    /// What the mission calls that responder.
    package var role: Role
    /// Its trials.
    package var table: TrialTable

    /// A responder's trials.
    package init(role: Role, table: TrialTable) {
      self.role = role
      self.table = table
    }
  }

  /// What a mission calls a responder.
  package enum Role: String, Sendable, CaseIterable { case runbook, tempting, nobody }

  /// All entries.
  package init(entries: [Entry]) { self.entries = entries }

  /// Whether all came out as expected.
  package var isAsExpected: Bool { entries.allSatisfy(\.unmet.isEmpty) }
}
