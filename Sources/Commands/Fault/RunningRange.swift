import Conductor
import Faults
import Foundation
import LinuxHost
import Ranges
import Vocabulary

/// Hosts that faults can be tried on: the way to their agents, and where they are.
struct RunningRange {
  let connection: any AgentLine
  let facts: ClusterFacts

  /// A range that somebody brought up before.
  static func find(_ name: String) async throws -> RunningRange {
    guard let record = RangeRegistry.find(name), Sandbox(record: record).isAlive else {
      throw UsageError(
        "there is no range '\(name)'", hint: "cygnet range status shows what is up")
    }
    return try await attach(try RangeConnection(socket: record.places.socket), record.places)
  }

  /// A range of its own, which ends by itself soon after this process.
  static func up(
    database: String, hosts: Int, isWatched: Bool = false, progress: (String) -> Void
  ) async throws -> (RunningRange, Cluster) {
    let name = "try-\(ProcessInfo.processInfo.processIdentifier)"
    progress("starting \(hosts) hosts with \(database) …")
    let cluster = try await Cluster.up(
      name: name, evidence: RangeRegistry.scratch(of: name) + ".logs",
      specification: DatabaseSpecification(kind: database, hosts: hosts, settings: [:]),
      monitoring: isWatched ? MonitoringSpecification.rehearsal.scrapeNs : nil,
      linger: .seconds(15), clock: { MonotonicClock.now() })
    progress("healthy after \(Terminal.seconds(cluster.upNs))")
    return (try await attach(cluster.connection, cluster.sandbox.record.places), cluster)
  }

  /// The machines of an inventory, once each has said that it belongs to the cluster named there.
  static func reach(
    _ inventory: Inventory, approvedBy: [String], progress: (String) -> Void
  ) async throws -> RunningRange {
    progress("reaching \(inventory.hosts.count) machines of \(inventory.name) …")
    let fleet = try await Fleet.connect(to: inventory, approvedBy: approvedBy)
    return RunningRange(
      connection: fleet, facts: ClusterFacts(addresses: inventory.addresses))
  }

  private static func attach(
    _ connection: any AgentLine, _ places: RangePlaces
  ) async throws -> RunningRange {
    guard case .status(let status) = try await connection.ask(.status) else {
      throw RangeError("the agent gave no status", hint: "cygnet range status")
    }
    // The hosts of the load and of the monitoring are no members.
    let members = status.hosts.filter { !Cluster.bystanders.contains($0.name) }
    var facts = ClusterFacts(
      addresses: Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.address) }))
    facts.monitoring = Cluster.monitoring(in: status, of: facts.kind, places)
    return RunningRange(connection: connection, facts: facts)
  }
}
