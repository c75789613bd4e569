package import Vocabulary

/// Redis 7 as Debian ships it, on port 6379, with a Sentinel on each host on port 26379.
///
/// Shape:  one member is born as the primary, the others as its replicas; the Sentinels elect
///         another one where it is down for most of them. They call the primary by the cluster's
///         token, so that Sentinels of another cluster never mix with them.
/// Limits: both programs of a host are one service: what kills, stops or pauses the database does
///         it to the Sentinel as well.
/// Source: redis.io, "High availability with Redis Sentinel".
package struct RedisDatabase: PreparedDatabase {
  /// The database for a catalogue.
  package init() {}

  /// `redis`.
  package var kind: String { "redis" }

  static let clientPort = 6379
  static let sentinelPort = 26_379

  /// Where members take client requests.
  package var clientPort: Int { Self.clientPort }

  /// `redis-server --version`.
  package var versionQuestion: [String] { ["redis-server", "--version"] }

  /// A client that finds the primary through the Sentinels of these members.
  package func storeClient(for order: ClientOrder) -> any StoreClient {
    let sentinels = order.endpoints.map {
      MemberEndpoint(name: $0.name, address: $0.address, port: Self.sentinelPort)
    }
    return RedisClient(
      sentinels: sentinels, master: order.cluster, group: order.group, timeout: order.timeout)
  }

  /// A Sentinel in the background and Redis in its place; further arguments are Redis's.
  ///
  /// Both read files that they have rewritten when roles changed, so a restart keeps them.
  package func service(on host: HostName, in cluster: ClusterLayout) -> ServiceCommand {
    let files = RedisConfiguration(cluster)
    return ServiceCommand(
      executable: "sh",
      arguments: [
        "-c", "redis-server \"$1\" --sentinel & shift; exec redis-server \"$@\"", "redis",
        files.sentinelPath(host), files.redisPath(host),
      ],
      environment: [:], readiness: RedisReadiness(cluster).ways(of: host))
  }

  /// Folders and the files of both programs.
  package func preparations(for cluster: ClusterLayout) -> [[String]] {
    RedisConfiguration(cluster).commands()
  }
}
