import Faults
import Foundation
import MissionLanguage
import Testing
import Vocabulary

/// The files of this repository that tests read.
enum TestFiles {
  static let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let missions = here.deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Missions")

  /// All YAML files of a folder, by name.
  static func yaml(in folder: URL) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map(folder.appendingPathComponent)
  }

  static let malformed = yaml(in: here.appendingPathComponent("Fixtures/malformed"))
  static let allMissions = ["seed", "single", "negative"].flatMap {
    yaml(in: missions.appendingPathComponent($0))
  }
  static let allRunbooks = yaml(in: missions.appendingPathComponent("runbooks"))

  /// What missions and runbooks of this repository may name: all that this version has.
  static let catalogue = Catalogue(
    signatures: FaultCatalogue.all.map(\.signature), notYet: FaultCatalogue.notYet,
    notObserved: FaultCatalogue.notObserved)

  static func text(_ url: URL) throws -> String { try String(contentsOf: url, encoding: .utf8) }

  static func mission(_ url: URL) throws -> Mission {
    try MissionParser.parse(
      try text(url), file: url.lastPathComponent, catalogue: catalogue
    ).get()
  }

  static func mission(named name: String) throws -> Mission {
    let url = try #require(allMissions.first { $0.lastPathComponent == "\(name).yaml" })
    return try mission(url)
  }

  static func plan(
    _ mission: Mission, seed: UInt64, mode: PlanResolver.Mode = .rehearsal,
    topology: Topology? = nil
  ) throws -> Plan {
    try PlanResolver.resolve(
      mission, missionSha256: "00", seed: seed,
      topology: topology ?? SampleCatalogue.topology(mission.database.hosts), mode: mode,
      catalogue: catalogue, file: "\(mission.name).yaml"
    ).get()
  }
}
