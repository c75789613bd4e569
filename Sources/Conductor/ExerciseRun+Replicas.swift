import Databases
import Foundation
import Ranges
import Vocabulary

extension ExerciseRun {
  /// Asks every member what it holds once the load is over, and notes it; its own silence is noted
  /// by leaving the event out.
  func compareReplicas(
    _ cluster: Cluster, _ feed: ClusterFeed, at now: Nanoseconds, _ timeline: any TimelineSink
  ) async {
    guard cluster.database is any ComparableDatabase else { return }
    guard let comparison = await comparison(of: cluster, feed) else {
      progress("data   the members could not be compared; see hosts/agent.log")
      return
    }
    timeline.append(
      .system, .replicasCompared, at: now, step: nil, host: nil, comparison.fields)
    let hashes = comparison.members.map { "\($0.host) \($0.hash ?? "–")" }
      .joined(separator: ", ")
    progress("data   hashes at revision \(comparison.revision ?? 0): \(hashes)")
  }

  private func comparison(of cluster: Cluster, _ feed: ClusterFeed) async -> ReplicaComparison? {
    let order = CompareOrder(kind: cluster.database.kind, cluster: cluster.layout)
    let path = cluster.sandbox.record.places.scratch + "/compare.json"
    do {
      try Data(try CanonicalJSON.document(order).utf8).write(to: URL(fileURLWithPath: path))
      try await cluster.connection.ask(
        .spawn(name: "compare", host: nil, arguments: ["compare", path]))
    } catch {
      return nil
    }
    let deadline = clock() + .seconds(30)
    while clock() < deadline, await feed.ending(of: "compare") == nil {
      if await feed.isGone { return nil }
      // Maintenance that nobody ended is held until the members were compared.
      _ = try? await cluster.connection.ask(.renew)
      try? await Task.sleep(for: .milliseconds(100))
    }
    let line = await feed.lastLine(of: "compare")
    return line.flatMap { try? CanonicalJSON.decode(ReplicaComparison.self, from: $0) }
  }
}
