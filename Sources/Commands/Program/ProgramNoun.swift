import ArgumentParser

/// A team's program: who practises what, and when.
struct ProgramNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "program", abstract: "A team's program: who practises what, and when.",
    subcommands: [
      ProgramInit.self, ProgramPlanVerb.self, ProgramStatusVerb.self, ProgramCalendar.self,
      ProgramTrendsVerb.self, ProgramMetrics.self, ProgramInvite.self, ProgramSimulateVerb.self,
    ])
}
