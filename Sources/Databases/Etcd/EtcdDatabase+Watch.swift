import NIOPosix
package import Vocabulary

extension EtcdDatabase {
  /// Asks each member for its status, all at once, each pass anew; every fifth pass for its metrics.
  package func watch(
    _ cluster: ClusterLayout, every interval: Nanoseconds,
    now: @escaping @Sendable () -> Nanoseconds,
    report: @escaping @Sendable (ClusterStatus) async -> Void
  ) async {
    let probes = cluster.members.map { member in
      MemberProbe(
        EtcdEndpoint(
          name: member, address: cluster.addresses[member] ?? "", port: Self.clientPort))
    }
    var due = now()
    var pass = 0
    while !Task.isCancelled {
      // A member's metrics are a hundred kilobytes: asked for at each pass they would be a load.
      let withMetrics = pass % 5 == 0
      pass += 1
      let members = await withTaskGroup(of: ClusterStatus.Member.self) { group in
        for probe in probes { group.addTask { await probe.look(withMetrics: withMetrics) } }
        return await group.reduce(into: []) { $0.append($1) }
      }
      let status = ClusterStatus(timeNs: now(), members: members.sorted { $0.host < $1.host })
      await report(status)
      due = max(due + interval, now())
      try? await Task.sleep(for: (due - now()).duration)
    }
  }
}

/// One member's probe with a connection of its own, so that a silent member delays no other.
private struct MemberProbe: Sendable {
  let endpoint: EtcdEndpoint
  let client: EtcdClient

  init(_ endpoint: EtcdEndpoint) {
    self.endpoint = endpoint
    client = EtcdClient(
      endpoints: [endpoint], group: MultiThreadedEventLoopGroup.singleton,
      timeout: .milliseconds(500))
  }

  func look(withMetrics: Bool) async -> ClusterStatus.Member {
    guard let status = try? await client.status(of: endpoint) else {
      return ClusterStatus.Member(
        host: endpoint.name, answers: false, id: nil, leader: nil, term: nil, fsyncs: nil)
    }
    let figures = withMetrics ? try? await client.syncFigures(of: endpoint) : nil
    return ClusterStatus.Member(
      host: endpoint.name, answers: true, id: String(status.memberID, radix: 16),
      leader: status.leaderID.map { String($0, radix: 16) }, term: Int64(status.raftTerm),
      fsyncs: figures.map { ClusterStatus.FsyncTotals(count: $0.count, seconds: $0.sumS) })
  }
}
