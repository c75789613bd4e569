import Databases
import Evidence
import Foundation
import Ranges
import Vocabulary

extension ExerciseRun {
  /// Makes the folder with what is known before the start: mission, plan and constants.
  func prepareFolder() throws {
    let files = FileManager.default
    guard !files.fileExists(atPath: folder.plan) else {
      throw EvidenceError(
        "\(folder.path) holds a run already", hint: "evidence is never overwritten; wait a second")
    }
    try files.createDirectory(atPath: folder.hosts, withIntermediateDirectories: true)
    try write(mission, to: folder.mission)
    try write(try CanonicalJSON.document(plan), to: folder.plan)
    let constants = ScoringConstants(plan: plan, service: service)
    try write(try CanonicalJSON.document(constants), to: folder.constants)
  }

  /// Writes what this machine is, for whoever compares runs.
  func writeEnvironment(_ cluster: Cluster) async throws {
    var environment: [String: JSONValue] = [
      "started_utc": .string(startedUTC), "cygnet_version": .string(ProjectVersion.text),
      "responder": .string(responder.name),
      "range_up_ms": .number(cluster.upNs.inMilliseconds.rounded()),
      "cores": .integer(Int64(ProcessInfo.processInfo.activeProcessorCount)),
      "memory_mib": .integer(Int64(ProcessInfo.processInfo.physicalMemory >> 20)),
    ]
    environment.merge(monitoringEnvironment(cluster)) { $1 }
    environment["database_version"] = try await firstLine(
      cluster.database.versionQuestion, cluster)
    environment["kernel"] = try await firstLine(["uname", "-r"], cluster)
    try write(try CanonicalJSON.document(environment), to: folder.environment)
  }

  private func firstLine(_ command: [String], _ cluster: Cluster) async throws -> JSONValue {
    let answer = try await cluster.connection.ask(
      .run(host: nil, arguments: command, limitNs: .seconds(5)))
    guard case .ran(0, let output, _, _, _) = answer, let line = output.split(separator: "\n").first
    else { return .null }
    return .string(String(line))
  }

  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}

/// The version that stands in evidence and in `--version`.
package enum ProjectVersion {
  /// Semantic version of this source tree.
  package static let text = "0.1.0"
}
