import NIOPosix
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
    await ClusterStatus.watch(
      probes.flatMap { probe -> [@Sendable () async -> Void] in
        [
          { await probe.askRedis(every: interval) }, { await probe.askSentinel(every: interval) },
        ]
      }, every: interval, now: now,
      members: { RedisMembers.members(probes.map(\.view)) }, report: report)
  }
}

/// One member's probe with connections of its own.
///
/// Both programs hold nothing on disk while they are asked, unless their disk stalls.
private final class RedisProbe: Sendable {
  private let host: HostName
  private let address: String
  private let master: String
  private let redis: RedisConnection
  private let sentinel: RedisConnection
  private let replication: LastAnswer<RedisReplication>
  private let sight: LastAnswer<SentinelSight>

  init(
    _ host: HostName, at address: String, master: String,
    now: @escaping @Sendable () -> Nanoseconds
  ) {
    self.host = host
    self.address = address
    self.master = master
    replication = LastAnswer(now: now)
    sight = LastAnswer(now: now)
    let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
    redis = RedisConnection(host: address, port: RedisDatabase.clientPort, eventLoop: eventLoop)
    sentinel = RedisConnection(
      host: address, port: RedisDatabase.sentinelPort, eventLoop: eventLoop)
  }

  /// The member as it is known by now.
  var view: RedisMembers.Seen {
    RedisMembers.Seen(
      host: host, address: "\(address):\(RedisDatabase.clientPort)",
      replication: replication.value, sentinel: sight.value)
  }

  func askRedis(every interval: Nanoseconds) async {
    await replication.ask(every: interval) {
      let reply = await self.reply(of: self.redis, to: ["INFO", "replication"])
      return reply?.text.flatMap { RedisReplication($0) }
    }
  }

  func askSentinel(every interval: Nanoseconds) async {
    await sight.ask(every: interval) {
      let reply = await self.reply(of: self.sentinel, to: ["SENTINEL", "MASTER", self.master])
      return reply.flatMap { SentinelSight($0) }
    }
  }

  private func reply(of connection: RedisConnection, to words: [String]) async -> RESPValue? {
    try? await connection.send([words], timeout: LastAnswer<RedisReplication>.patience).get()
      .first
  }
}
