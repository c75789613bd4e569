import ArgumentParser
import Findings
import Vocabulary

/// The smallest mission that shows it.
struct FindingAttach: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach", abstract: "Name the smallest mission that shows a finding.")

  @OptionGroup var verb: FindingVerb
  @Option(help: "The mission's file, or its name below Missions.") var mission: String

  func run() throws {
    let source = try MissionSource(path: mission)
    try verb.carryOut { .attach($0, mission: source.mission.name) }
  }
}
