import Databases
import Foundation
import Ranges
package import Vocabulary
import Workloads

/// As many writes as a cluster takes from a few clients, for some seconds.
package struct WriteBench: Sendable {
  /// How long.
  package var span: Nanoseconds

  /// How many clients write.
  package var clients: Int
  /// How many keys they write.
  package var keys: Int

  /// A bench of so many seconds.
  package init(span: Nanoseconds, clients: Int = 8, keys: Int = 64) {
    self.span = span
    self.clients = clients
    self.keys = keys
  }

  /// What one run gave.
  package struct Figures: Sendable, Equatable {
    /// Acknowledged writes.
    package var writes: Int
    /// The same per second.
    package var writesPerS: Double
    /// From the start, connecting included, to the last answer.
    package var span: Nanoseconds
    /// Processor time of the client.
    package var cpuNs: Nanoseconds
    /// Writes that were not acknowledged.
    package var failures: Int
    /// Why, with how often.
    package var faults: [String: Int]
  }

  /// Loads the cluster with its writers in a closed loop; reads its events, so once a cluster.
  package func run(on cluster: Cluster) async throws -> Figures {
    let feed = ClusterFeed()
    let reading = Task { await feed.read(cluster.connection.events) }
    defer { reading.cancel() }
    return try await run(on: cluster, feed: feed, name: "load")
  }

  /// The same with somebody else's reader of events; each run on a cluster needs another name.
  ///
  /// Only `members` are known to the clients; nil is all.
  func run(
    on cluster: Cluster, feed: ClusterFeed, name: String, members: [HostName]? = nil
  ) async throws -> Figures {
    let scratch = cluster.sandbox.record.places.scratch
    let order = DriveOrder(
      database: cluster.database.kind, cluster: cluster.layout.token,
      workload: WorkloadSpecification(
        kind: "register", clients: clients, ratePerS: nil, keys: keys, reads: 0,
        compareAndSets: 0,
        timeoutNs: .seconds(2)),
      seed: 1, endpoints: cluster.endpoints(of: members ?? cluster.layout.members),
      historyPath: scratch + "/\(name).history", durationNs: span)
    let path = scratch + "/\(name).json"
    try Data(try CanonicalJSON.document(order).utf8).write(to: URL(fileURLWithPath: path))
    try await cluster.connection.ask(
      .spawn(name: name, host: Cluster.client, arguments: ["drive", path]))
    while await feed.ending(of: name) == nil {
      guard await !feed.isGone else {
        throw RangeError("the range's agent is gone", hint: "see hosts/agent.log of the bench")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    guard let line = await feed.lastLine(of: name),
      let summary = try? CanonicalJSON.decode(DriveSummary.self, from: line)
    else {
      throw RangeError("the load gave no figures", hint: "see hosts/agent.log of the bench")
    }
    let span = summary.finalPhaseNs - summary.startedNs
    let seconds = span.inSeconds
    let writes = summary.load.acknowledgedWrites
    return Figures(
      writes: writes, writesPerS: seconds > 0 ? Double(writes) / seconds : 0,
      span: span, cpuNs: summary.cpuNs ?? .zero,
      failures: summary.load.fail + summary.load.info, faults: summary.load.faults)
  }
}
