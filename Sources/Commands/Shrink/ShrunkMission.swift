import Conductor
import Evidence
import Foundation
import MissionLanguage
import Vocabulary

/// The file of a smallest mission, and the plans of the candidates on the way to it.
enum ShrunkMission {
  /// How a file of this command begins; others are not written over.
  private static let mark = "# Shrunk by `cygnet shrink`"

  /// Refuses, before hours of trials, a file that somebody else wrote or that could be no mission.
  static func check(_ mission: Mission, at path: String) throws {
    _ = try text(of: mission, header: [], at: path)
    guard let data = FileManager.default.contents(atPath: path),
      !String(decoding: data, as: UTF8.self).hasPrefix(mark)
    else { return }
    throw UsageError(
      "\(path) is there already, and it is not from this command",
      hint: "give another --out, or move it away")
  }

  /// Writes the mission under the file's name, with how it came about, and reads it again.
  static func write(
    _ mission: Mission, _ shrinking: Shrinking, finding: String?, to path: String
  ) throws {
    var mission = mission
    if let finding, !mission.retests.contains(finding) { mission.retests.append(finding) }
    let text = try text(of: mission, header: ShrinkText.header(shrinking), at: path)
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url, options: .atomic)
  }

  /// The mission under the name of that file, once it was read back.
  private static func text(
    of mission: Mission, header: [String], at path: String
  ) throws -> String {
    var mission = mission
    let url = URL(fileURLWithPath: path)
    mission.name = url.deletingPathExtension().lastPathComponent
    let text = MissionWriter.text(mission, header: header)
    let parsed = MissionParser.parse(
      text, file: url.lastPathComponent, catalogue: MissionSource.catalogue)
    if case .failure(let errors) = parsed { throw MissionRefused(diagnostics: errors.diagnostics) }
    return text
  }

  /// The plan of a candidate's text on a range of this machine.
  static func plan(_ text: String, name: String, seed: UInt64) throws(MissionErrors) -> Plan {
    let file = "\(name).yaml"
    let mission = try MissionParser.parse(
      text, file: file, catalogue: MissionSource.catalogue
    ).get()
    let topology = Topology(
      hosts: Cluster.hosts(mission.database.hosts), capabilities: MachineCapabilities.available())
    return try PlanResolver.resolve(
      mission, missionSha256: Digest.sha256(text), seed: seed, topology: topology,
      mode: .rehearsal, catalogue: MissionSource.catalogue, file: file
    ).get()
  }
}
