package import Ledger
package import Programs
package import Vocabulary

/// Where a console finds what it shows of a team's program; nothing of it is written.
///
/// Errors: whatever a source throws is said on the page in the words of `explain`.
package struct ProgramSources: Sendable {
  /// Beside which program file everything lies; nil where there is none.
  package var place: @Sendable () -> LedgerPlace?
  /// The program file as it stands there.
  package var program: @Sendable (LedgerPlace) throws -> ProgramFile
  /// How the clocks of a zone stand.
  package var zone: @Sendable (String) throws -> ZoneRules
  /// The missions that the team can plan.
  package var missions: @Sendable (LedgerPlace) -> [MissionCard]
  /// The plan that the team has kept for a quarter; nil where there is none.
  package var plan: @Sendable (Quarter, LedgerPlace) throws -> QuarterPlan?
  /// Missions of exercises with people that are not revealed yet.
  package var unrevealed: @Sendable () throws -> Set<String>
  /// Wall time, since 1970.
  package var now: @Sendable () -> Nanoseconds
  /// What people are told of an error.
  package var explain: @Sendable (any Error) -> String

  /// All of them.
  package init(
    place: @escaping @Sendable () -> LedgerPlace?,
    program: @escaping @Sendable (LedgerPlace) throws -> ProgramFile,
    zone: @escaping @Sendable (String) throws -> ZoneRules,
    missions: @escaping @Sendable (LedgerPlace) -> [MissionCard],
    plan: @escaping @Sendable (Quarter, LedgerPlace) throws -> QuarterPlan?,
    unrevealed: @escaping @Sendable () throws -> Set<String>,
    now: @escaping @Sendable () -> Nanoseconds,
    explain: @escaping @Sendable (any Error) -> String
  ) {
    self.place = place
    self.program = program
    self.zone = zone
    self.missions = missions
    self.plan = plan
    self.unrevealed = unrevealed
    self.now = now
    self.explain = explain
  }
}
