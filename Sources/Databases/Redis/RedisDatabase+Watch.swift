import NIOPosix
import Synchronization
package import Vocabulary

extension RedisDatabase {
  /// Asks each Redis and each Sentinel on its own, and reports what is known by then.
  package func watch(
    _ cluster: ClusterLayout, every interval: Nanoseconds,
    now: @escaping @Sendable () -> Nanoseconds,
    report: @escaping @Sendable (ClusterStatus) async -> Void
  ) async {
    let probes = cluster.members.map { member in
      RedisProbe(
        member, at: cluster.addresses[member] ?? "", master: cluster.token, now: now)
    }
    await withTaskGroup(of: Void.self) { group in
      for probe in probes {
        group.addTask { await probe.askRedis(every: interval) }
        group.addTask { await probe.askSentinel(every: interval) }
      }
      group.addTask {
        while !Task.isCancelled {
          let members = RedisMembers.members(probes.map(\.view))
          await report(ClusterStatus(timeNs: now(), members: members))
          try? await Task.sleep(for: interval.duration)
        }
      }
    }
  }
}

/// One member's probe with connections of its own and what it last saw.
private final class RedisProbe: Sendable {
  private let host: HostName
  private let address: String
  private let master: String
  private let redis: RedisConnection
  private let sentinel: RedisConnection
  private let now: @Sendable () -> Nanoseconds
  private let seen = Mutex(Seen())

  private struct Seen: Sendable {
    var replication: RedisReplication?
    var replicationAt = Nanoseconds.zero
    var sight: SentinelSight?
    var sightAt = Nanoseconds.zero
  }

  /// A program that has not answered for so long does not answer; both hold nothing on disk while
  /// they are asked, unless their disk stalls.
  private static let patience = Nanoseconds.seconds(2)

  init(
    _ host: HostName, at address: String, master: String,
    now: @escaping @Sendable () -> Nanoseconds
  ) {
    self.host = host
    self.address = address
    self.master = master
    self.now = now
    let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
    redis = RedisConnection(host: address, port: RedisDatabase.clientPort, eventLoop: eventLoop)
    sentinel = RedisConnection(
      host: address, port: RedisDatabase.sentinelPort, eventLoop: eventLoop)
  }

  /// The member as it is known by now.
  var view: RedisMembers.Seen {
    let seen = seen.withLock { $0 }
    let oldest = now() - Self.patience
    return RedisMembers.Seen(
      host: host, address: "\(address):\(RedisDatabase.clientPort)",
      replication: seen.replicationAt >= oldest ? seen.replication : nil,
      sentinel: seen.sightAt >= oldest ? seen.sight : nil)
  }

  func askRedis(every interval: Nanoseconds) async {
    await ask(redis, ["INFO", "replication"], every: interval) { seen, reply, at in
      seen.replication = reply?.text.flatMap { RedisReplication($0) }
      seen.replicationAt = at
    }
  }

  func askSentinel(every interval: Nanoseconds) async {
    await ask(sentinel, ["SENTINEL", "MASTER", master], every: interval) { seen, reply, at in
      seen.sight = reply.flatMap { SentinelSight($0) }
      seen.sightAt = at
    }
  }

  /// Notes an answer, or a refusal, which is an answer of its own; silence is left to the patience.
  private func ask(
    _ connection: RedisConnection, _ words: [String], every interval: Nanoseconds,
    note: @Sendable (inout Seen, RESPValue?, Nanoseconds) -> Void
  ) async {
    while !Task.isCancelled {
      let asked = now()
      let reply = try? await connection.send([words], timeout: Self.patience).get().first
      if reply != nil || now() < asked + Self.patience {
        seen.withLock { note(&$0, reply, now()) }
      }
      try? await Task.sleep(for: interval.duration)
    }
  }
}
