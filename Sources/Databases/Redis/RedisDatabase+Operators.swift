package import Vocabulary

/// Redis's own words for what its operators do.
///
/// Limits: Sentinels forget no member, so there is no removal and no addition.
/// Source: redis.io, "High availability with Redis Sentinel" and "CLIENT PAUSE".
extension RedisDatabase: OperableDatabase {
  /// An upgrade, a wipe, a restore or a failover by hand; nil for tasks that Redis does not have.
  package func procedure(
    _ task: OperatorTask, on host: HostName, at site: OperatorSite
  ) -> OperatorProcedure? {
    switch task {
    case .upgrade(let setting): upgrade(of: host, setting, site)
    // A replica copies everything anew; a primary comes back with nothing, and all follow it there.
    case .wipe: .wipe(of: host, at: site, showing: "appendonlydir", makesFolder: true)
    case .force: forcing(of: host, site)
    case .restore(let backup, let isFullRestart):
      restoration(of: host, from: backup, isFullRestart: isFullRestart, site)
    case .remove, .add, .rewind, .configure: nil
    }
  }

  /// A switchover with care: writes wait at the old primary until the new one leads.
  ///
  /// `SENTINEL FAILOVER` alone leaves the old primary one for eight seconds more, and what it
  /// acknowledges meanwhile is lost. Sentinels prefer the replica with the lowest priority, which
  /// they learn from it every ten seconds unless they are told to ask more often.
  package func moveLeaderCommand(
    to host: HostName, in cluster: ClusterLayout, status: ClusterStatus
  ) -> [String]? {
    guard let leader = status.leader, leader != host, let old = cluster.addresses[leader],
      let new = cluster.addresses[host]
    else { return nil }
    let others = cluster.members.filter { $0 != host && $0 != leader }
      .compactMap { cluster.addresses[$0] }
    return ["sh", "-c", Self.switchover, "switchover", cluster.token, old, new] + others
  }

  /// Exits with 1 where the Sentinels refuse or nothing came of it; writes go on then.
  static let switchover = """
    exec 3>&1 >/dev/null
    name=$1 old=$2 new=$3; shift 3
    at() { timeout 2 redis-cli -e -h "$@"; }
    end() {
      at $old CLIENT UNPAUSE; at $new CONFIG SET replica-priority 100
      at $new -p \(sentinelPort) SENTINEL DEBUG INFO-PERIOD 10000
      exit $1
    }
    for other; do at $other CONFIG SET replica-priority 100; done
    at $new CONFIG SET replica-priority 1 || exit 1
    at $old CLIENT PAUSE 6000 WRITE || exit 1
    at $new -p \(sentinelPort) SENTINEL DEBUG INFO-PERIOD 100
    sleep 0.3
    at $new -p \(sentinelPort) SENTINEL FAILOVER $name || end 1
    tries=0
    until at $new ROLE | grep -q '^master'; do
      tries=$((tries + 1)); [ $tries -lt 30 ] || end 1
      sleep 0.1
    done
    printf '%s\\n' MULTI "REPLICAOF $new \(clientPort)" 'CONFIG REWRITE' \
    'CLIENT KILL TYPE normal' EXEC | at $old
    echo "$new leads" >&3
    end 0
    """

  private func upgrade(
    of host: HostName, _ setting: String?, _ site: OperatorSite
  ) -> OperatorProcedure {
    let extra = setting.map(Self.arguments) ?? []
    let address = site.layout.addresses[host] ?? ""
    let wait =
      "until redis-cli -h \(address) INFO replication"
      + " | grep -qE 'role:master|master_link_status:up'; do sleep 0.1; done"
    return .restart(of: host, with: extra, until: wait, limitNs: .seconds(20))
  }

  /// `maxmemory=1gb` as `--maxmemory 1gb`.
  private static func arguments(_ setting: String) -> [String] {
    let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
    return parts.isEmpty ? [] : ["--\(parts[0])"] + parts.dropFirst()
  }
}

extension RedisDatabase: LookAlikeDatabase {
  /// `MSET` at the member that was born as the primary.
  package func filling(
    of host: HostName, keys: [String], in cluster: ClusterLayout
  ) -> [String] {
    let pairs = keys.enumerated().flatMap { [$1, "-\($0 + 1)"] }
    return ["redis-cli", "-e", "-h", cluster.addresses[host] ?? "", "MSET"] + pairs
  }
}

/// redis-cli; it is told whom to ask with `-h` and `-p`.
extension RedisDatabase: HandledDatabase {
  /// `redis-cli`.
  package var client: String { "redis-cli" }

  /// Nothing: redis-cli knows no variable for hosts.
  package func clientEnvironment(asking hosts: [String]) -> [String: String] { [:] }
}
