import NIOCore
import NIOHTTP1
import NIOPosix
package import Vocabulary

extension PatroniDatabase {
  /// Asks each PostgreSQL and each Patroni on its own, and reports what is known by then.
  package func watch(
    _ cluster: ClusterLayout, every interval: Nanoseconds,
    now: @escaping @Sendable () -> Nanoseconds,
    report: @escaping @Sendable (ClusterStatus) async -> Void
  ) async {
    let probes = cluster.members.map { member in
      PatroniProbe(member, at: cluster.addresses[member] ?? "", now: now)
    }
    await ClusterStatus.watch(
      probes.flatMap { probe -> [@Sendable () async -> Void] in
        [
          { await probe.askPostgres(every: interval) },
          { await probe.askPatroni(every: interval) },
        ]
      }, every: interval, now: now,
      members: { PatroniMembers.members(probes.map(\.view)) }, report: report)
  }
}

/// One member's probe with connections of its own.
private final class PatroniProbe: Sendable {
  private let host: HostName
  private let address: String
  private let postgres: PostgresConnection
  private let patroni: HTTPConnection
  private let replication: LastAnswer<PostgresReplication>
  private let sight: LastAnswer<PatroniSight>

  init(_ host: HostName, at address: String, now: @escaping @Sendable () -> Nanoseconds) {
    self.host = host
    self.address = address
    replication = LastAnswer(now: now)
    sight = LastAnswer(now: now)
    let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
    postgres = PostgresConnection(
      host: address, port: PatroniDatabase.clientPort, eventLoop: eventLoop)
    patroni = HTTPConnection(host: address, port: PatroniDatabase.restPort, eventLoop: eventLoop)
  }

  /// The member as it is known by now.
  var view: PatroniMembers.Seen {
    PatroniMembers.Seen(
      host: host, address: "\(address):\(PatroniDatabase.clientPort)",
      replication: replication.value, patroni: sight.value)
  }

  func askPostgres(every interval: Nanoseconds) async {
    await replication.ask(every: interval) {
      let deadline =
        NIODeadline.now() + .nanoseconds(LastAnswer<PostgresReplication>.patience.rawValue)
      let reply = try? await self.postgres.send(
        .simple(PostgresReplication.question), before: deadline
      ).get()
      return reply.flatMap { PostgresReplication($0) }
    }
  }

  func askPatroni(every interval: Nanoseconds) async {
    await sight.ask(every: interval) {
      let answer = try? await self.patroni.send(
        .GET, "/leader", body: nil, timeout: LastAnswer<PatroniSight>.patience
      ).get()
      return answer.flatMap {
        PatroniSight(status: $0.status, body: Array($0.body.readableBytesView))
      }
    }
  }
}
