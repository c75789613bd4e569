import ArgumentParser

/// Missions as files.
struct MissionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mission", abstract: "Missions as files: list, validate, explain.",
    subcommands: [MissionList.self, MissionValidate.self, MissionExplain.self])
}
