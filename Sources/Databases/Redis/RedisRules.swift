package import Vocabulary

extension RedisDatabase: MonitoredDatabase {
  /// An exporter asks each Redis and each Sentinel; about twenty of their 300 series are kept.
  ///
  /// It gives up after a second, so that whom it cannot reach holds few of its connections.
  package var metrics: MetricsSource {
    MetricsSource(
      jobs: [
        MetricsSource.Job(name: kind, port: Self.clientPort),
        MetricsSource.Job(name: "redis-sentinel", port: Self.sentinelPort),
      ],
      kept: [
        "redis_up", "redis_instance_info", "redis_master_link_up", "redis_master_repl_offset",
        "redis_slave_repl_offset", "redis_connected_slaves", "redis_connected_slave_lag_seconds",
        "redis_aof_delayed_fsync", "redis_aof_last_write_status",
        "redis_aof_last_bgrewrite_status", "redis_rdb_last_bgsave_status",
        "redis_latency_spike_(last|duration_seconds)", "redis_errors_total",
        "redis_memory_used_bytes", "redis_connected_clients", "redis_commands_processed_total",
        "redis_sentinel_master_(status|ckquorum_status|ok_sentinels|ok_slaves)",
      ],
      exporter: MetricsSource.Exporter(
        programs: ["prometheus-redis-exporter", "redis_exporter"],
        arguments: ["-redis.addr=", "-redis-only-metrics", "-connection-timeout=1s"], port: 9121,
        up: "redis_up"))
  }

  /// The rules of `RedisRules`.
  package func rules(of cluster: ClusterLayout, every look: Nanoseconds) -> [AlertRule] {
    RedisRules(cluster: cluster, sight: MemberSight(metrics, every: look)).all
  }
}

/// The alerts that a team with Redis and Sentinel has.
///
/// Shape:  the names and the `host` label are those that missions and runbooks use. Members are
///         told apart by `instance`, their address and port, as replicas and Sentinels call them.
/// Limits: of a slow disk Redis tells what clients felt: with `everysec` an fsync of more than two
///         seconds, with `always` each of more than 100 ms, unless it takes so long that Redis has
///         no time to tell it.
/// Source: the mixin of redis_exporter (contrib/redis-mixin), "Redis" of awesome-prometheus-alerts,
///         redis.io, "Redis replication"; spans are cut to the clock of an exercise.
struct RedisRules {
  let cluster: ClusterLayout
  let sight: MemberSight

  private static let job = "{job=\"redis\"}"

  var all: [AlertRule] {
    leading + (cluster.members.count > 1 ? replication + sentinels : []) + durability
  }

  private var look: Nanoseconds { sight.look }

  private func window(_ looks: Int64) -> String { sight.window(looks) }

  /// Members that take writes, or did two looks ago: one look that ran out of time is no change.
  private var primaries: String {
    "max by (host, instance) "
      + "(max_over_time(redis_instance_info{job=\"redis\",role=\"master\"}[\(window(3))]))"
  }

  /// Primaries that a replica hears, by `instance`.
  private let followed =
    "max by (instance) (label_join(redis_master_link_up{job=\"redis\"} == 1, "
    + "\"instance\", \":\", \"master_host\", \"master_port\"))"

  /// Primaries that no replica follows, while another primary has some.
  ///
  /// So is the new primary until the rest is told of it, which took up to 0.9 s.
  private var lonely: String {
    let now =
      "(\(primaries) unless on (instance) \(followed))"
      + " and on () (\(primaries) and on (instance) \(followed))"
    return "count_over_time((\(now))[\(window(6)):\(window(1))]) >= 6"
  }

  /// Replicas that have heard no primary for 25 looks although there is one.
  ///
  /// After a failover a replica goes without for three seconds, which is no loss.
  private var unlinked: String {
    let link = "redis_master_link_up\(Self.job)"
    return "max by (host) (max_over_time(\(link)[\(window(25))])) == 0"
      + " and on (host) \(link) and on (host) (\(link) offset \(window(25)))"
      + " and on () \(primaries)"
  }

  /// For how many seconds a primary may hear nothing of a replica: longer than a failover needs.
  private var patience: Double {
    let down = cluster.settings["down-after-milliseconds"].flatMap { Double($0) } ?? 2_000
    return down / 1_000 + 2
  }

  /// Replicas whose own primary has heard nothing of them; their link looks whole for a minute.
  private var unheard: String {
    let follows =
      "label_join(redis_master_link_up\(Self.job), "
      + "\"primary\", \":\", \"master_host\", \"master_port\")"
    let late = "redis_connected_slave_lag_seconds\(Self.job) > \(patience)"
    return "max by (host) (\(follows) and on (instance, primary) "
      + "label_join(label_replace(\(late), \"primary\", \"$1\", \"instance\", \"(.*)\"), "
      + "\"instance\", \":\", \"slave_ip\", \"slave_port\"))"
  }

  private var leading: [AlertRule] {
    let info = "redis_instance_info{job=\"redis\""
    return [
      AlertRule(
        "RedundancyLost",
        "\(sight.lost) or max by (host) (\(lonely)) or \(unlinked) or \(unheard)",
        holdNs: look.times(2), keepNs: look.times(5),
        summary: "{{ $labels.host }} does not answer, or is neither the primary nor follows it"),
      AlertRule(
        "NoLeader",
        "max(absent_over_time(\(info),role=\"master\"}[\(window(5))]))"
          + " and on () \(sight.knowsAll) unless on () \(sight.isBlind)",
        holdNs: look.times(2), keepNs: look.times(2), summary: "no member takes writes"),
      AlertRule(
        "LeaderChanged",
        "max by (host) (\(info),role=\"master\"}) and on (host) "
          + "max by (host) (max_over_time(\(info),role=\"slave\"}[10s]))",
        keepNs: look.times(10),
        summary: "{{ $labels.host }} takes writes, and was a replica ten seconds ago"),
      AlertRule(
        "MembersDisagree", "count(\(primaries)) > 1", holdNs: look.times(10),
        summary: "{{ $value }} members take writes"),
      sight.metricsLost,
    ]
  }

  private var replication: [AlertRule] {
    let heard = "redis_connected_slave_lag_seconds\(Self.job) <= \(patience)"
    let offset =
      "label_replace(redis_master_repl_offset\(Self.job), "
      + "\"primary\", \"$1\", \"instance\", \"(.*)\")"
    let copied =
      "label_join(redis_slave_repl_offset\(Self.job), "
      + "\"primary\", \":\", \"master_host\", \"master_port\")"
    return [
      AlertRule(
        "RedisReplicationBroken",
        "max by (host) (\(primaries)) unless on (host) max by (host) (\(heard))",
        holdNs: look.times(10), keepNs: look.times(5),
        summary: "no replica confirms what {{ $labels.host }} writes"),
      // What a primary remembers for replicas, by `repl-backlog-size`.
      AlertRule(
        "RedisReplicationLag",
        "max by (host) (\(offset) - on (primary) group_right () \(copied)) > 1048576",
        holdNs: look.times(5), keepNs: look.times(5), severity: .ticket,
        summary: "{{ $labels.host }} is {{ $value | humanize1024 }}B behind, "
          + "and must be copied anew if its link breaks"),
      AlertRule(
        "RedisWritesRejected",
        "max by (host) (increase("
          + "redis_errors_total{job=\"redis\",err=~\"NOREPLICAS|MISCONF|OOM\"}[\(window(25))]))"
          + " > 0",
        keepNs: look.times(5),
        summary: "{{ $labels.host }} rejects writes: too few replicas, disk or memory"),
    ]
  }

  private var sentinels: [AlertRule] {
    let sentinel = sight.source.jobs[1]
    return [
      AlertRule(
        "RedisSentinelDown",
        "\(sight.silent(sentinel)) unless on (host) \(sight.silent(sight.source.database))",
        holdNs: look.times(5), keepNs: look.times(5), severity: .ticket,
        summary: "Redis on {{ $labels.host }} answers, and its Sentinel does not"),
      AlertRule(
        "RedisSentinelQuorumLost",
        "max by (host) (redis_sentinel_master_ckquorum_status{job=\"\(sentinel.name)\"}) == 0",
        holdNs: look.times(2), keepNs: look.times(5),
        summary: "the Sentinel on {{ $labels.host }} reaches too few others to elect"),
    ]
  }

  private var durability: [AlertRule] {
    let spike = "redis_latency_spike_%{job=\"redis\",event_name=~\"aof-.*\"}"
    let took = spike.replacing("%", with: "duration_seconds")
    let at = spike.replacing("%", with: "last")
    return [
      AlertRule(
        "SlowFsync",
        "max by (host) (increase(redis_aof_delayed_fsync\(Self.job)[\(window(25))])) > 0 or "
          + "(max by (host) (\(took)) > 0.1 and on (host) "
          + "max by (host) (changes(\(at)[\(window(25))])) > 0)",
        holdNs: look.times(2), keepNs: look.times(10),
        summary: "Redis on {{ $labels.host }} waits for the disk under its log"),
      AlertRule(
        "RedisPersistenceFailed",
        "min by (host) ({__name__=~\"redis_(aof_last_write|aof_last_bgrewrite|rdb_last_bgsave)"
          + "_status\",job=\"redis\"}) == 0",
        holdNs: look.times(2), keepNs: look.times(5),
        summary: "Redis on {{ $labels.host }} could not write its log or its snapshot"),
    ]
  }
}
