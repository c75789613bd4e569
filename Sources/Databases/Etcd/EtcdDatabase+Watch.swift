import NIOPosix
import Synchronization
package import Vocabulary

extension EtcdDatabase {
  /// Asks each member for its status on its own, and reports every interval what is known by then.
  ///
  /// A member on a slow disk answers late, and must neither count as dead nor delay the others.
  package func watch(
    _ cluster: ClusterLayout, every interval: Nanoseconds,
    now: @escaping @Sendable () -> Nanoseconds,
    report: @escaping @Sendable (ClusterStatus) async -> Void
  ) async {
    let probes = cluster.members.map { member in
      MemberProbe(
        MemberEndpoint(
          name: member, address: cluster.addresses[member] ?? "", port: Self.clientPort),
        now: now)
    }
    await withTaskGroup(of: Void.self) { group in
      for probe in probes {
        group.addTask { await probe.askStatus(every: interval) }
        group.addTask { await probe.askMetrics(every: .seconds(1)) }
      }
      group.addTask {
        while !Task.isCancelled {
          await report(ClusterStatus(timeNs: now(), members: probes.map(\.view)))
          try? await Task.sleep(for: interval.duration)
        }
      }
    }
  }
}

/// One member's probe with connections of its own and what it last saw.
private final class MemberProbe: Sendable {
  private let endpoint: MemberEndpoint
  private let client: EtcdClient
  private let now: @Sendable () -> Nanoseconds
  private let seen = Mutex(Seen())

  private struct Seen: Sendable {
    var status: EtcdStatus?
    var at = Nanoseconds.zero
    var fsyncs: ClusterStatus.FsyncTotals?
  }

  /// A member that has not answered for so long does not answer; on a disk whose syncs take
  /// a second etcd answers after two.
  private static let patience = Nanoseconds.seconds(3)

  init(_ endpoint: MemberEndpoint, now: @escaping @Sendable () -> Nanoseconds) {
    self.endpoint = endpoint
    self.now = now
    client = EtcdClient(
      endpoints: [endpoint], group: MultiThreadedEventLoopGroup.singleton,
      timeout: Self.patience)
  }

  /// The member as it is known by now.
  var view: ClusterStatus.Member {
    let seen = seen.withLock { $0 }
    guard let status = seen.status, now() <= seen.at + Self.patience else {
      return ClusterStatus.Member(
        host: endpoint.name, answers: false, id: nil, leader: nil, term: nil, fsyncs: nil)
    }
    return ClusterStatus.Member(
      host: endpoint.name, answers: true, id: String(status.memberID, radix: 16),
      leader: status.leaderID.map { String($0, radix: 16) }, term: Int64(status.raftTerm),
      fsyncs: seen.fsyncs)
  }

  func askStatus(every interval: Nanoseconds) async {
    while !Task.isCancelled {
      let asked = now()
      let status = try? await client.status(of: endpoint)
      // A refusal comes at once and is an answer of its own; silence runs into the time limit.
      let isRefused = status == nil && now() < asked + Self.patience
      seen.withLock { seen in
        if let status {
          seen.status = status
          seen.at = now()
        } else if isRefused {
          seen.status = nil
        }
      }
      try? await Task.sleep(for: interval.duration)
    }
  }

  /// A member's metrics are a hundred kilobytes: asked for at each pass they would be a load.
  func askMetrics(every interval: Nanoseconds) async {
    while !Task.isCancelled {
      let figures = try? await client.syncFigures(of: endpoint)
      seen.withLock { seen in
        seen.fsyncs = figures.map {
          ClusterStatus.FsyncTotals(count: $0.count, seconds: $0.sumS)
        }
      }
      try? await Task.sleep(for: interval.duration)
    }
  }
}
