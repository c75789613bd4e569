import Databases
import Faults
import Foundation
import Ranges
import Vocabulary

/// Hosts with a process that sleeps in the database's place.
///
/// Limits: for what needs no database, on more hosts than databases would fit.
struct BareRange: Sendable {
  let sandbox: Sandbox
  let connection: RangeConnection
  let facts: ClusterFacts

  /// Brings the hosts up; ends by itself soon after this process.
  static func up(
    name: String, evidence: String, hosts: Int, hasDisks: Bool
  ) async throws -> BareRange {
    let (sandbox, connection) = try await Sandbox.start(
      name: name, evidence: evidence, linger: .seconds(20))
    do {
      let members = Cluster.hosts(hosts)
      try await connection.ask(
        .createHosts(hosts: members.map { RangeHost(name: $0, hasDisk: hasDisks) }))
      guard case .status(let status) = try await connection.ask(.status) else {
        throw RangeError("the agent gave no status", hint: "see hosts/agent.log of the bench")
      }
      let sleeper = ServiceCommand(
        executable: "sleep", arguments: ["infinity"], environment: [:],
        readiness: ServiceCommand.Readiness(port: 1, question: "", answer: ""))
      for member in members {
        try FileManager.default.createDirectory(
          atPath: evidence + "/hosts/\(member)", withIntermediateDirectories: true)
        try await connection.ask(.defineService(host: member, service: sleeper))
      }
      try await connection.ask(
        .perform(actions: members.map { .startDatabase(host: $0, extraArguments: []) }))
      return BareRange(
        sandbox: sandbox, connection: connection,
        facts: ClusterFacts(
          addresses: Dictionary(
            uniqueKeysWithValues: status.hosts.map { ($0.name, $0.address) })))
    } catch {
      connection.close()
      sandbox.remove(atOnce: true)
      throw error
    }
  }

  /// Takes it down and waits until nothing of it is left.
  func down() async {
    _ = try? await connection.ask(.down)
    connection.close()
    sandbox.remove(atOnce: false)
  }
}
