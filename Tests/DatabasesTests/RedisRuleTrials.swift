/// Troubles of Redis with Sentinel, one for each of its rules.
enum RedisRuleTrials {
  private static let kind = "redis"

  static let all: [RuleTrial] = members + failovers + replication + sentinels + disks

  private static let members: [RuleTrial] = [
    RuleTrial(kind, "RedundancyLost", "host: n2, severity: page", in: healthy(but: dead("n2"))),
    RuleTrial(
      kind, "RedundancyLost", "host: n3, severity: page",
      in: healthy(
        but: [
          name("up", "n3"): "1x20 0x70", name("redis_up", "n3"): "1x20 stale",
          name("scrape_duration_seconds", "n3"): "0.01x20 0.2x70",
        ])),
    RuleTrial(
      kind, "RedundancyLost", "host: n2, severity: page", at: 12,
      in: healthy(but: [link("n2", to: "n1"): "1x20 0x70"])),
    RuleTrial(
      kind, "RedundancyLost", "host: n2, severity: page", at: 8,
      in: healthy(but: [lag("n2", at: "n1"): "1x20 2 3 4 5+0.2x70"])),
    RuleTrial(
      kind, "NoLeader", "severity: page", in: healthy(but: [role("n1", "master"): "1x20 stale"])),
    RuleTrial(
      kind, "LeaderChanged", "host: n2, severity: page",
      in: healthy(
        but: [
          role("n1", "master"): "1x20 stale", role("n2", "slave"): "1x20 stale",
          role("n2", "master"): "_x20 1x70",
        ])),
    RuleTrial(
      kind, "MembersDisagree", "severity: page",
      in: healthy(but: [role("n2", "slave"): "1x20 stale", role("n2", "master"): "_x20 1x70"])),
    RuleTrial(
      kind, "MetricsLost", "severity: ticket",
      in: healthy(but: ["n1", "n2", "n3"].reduce(into: [:]) { $0.merge(dead($1)) { $1 } })),
  ]

  /// What was measured: told to lead after 2.6 s, followed after 3.3 s.
  private static let failovers: [RuleTrial] = [
    RuleTrial(kind, "RedundancyLost", at: 7.2, in: healthy(but: failover)),
    RuleTrial(kind, "RedundancyLost", at: 8.2, in: healthy(but: failover)),
    RuleTrial(
      kind, "RedundancyLost", "host: n1, severity: page", at: 10, in: healthy(but: failover)),
    RuleTrial(kind, "LeaderChanged", "host: n3, severity: page", in: healthy(but: failover)),
    RuleTrial(kind, "MembersDisagree", "severity: page", at: 10, in: healthy(but: failover)),
    RuleTrial(kind, "NoLeader", at: 10, in: healthy(but: failover)),
    RuleTrial(
      kind, "RedundancyLost", "host: n1, severity: page", at: 6,
      in: healthy(but: failover.merging(deadPrimary) { $1 })),
    RuleTrial(
      kind, "RedundancyLost", "host: n1, severity: page", at: 7.2,
      in: healthy(but: failover.merging(deadPrimary) { $1 })),
    RuleTrial(
      kind, "RedundancyLost", "host: n1, severity: page", at: 10,
      in: healthy(but: failover.merging(deadPrimary) { $1 })),
    RuleTrial(
      kind, "NoLeader", "severity: page", at: 6,
      in: healthy(but: failover.merging(deadPrimary) { $1 })),
    RuleTrial(kind, "NoLeader", at: 10, in: healthy(but: failover.merging(deadPrimary) { $1 })),
    // An old primary that becomes a replica has not taken the lead.
    RuleTrial(
      kind, "LeaderChanged", "host: n3, severity: page", at: 17.4,
      in: healthy(
        but: failover.merging([
          role("n1", "master"): "1x84 stale", role("n1", "slave"): "_x85 1x5",
        ]) { $1 })),
  ]

  private static let replication: [RuleTrial] = [
    RuleTrial(
      kind, "RedisReplicationBroken", "host: n1, severity: page", at: 9,
      in: healthy(
        but: [lag("n2", at: "n1"): "1x20 stale", lag("n3", at: "n1"): "1x20 5+0.2x70"])),
    RuleTrial(
      kind, "RedisReplicationLag", "host: n3, severity: ticket",
      in: healthy(
        but: [
          name("redis_master_repl_offset", "n1"): "0+100x20 2000+200000x70",
          offset("n2", from: "n1"): "0+100x20 2000+200000x70",
          offset("n3", from: "n1"): "0+100x20 2000+100x70",
        ])),
    RuleTrial(
      kind, "RedisWritesRejected", "host: n1, severity: page",
      in: healthy(but: [name("redis_errors_total", "n1", "err=\"NOREPLICAS\""): "_x20 1+5x70"])),
  ]

  private static let sentinels: [RuleTrial] = [
    RuleTrial(
      kind, "RedisSentinelDown", "host: n2, severity: ticket",
      in: healthy(but: [name("redis_up", "n2", of: "redis-sentinel"): "1x20 0x70"])),
    RuleTrial(
      kind, "RedisSentinelQuorumLost", "host: n1, severity: page",
      in: healthy(
        but: [
          quorum("n1", "OK 3"): "1x20 stale", quorum("n1", "NOQUORUM"): "_x20 0x70",
        ])),
  ]

  private static let disks: [RuleTrial] = [
    RuleTrial(
      kind, "SlowFsync", "host: n2, severity: page",
      in: healthy(but: [name("redis_aof_delayed_fsync", "n2"): "0x25 1x70"])),
    RuleTrial(
      kind, "SlowFsync", "host: n3, severity: page",
      in: healthy(
        but: [
          spike("duration_seconds", "n3"): "_x20 0.3x70",
          spike("last", "n3"): "_x20 10x4 11x4 12x4 13x70",
        ])),
    RuleTrial(
      kind, "RedisPersistenceFailed", "host: n1, severity: page",
      in: healthy(but: [name("redis_aof_last_write_status", "n1"): "1x20 0x70"])),
    RuleTrial(
      kind, "RedisPersistenceFailed", "host: n3, severity: page",
      in: healthy(but: [name("redis_rdb_last_bgsave_status", "n3"): "1x20 0x70"])),
  ]

  /// What must wake nobody: a healthy cluster, answers that are late for two seconds, a spike of
  /// the disk that is over, clients that ask a replica, a Sentinel that finds one of three gone.
  static let quiet: [String: RuleTrial.Series] = [
    "a healthy cluster": healthy(but: [:]),
    "late answers": healthy(
      but: [
        name("up", "n1"): "1x30 0x8 1x60",
        name("redis_up", "n1"): "1x30 stale _x7 1x60", role("n1", "master"): "1x30 stale _x7 1x60",
        name("scrape_duration_seconds", "n1"): "0.01x30 0.2x8 0.01x60",
      ]),
    "an old spike": healthy(
      but: [spike("duration_seconds", "n3"): "0.3x90", spike("last", "n3"): "10x90"]),
    "other errors": healthy(
      but: [name("redis_errors_total", "n2", "err=\"READONLY\""): "0+9x90"]),
    "one Sentinel fewer": healthy(
      but: [quorum("n1", "OK 3"): "1x20 stale", quorum("n1", "OK 2"): "_x20 1x70"]),
  ]

  /// The primary is cut off at 4 s: the third member leads from 6.6 s, the second follows it from
  /// 7.4 s, and the old primary goes on.
  private static let failover: RuleTrial.Series = [
    role("n3", "slave"): "1x32 stale", role("n3", "master"): "_x32 1x70",
    link("n3", to: "n1"): "1x32 stale", offset("n3", from: "n1"): "0+100x20 2000x12 stale",
    link("n2", to: "n1"): "1x36 stale", link("n2", to: "n3"): "_x36 1x70",
    offset("n2", from: "n1"): "0+100x20 2000x16 stale",
    offset("n2", from: "n3"): "_x36 2000+100x70",
    lag("n2", at: "n1"): "1x20 1+0.2x70", lag("n3", at: "n1"): "1x20 1+0.2x70",
    lag("n2", at: "n3"): "_x36 0x70",
  ]

  /// The same with a primary that is dead: links are down until the new one is followed.
  private static let deadPrimary: RuleTrial.Series = dead("n1").merging([
    role("n1", "master"): "1x20 stale", link("n2", to: "n1"): "1x20 0x15 stale",
    link("n3", to: "n1"): "1x20 0x11 stale", lag("n2", at: "n1"): "1x20 stale",
    lag("n3", at: "n1"): "1x20 stale", name("redis_master_repl_offset", "n1"): "0+100x20 stale",
  ]) { $1 }

  /// A member whose Redis and Sentinel refuse from 4 s on, as the exporter tells it.
  private static func dead(_ host: String) -> RuleTrial.Series {
    [
      name("redis_up", host): "1x20 0x70",
      name("redis_up", host, of: "redis-sentinel"): "1x20 0x70",
    ]
  }

  /// Three members of which n1 leads, and an application whose writes succeed.
  private static func healthy(but troubles: RuleTrial.Series) -> RuleTrial.Series {
    var series = RuleTrial.application
    for host in ["n1", "n2", "n3"] {
      for job in ["redis", "redis-sentinel"] {
        series[name("up", host, of: job)] = "1x90"
        series[name("scrape_duration_seconds", host, of: job)] = "0.01x90"
        series[name("redis_up", host, of: job)] = "1x90"
      }
      series[quorum(host, "OK 3")] = "1x90"
      series[role(host, host == "n1" ? "master" : "slave")] = "1x90"
      series[name("redis_master_repl_offset", host)] = "0+100x90"
      series[name("redis_aof_delayed_fsync", host)] = "0x90"
      for part in ["aof_last_write", "aof_last_bgrewrite", "rdb_last_bgsave"] {
        series[name("redis_\(part)_status", host)] = "1x90"
      }
      guard host != "n1" else { continue }
      series[link(host, to: "n1")] = "1x90"
      series[offset(host, from: "n1")] = "0+100x90"
      series[lag(host, at: "n1")] = "1x90"
    }
    return series.merging(troubles) { $1 }
  }

  /// A series as Prometheus has it after the exporter answered for a host.
  private static func name(
    _ metric: String, _ host: String, of job: String = "redis", _ more: String...
  ) -> String {
    let port = job == "redis" ? 6379 : 26_379
    let labels = ["job=\"\(job)\"", "host=\"\(host)\"", "instance=\"\(address(host)):\(port)\""]
    return "\(metric){\((labels + more).joined(separator: ","))}"
  }

  private static func address(_ host: String) -> String { "10.0.0.\(host.dropFirst())" }

  private static func role(_ host: String, _ role: String) -> String {
    name("redis_instance_info", host, "role=\"\(role)\"")
  }

  private static func link(_ host: String, to primary: String) -> String {
    follower("redis_master_link_up", host, primary)
  }

  private static func offset(_ host: String, from primary: String) -> String {
    follower("redis_slave_repl_offset", host, primary)
  }

  private static func follower(_ metric: String, _ host: String, _ primary: String) -> String {
    name(metric, host, "master_host=\"\(address(primary))\"", "master_port=\"6379\"")
  }

  private static func lag(_ host: String, at primary: String) -> String {
    name(
      "redis_connected_slave_lag_seconds", primary, "slave_ip=\"\(address(host))\"",
      "slave_port=\"6379\"", "slave_state=\"online\"")
  }

  private static func quorum(_ host: String, _ message: String) -> String {
    name(
      "redis_sentinel_master_ckquorum_status", host, of: "redis-sentinel",
      "message=\"\(message)\"")
  }

  private static func spike(_ part: String, _ host: String) -> String {
    name("redis_latency_spike_\(part)", host, "event_name=\"aof-fsync-always\"")
  }
}
