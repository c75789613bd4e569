import Conductor
import Faults
import Foundation
import Ranges
import Vocabulary

/// What a crash may have left: effects that probes still see, and control groups.
enum CrashEffects {
  /// A sentence for each fault of the steps whose effect is still seen on a range.
  static func left(
    of steps: [PlannedStep], on connection: RangeConnection
  ) async throws -> [String] {
    guard case .status(let status) = try await connection.ask(.status) else {
      return ["the agent gave no status"]
    }
    let members = status.hosts.filter { $0.name != Cluster.client }
    let facts = ClusterFacts(
      addresses: Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.address) }))
    var found: [String] = []
    for step in steps where step.verb == .inject {
      guard let fault = FaultCatalogue.compile(step, on: facts) else { continue }
      let answer = try await connection.ask(
        .prove(probes: fault.healed, limitNs: .seconds(5)))
      if case .proved(let result) = answer, !result.seen {
        found.append("\(step.name) is still seen: \(result.text)")
      }
    }
    return found
  }

  /// A control group that a range left, which no kernel removes with its sandbox.
  static func controlGroup(named prefix: String) -> String? {
    let root = "/sys/fs/cgroup"
    let paths = FileManager.default.enumerator(atPath: root)
    while let path = paths?.nextObject() as? String {
      if path.split(separator: "/").last?.hasPrefix(prefix) == true { return root + "/" + path }
    }
    return nil
  }
}
