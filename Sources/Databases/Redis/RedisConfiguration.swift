import Vocabulary

/// The two files of a host: what its Redis and its Sentinel read at the start and write later.
///
/// Shape:  a `conf` folder beside the data directory, for both programs rewrite their files where
///         roles change, and a wiped data directory must not take them with it.
/// Units:  spans are milliseconds, `min-replicas-max-lag` is whole seconds, as Redis has them.
/// Source: redis.conf and sentinel.conf of Redis 7.0.
struct RedisConfiguration {
  /// Settings that a mission may set and that stand in redis.conf.
  private static let ofRedis: Set = [
    "min-replicas-to-write", "min-replicas-max-lag", "appendfsync",
  ]

  /// Settings of the Sentinel, with what stands there where the mission says nothing: spans that
  /// fit the clock of an exercise, as Redis's own of thirty seconds and three minutes do not.
  private static let ofSentinel = [
    "down-after-milliseconds": "2000", "failover-timeout": "10000",
  ]

  private let cluster: ClusterLayout

  init(_ cluster: ClusterLayout) { self.cluster = cluster }

  /// The member that is born as the primary.
  var firstPrimary: HostName? {
    cluster.firstLeader.flatMap { cluster.addresses[$0] == nil ? nil : $0 }
      ?? cluster.members.first
  }

  /// How many Sentinels must agree that the primary is down: a majority.
  var quorum: Int { cluster.members.count / 2 + 1 }

  /// redis.conf of a host.
  ///
  /// Every write is appended to a file, as Redis advises where data matters; snapshots are off.
  func redis(on host: HostName) -> String {
    let address = cluster.addresses[host] ?? ""
    var lines = [
      "port \(RedisDatabase.clientPort)",
      "bind \(address) 127.0.0.1",
      "protected-mode no",
      "dir \"\(cluster.dataDirectories[host] ?? "")\"",
      "appendonly yes",
      "save \"\"",
      "replica-announce-ip \(address)",
      // Else a replica waits five seconds for others that may want the same copy.
      "repl-diskless-sync-delay 0",
      // Else a primary whose replicas lag takes longer to end than a service manager waits.
      "shutdown-timeout 2",
      // What a process was started with must stay to be seen.
      "set-proc-title no",
      // Else Redis keeps to itself how long it waits for the disk.
      "latency-monitor-threshold 100",
    ]
    for (name, value) in cluster.settings.sorted(by: { $0.key < $1.key })
    where Self.ofRedis.contains(name) {
      lines.append("\(name) \(value)")
    }
    if let primary = firstPrimary, primary != host {
      lines.append(
        "replicaof \(cluster.addresses[primary] ?? "") \(RedisDatabase.clientPort)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// sentinel.conf of a host.
  ///
  /// Replicas are named, for a Sentinel that asks the primary before they are there asks again only
  /// ten seconds later. Other Sentinels are not: that they found each other must be seen.
  func sentinel(on host: HostName) -> String {
    let primary = firstPrimary
    let name = cluster.token
    var lines = [
      "port \(RedisDatabase.sentinelPort)",
      "bind \(cluster.addresses[host] ?? "") 127.0.0.1",
      "protected-mode no",
      "dir \"\(folder(host))\"",
      "sentinel announce-ip \(cluster.addresses[host] ?? "")",
      "sentinel monitor \(name) \(primary.flatMap { cluster.addresses[$0] } ?? "") "
        + "\(RedisDatabase.clientPort) \(quorum)",
    ]
    for (setting, usual) in Self.ofSentinel.sorted(by: { $0.key < $1.key }) {
      lines.append("sentinel \(setting) \(name) \(cluster.settings[setting] ?? usual)")
    }
    for member in cluster.members where member != primary {
      lines.append(
        "sentinel known-replica \(name) \(cluster.addresses[member] ?? "") "
          + "\(RedisDatabase.clientPort)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The folder of both files.
  func folder(_ host: HostName) -> String {
    let data = cluster.dataDirectories[host] ?? ""
    return data.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/conf"
  }

  /// The path of redis.conf.
  func redisPath(_ host: HostName) -> String { folder(host) + "/redis.conf" }

  /// The path of sentinel.conf.
  func sentinelPath(_ host: HostName) -> String { folder(host) + "/sentinel.conf" }

  /// The commands that make folders and files.
  func commands() -> [[String]] {
    cluster.members.flatMap { host in
      [
        ["mkdir", "-p", folder(host), cluster.dataDirectories[host] ?? ""],
        Self.write(redis(on: host), to: redisPath(host)),
        Self.write(sentinel(on: host), to: sentinelPath(host)),
      ]
    }
  }

  static func write(_ text: String, to path: String) -> [String] {
    ["sh", "-c", "printf '%s' \"$1\" > \"$2\"", "write", text, path]
  }
}
