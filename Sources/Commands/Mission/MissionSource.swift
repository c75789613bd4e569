import ArgumentParser
import Conductor
import Evidence
import Faults
import Foundation
import LinuxHost
import MissionLanguage
import Vocabulary

/// A mission file read, parsed and resolved, with errors as compilers print them.
struct MissionSource {
  let path: String
  let text: String
  let mission: Mission

  static let catalogue = Catalogue(
    signatures: FaultCatalogue.all.map(\.signature), notYet: FaultCatalogue.notYet,
    notObserved: FaultCatalogue.notObserved)

  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ValidationError("cannot read the mission \(path); try cygnet mission list")
    }
    self.path = path
    switch MissionParser.parse(bytes: Array(data), file: path, catalogue: Self.catalogue) {
    case .success(let mission): self.mission = mission
    case .failure(let errors): throw MissionRefused(diagnostics: errors.diagnostics)
    }
    text = String(decoding: data, as: UTF8.self)
  }

  /// The plan for a seed on a range of this machine.
  func plan(seed: UInt64) throws -> Plan {
    let topology = Topology(
      hosts: Cluster.hosts(mission.database.hosts), capabilities: MachineCapabilities.available())
    switch PlanResolver.resolve(
      mission, missionSha256: Digest.sha256(text), seed: seed, topology: topology,
      mode: .rehearsal, catalogue: Self.catalogue, file: path)
    {
    case .success(let plan): return plan
    case .failure(let errors): throw MissionRefused(diagnostics: errors.diagnostics)
    }
  }

  /// The runbook of that path.
  static func runbook(path: String) throws -> Runbook {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ValidationError("cannot read the runbook \(path)")
    }
    let result = RunbookParser.parse(bytes: Array(data), file: path, catalogue: catalogue)
    switch result {
    case .success(let runbook): return runbook
    case .failure(let errors): throw MissionRefused(diagnostics: errors.diagnostics)
    }
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
