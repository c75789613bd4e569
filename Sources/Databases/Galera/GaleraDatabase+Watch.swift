import NIOCore
import NIOPosix
import Synchronization
package import Vocabulary

extension GaleraDatabase {
  /// Asks each member on its own, and reports what is known by then.
  package func watch(
    _ cluster: ClusterLayout, every interval: Nanoseconds,
    now: @escaping @Sendable () -> Nanoseconds,
    report: @escaping @Sendable (ClusterStatus) async -> Void
  ) async {
    let probes = cluster.members.map { member in
      GaleraProbe(member, at: cluster.addresses[member] ?? "", now: now)
    }
    await withTaskGroup(of: Void.self) { group in
      for probe in probes { group.addTask { await probe.ask(every: interval) } }
      group.addTask {
        while !Task.isCancelled {
          let members = GaleraMembers.members(probes.map(\.view))
          await report(ClusterStatus(timeNs: now(), members: members))
          try? await Task.sleep(for: interval.duration)
        }
      }
    }
  }
}

/// One member's probe with a session of its own and what it last saw.
private final class GaleraProbe: Sendable {
  private let host: HostName
  private let address: String
  private let connection: MariaDBConnection
  private let now: @Sendable () -> Nanoseconds
  private let seen = Mutex(Seen())

  private struct Seen: Sendable {
    var sight: GaleraSight?
    var at = Nanoseconds.zero
  }

  /// A member that has not answered for so long does not answer.
  private static let patience = Nanoseconds.seconds(2)

  init(_ host: HostName, at address: String, now: @escaping @Sendable () -> Nanoseconds) {
    self.host = host
    self.address = address
    self.now = now
    connection = MariaDBConnection(
      host: address, port: GaleraDatabase.clientPort,
      eventLoop: MultiThreadedEventLoopGroup.singleton.next())
  }

  /// The member as it is known by now.
  var view: GaleraMembers.Seen {
    let seen = seen.withLock { $0 }
    return GaleraMembers.Seen(
      host: host, address: "\(address):\(GaleraDatabase.clientPort)",
      sight: seen.at >= now() - Self.patience ? seen.sight : nil)
  }

  /// Notes an answer, or a refusal, which is an answer of its own; silence is left to the patience.
  func ask(every interval: Nanoseconds) async {
    while !Task.isCancelled {
      let asked = now()
      let deadline = NIODeadline.now() + .nanoseconds(Self.patience.rawValue)
      let reply = try? await connection.send(.query(GaleraSight.statement), before: deadline)
        .get()
      let sight = reply.flatMap { GaleraSight($0) }
      if sight != nil || now() < asked + Self.patience {
        seen.withLock { $0 = Seen(sight: sight, at: now()) }
      }
      try? await Task.sleep(for: interval.duration)
    }
  }
}
