import NIOCore
import NIOPosix
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
    await ClusterStatus.watch(
      probes.map { probe in { await probe.ask(every: interval) } }, every: interval, now: now,
      members: { GaleraMembers.members(probes.map(\.view)) }, report: report)
  }
}

/// One member's probe with a session of its own.
private final class GaleraProbe: Sendable {
  private let host: HostName
  private let address: String
  private let connection: MariaDBConnection
  private let sight: LastAnswer<GaleraSight>

  init(_ host: HostName, at address: String, now: @escaping @Sendable () -> Nanoseconds) {
    self.host = host
    self.address = address
    sight = LastAnswer(now: now)
    connection = MariaDBConnection(
      host: address, port: GaleraDatabase.clientPort,
      eventLoop: MultiThreadedEventLoopGroup.singleton.next())
  }

  /// The member as it is known by now.
  var view: GaleraMembers.Seen {
    GaleraMembers.Seen(
      host: host, address: "\(address):\(GaleraDatabase.clientPort)", sight: sight.value)
  }

  func ask(every interval: Nanoseconds) async {
    await sight.ask(every: interval) {
      let deadline =
        NIODeadline.now() + .nanoseconds(LastAnswer<GaleraSight>.patience.rawValue)
      let reply = try? await self.connection.send(
        .query(GaleraSight.statement), before: deadline
      ).get()
      return reply.flatMap { GaleraSight($0) }
    }
  }
}
