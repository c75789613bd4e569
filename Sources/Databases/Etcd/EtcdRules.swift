package import Vocabulary

extension EtcdDatabase: MonitoredDatabase {
  /// Members serve metrics where they serve clients; about twenty of a thousand series are kept.
  package var metrics: MetricsSource {
    MetricsSource(
      jobs: [MetricsSource.Job(name: kind, port: Self.clientPort)],
      kept: [
        "etcd_server_has_leader", "etcd_server_is_leader", "etcd_server_leader_changes_seen_total",
        "etcd_server_proposals_pending", "etcd_server_proposals_failed_total",
        "etcd_server_proposals_committed_total", "etcd_server_quota_backend_bytes",
        "etcd_mvcc_db_total_size_in_bytes", "etcd_disk_wal_fsync_duration_seconds_(sum|count)",
        "etcd_disk_backend_commit_duration_seconds_(sum|count)", "process_resident_memory_bytes",
        "process_open_fds",
      ])
  }

  /// The rules of `EtcdRules`.
  package func rules(of cluster: ClusterLayout, every look: Nanoseconds) -> [AlertRule] {
    EtcdRules(look: look, sight: MemberSight(metrics, every: look)).all
  }
}

/// The alerts that a team with etcd has.
///
/// Shape:  the names and the `host` label are those that missions and runbooks use.
/// Source: etcd's own mixin (contrib/mixin), with spans cut to the clock of an exercise.
struct EtcdRules {
  /// How far apart two looks at a member are.
  let look: Nanoseconds

  let sight: MemberSight

  private static let job = "{job=\"etcd\"}"

  var all: [AlertRule] { availability + durability }

  private var availability: [AlertRule] {
    let job = Self.job
    let leaderless = "max_over_time(etcd_server_has_leader\(job)[\(window(5))])"
    return [
      AlertRule(
        "RedundancyLost",
        "\(sight.lost) or "
          + "(max by (host) (\(leaderless)) == 0 and on () "
          + "max(etcd_server_has_leader\(job)) == 1)",
        holdNs: look.times(2), keepNs: look.times(5),
        summary: "{{ $labels.host }} does not answer, or knows no leader while others do"),
      AlertRule(
        "NoLeader",
        "max(etcd_server_has_leader\(job)) == 0 or "
          + "(max(\(sight.heard(sight.source.database))) == 0 unless on () \(sight.isBlind))",
        holdNs: look.times(2), keepNs: look.times(2), summary: "no member knows a leader"),
      AlertRule(
        "LeaderChanged",
        "max by (host) (etcd_server_is_leader\(job)) == 1 and on (host) "
          + "max by (host) (changes(etcd_server_is_leader\(job)[10s])) > 0",
        keepNs: look.times(10),
        summary: "{{ $labels.host }} leads, and did not ten seconds ago"),
      AlertRule(
        "MembersDisagree", "sum(etcd_server_is_leader\(job)) > 1", holdNs: look.times(10),
        summary: "{{ $value }} members say that they lead"),
      sight.metricsLost,
    ]
  }

  private var durability: [AlertRule] {
    let job = Self.job
    return [
      AlertRule(
        "SlowFsync", "\(mean("etcd_disk_wal_fsync_duration_seconds")) > 0.1",
        holdNs: look.times(2), keepNs: look.times(10),
        summary: "log syncs on {{ $labels.host }} take {{ $value | humanizeDuration }} in the mean"
      ),
      AlertRule(
        "EtcdHighCommitLatency", "\(mean("etcd_disk_backend_commit_duration_seconds")) > 0.25",
        holdNs: look.times(5), keepNs: look.times(10), severity: .ticket,
        summary: "commits on {{ $labels.host }} take {{ $value | humanizeDuration }} in the mean"),
      AlertRule(
        "EtcdProposalsPending", "max by (host) (etcd_server_proposals_pending\(job)) > 100",
        holdNs: look.times(5), severity: .ticket,
        summary: "{{ $value }} proposals wait on {{ $labels.host }}"),
      AlertRule(
        "EtcdProposalsFailing",
        "max by (host) (increase(etcd_server_proposals_failed_total\(job)[\(window(50))])) > 5",
        severity: .ticket, summary: "proposals fail on {{ $labels.host }}"),
      AlertRule(
        "EtcdDatabaseQuotaLow",
        "max by (host) (etcd_mvcc_db_total_size_in_bytes\(job)"
          + " / etcd_server_quota_backend_bytes\(job)) > 0.95",
        holdNs: look.times(2),
        summary: "the database of {{ $labels.host }} has almost reached its quota"),
    ]
  }

  /// The mean of a histogram over the looks in which a sync of a second must have come to an end.
  private func mean(_ metric: String) -> String {
    func rate(_ part: String) -> String {
      "sum by (host) (rate(\(metric)_\(part)\(Self.job)[\(window(7))]))"
    }
    return "\(rate("sum")) / \(rate("count"))"
  }

  private func window(_ looks: Int64) -> String { StandingRules.window(look, looks) }
}
