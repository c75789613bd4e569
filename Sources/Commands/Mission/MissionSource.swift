import Conductor
import Evidence
import Foundation
import LinuxHost
import MissionLanguage
import Vocabulary

/// A mission file read, parsed and resolved, with errors as compilers print them.
struct MissionSource {
  let path: String
  let text: String
  let mission: Mission

  static let catalogue = MissionDesk.catalogue

  /// Reads a file, or the mission of that name below `Missions`.
  ///
  /// Settings written `name=value` go before the mission's own. They become the last line of the
  /// text, so that evidence shows them and a changed mission has another digest.
  init(path given: String, settings: [String] = []) throws {
    let path = Self.file(given, below: "Missions", isWanted: { !$0.contains("runbooks/") })
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UsageError(
        "cannot read the mission \(given)", hint: "cygnet mission list shows what there is")
    }
    self.path = path
    switch MissionParser.parse(bytes: Array(data), file: path, catalogue: Self.catalogue) {
    case .success(var mission):
      do throws(SettingWords.Refused) {
        mission.database = try SettingWords.apply(settings, to: mission.database)
      } catch {
        throw UsageError("--setting: \(error.message)", hint: error.hint)
      }
      self.mission = mission
    case .failure(let errors): throw MissionRefused(diagnostics: errors.diagnostics)
    }
    let change = settings.map { " --setting \($0)" }.joined()
    text = String(decoding: data, as: UTF8.self) + (change.isEmpty ? "" : "#\(change)\n")
  }

  /// The plan for a seed, on a range of this machine unless other capabilities are given.
  func plan(
    seed: UInt64, mode: PlanResolver.Mode = .rehearsal, capabilities: Set<Capability>? = nil
  ) throws -> Plan {
    let topology = Topology(
      hosts: Cluster.hosts(mission.database.hosts),
      capabilities: capabilities ?? MachineCapabilities.available())
    switch PlanResolver.resolve(
      mission, missionSha256: Digest.sha256(text), seed: seed, topology: topology,
      mode: mode, catalogue: Self.catalogue, file: path)
    {
    case .success(let plan): return plan
    case .failure(let errors): throw MissionRefused(diagnostics: errors.diagnostics)
    }
  }

  /// The runbook of that path, or of that name in `Missions/runbooks`.
  static func runbook(path given: String) throws -> Runbook {
    let path = file(given, below: "Missions/runbooks", isWanted: { _ in true })
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UsageError(
        "cannot read the runbook \(given)", hint: "ls Missions/runbooks shows what there is")
    }
    let result = RunbookParser.parse(bytes: Array(data), file: path, catalogue: catalogue)
    switch result {
    case .success(let runbook): return runbook
    case .failure(let errors): throw MissionRefused(diagnostics: errors.diagnostics)
    }
  }

  /// The path as it is, or the file of a bare name below a folder where there is exactly one.
  static func file(
    _ given: String, below folder: String, isWanted: (String) -> Bool
  ) -> String {
    let files = FileManager.default
    guard !given.contains("/"), !files.fileExists(atPath: given) else { return given }
    let name = given.hasSuffix(".yaml") ? given : given + ".yaml"
    let all = files.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let found = all.filter { ($0 == name || $0.hasSuffix("/" + name)) && isWanted($0) }
    return found.count == 1 ? "\(folder)/\(found[0])" : given
  }
}

/// A mission or a runbook with mistakes in it: all of them.
struct MissionRefused: Error, CustomStringConvertible {
  let diagnostics: [Diagnostic]

  var description: String {
    let count = diagnostics.count == 1 ? "1 error" : "\(diagnostics.count) errors"
    return diagnostics.map(\.description).joined(separator: "\n") + "\n\(count)"
  }
}
