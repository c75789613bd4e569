import ArgumentParser
import Findings
import Vocabulary

/// The smallest mission that shows it.
struct FindingAttach: FindingDecision {
  static let configuration = CommandConfiguration(
    commandName: "attach", abstract: "Name the smallest mission that shows a finding.")

  @OptionGroup var verb: FindingVerb
  @Option(help: "The mission's file, or its name below Missions.") var mission: String

  func commands(on id: FindingID) throws -> [FindingCommand] {
    [.attach(id, mission: try MissionSource(path: mission).mission.name)]
  }
}
