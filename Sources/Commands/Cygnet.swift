package import ArgumentParser
import Conductor

/// The one binary: every noun is a subcommand, every verb below it a file.
package struct Cygnet: AsyncParsableCommand {
  /// What `cygnet --help` lists.
  package static let configuration = CommandConfiguration(
    commandName: "cygnet",
    abstract: "Practise compound database failures before production does it for you.",
    discussion: """
      Exit codes: 0 valid or passed, 1 invalid or a gap found, 2 unknown,
      3 the exercise itself was invalid (a fault or a healing unproved), 64 usage, 70 internal.
      """,
    version: ProjectVersion.text,
    subcommands: [
      RehearseCommand.self, AblateCommand.self, ShrinkCommand.self, MissionCommand.self,
      RangeCommand.self, RunbookCommand.self, TrackRecordCommand.self, FaultCommand.self,
      EvidenceCommand.self, FindingNoun.self, LedgerNoun.self, ProgramNoun.self,
      ExerciseNoun.self, ConsoleCommand.self, HealCommand.self, BenchCommand.self,
      CheckCommand.self, HistoryNoun.self,
      AgentCommand.self, ReaperCommand.self, DiskCommand.self, DriveCommand.self,
      CompareCommand.self, MonitorCommand.self, RemoteCommand.self, RemoteAgentCommand.self,
      RemoteReaperCommand.self, FleetCommand.self, ExporterCommand.self, PagerCommand.self,
      ReferenceCommand.self,
    ])

  /// For the argument parser.
  package init() {}
}
