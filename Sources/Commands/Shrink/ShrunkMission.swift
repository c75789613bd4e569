import Conductor
import Evidence
import Foundation
import MissionLanguage
import Vocabulary

/// The file of a smallest mission, and the plans of the candidates on the way to it.
enum ShrunkMission {
  /// How a file of this command begins; others are not written over.
  private static let mark = "# Shrunk by `cygnet shrink`"

  /// Refuses a file that somebody else wrote.
  static func checkFree(_ path: String) throws {
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
    let url = URL(fileURLWithPath: path)
    mission.name = url.deletingPathExtension().lastPathComponent
    if let finding, !mission.retests.contains(finding) { mission.retests.append(finding) }
    let text = MissionWriter.text(mission, header: ShrinkText.header(shrinking))
    let parsed = MissionParser.parse(
      text, file: url.lastPathComponent, catalogue: MissionSource.catalogue)
    if case .failure(let errors) = parsed { throw MissionRefused(diagnostics: errors.diagnostics) }
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url, options: .atomic)
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
