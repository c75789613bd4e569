import Databases
import Foundation
import Ranges
package import Vocabulary
import Workloads

/// As many writes as a cluster takes from a few clients, for some seconds.
package struct WriteBench: Sendable {
  /// How long.
  package var span: Nanoseconds

  /// A bench of so many seconds.
  package init(span: Nanoseconds) { self.span = span }

  /// What one run gave.
  package struct Figures: Sendable, Equatable {
    /// Acknowledged writes.
    package var writes: Int
    /// The same per second.
    package var writesPerS: Double
    /// Processor time of the client.
    package var cpuNs: Nanoseconds
  }

  /// Loads the cluster with eight writers in a closed loop; reads its events, so once a cluster.
  package func run(on cluster: Cluster) async throws -> Figures {
    let feed = ClusterFeed()
    let reading = Task { await feed.read(cluster.connection.events) }
    defer { reading.cancel() }
    return try await run(on: cluster, feed: feed, name: "load")
  }

  /// The same with somebody else's reader of events; each run on a cluster needs another name.
  func run(on cluster: Cluster, feed: ClusterFeed, name: String) async throws -> Figures {
    let scratch = cluster.sandbox.record.places.scratch
    let order = DriveOrder(
      database: cluster.database.kind, cluster: cluster.layout.token,
      workload: WorkloadSpecification(
        kind: "register", clients: 8, ratePerS: nil, keys: 64, reads: 0, compareAndSets: 0,
        timeoutNs: .seconds(2)),
      seed: 1, endpoints: cluster.endpoints(of: cluster.layout.members),
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
    let seconds = (summary.finalPhaseNs - summary.startedNs).inSeconds
    let writes = summary.load.acknowledgedWrites
    return Figures(
      writes: writes, writesPerS: seconds > 0 ? Double(writes) / seconds : 0,
      cpuNs: summary.cpuNs ?? .zero)
  }
}
