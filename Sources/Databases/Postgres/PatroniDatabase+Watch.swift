import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
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
    await withTaskGroup(of: Void.self) { group in
      for probe in probes {
        group.addTask { await probe.askPostgres(every: interval) }
        group.addTask { await probe.askPatroni(every: interval) }
      }
      group.addTask {
        while !Task.isCancelled {
          let members = PatroniMembers.members(probes.map(\.view))
          await report(ClusterStatus(timeNs: now(), members: members))
          try? await Task.sleep(for: interval.duration)
        }
      }
    }
  }
}

/// One member's probe with connections of its own and what it last saw.
private final class PatroniProbe: Sendable {
  private let host: HostName
  private let address: String
  private let postgres: PostgresConnection
  private let patroni: HTTPConnection
  private let now: @Sendable () -> Nanoseconds
  private let seen = Mutex(Seen())

  private struct Seen: Sendable {
    var replication: PostgresReplication?
    var replicationAt = Nanoseconds.zero
    var sight: PatroniSight?
    var sightAt = Nanoseconds.zero
  }

  /// A program that has not answered for so long does not answer.
  private static let patience = Nanoseconds.seconds(2)

  init(_ host: HostName, at address: String, now: @escaping @Sendable () -> Nanoseconds) {
    self.host = host
    self.address = address
    self.now = now
    let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
    postgres = PostgresConnection(
      host: address, port: PatroniDatabase.clientPort, eventLoop: eventLoop)
    patroni = HTTPConnection(host: address, port: PatroniDatabase.restPort, eventLoop: eventLoop)
  }

  /// The member as it is known by now.
  var view: PatroniMembers.Seen {
    let seen = seen.withLock { $0 }
    let oldest = now() - Self.patience
    return PatroniMembers.Seen(
      host: host, address: "\(address):\(PatroniDatabase.clientPort)",
      replication: seen.replicationAt >= oldest ? seen.replication : nil,
      patroni: seen.sightAt >= oldest ? seen.sight : nil)
  }

  func askPostgres(every interval: Nanoseconds) async {
    await ask(every: interval) {
      let deadline = NIODeadline.now() + .nanoseconds(Self.patience.rawValue)
      let reply = try? await self.postgres.send(
        .simple(PostgresReplication.question), before: deadline
      ).get()
      return reply.flatMap { PostgresReplication($0) }
    } note: {
      $0.replication = $1
      $0.replicationAt = $2
    }
  }

  func askPatroni(every interval: Nanoseconds) async {
    await ask(every: interval) {
      let answer = try? await self.patroni.send(
        .GET, "/leader", body: nil, timeout: Self.patience
      ).get()
      return answer.flatMap {
        PatroniSight(status: $0.status, body: Array($0.body.readableBytesView))
      }
    } note: {
      $0.sight = $1
      $0.sightAt = $2
    }
  }

  /// Notes an answer, or a refusal, which is an answer of its own; silence is left to the patience.
  private func ask<Answer: Sendable>(
    every interval: Nanoseconds, _ question: @Sendable () async -> Answer?,
    note: @Sendable (inout Seen, Answer?, Nanoseconds) -> Void
  ) async {
    while !Task.isCancelled {
      let asked = now()
      let answer = await question()
      if answer != nil || now() < asked + Self.patience {
        seen.withLock { note(&$0, answer, now()) }
      }
      try? await Task.sleep(for: interval.duration)
    }
  }
}
