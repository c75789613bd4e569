package import Vocabulary

extension PatroniDatabase: MonitoredDatabase {
  /// Patroni serves metrics where it is asked; nothing else runs for them.
  package var metrics: MetricsSource {
    MetricsSource(
      jobs: [MetricsSource.Job(name: kind, port: Self.restPort)],
      kept: [
        "patroni_(primary|replica|sync_standby|postgres_running|cluster_unlocked)",
        "patroni_xlog_(location|received_location|replayed_location|paused)",
        "patroni_(postgres_timeline|dcs_last_seen|pending_restart|is_paused)",
        "patroni_failsafe_mode_is_active",
      ])
  }

  /// The rules of `PatroniRules`.
  package func rules(of cluster: ClusterLayout, every look: Nanoseconds) -> [AlertRule] {
    PatroniRules(
      settings: PatroniConfiguration(cluster), hasReplicas: cluster.members.count > 1,
      sight: MemberSight(metrics, every: look)
    ).all
  }
}

/// The alerts that a team with PostgreSQL under Patroni has.
///
/// Shape:  the names and the `host` label are those that missions and runbooks use. Patroni calls a
///         member the primary by its role while its PostgreSQL is stopped, so that one must run.
/// Limits: Patroni 3.0 does not say whether the log streams in, so a replica is lost where its log
///         stands still behind the primary's; and it tells no times of a disk, so there is no
///         `SlowFsync`. `PatroniDcsMissing` compares a member's clock with Prometheus's.
/// Source: Patroni 3.0, "Patroni REST API", "Monitoring endpoint"; "Patroni" and "PostgreSQL" of
///         awesome-prometheus-alerts; spans are cut to the clock of an exercise.
struct PatroniRules {
  let settings: PatroniConfiguration
  let hasReplicas: Bool
  let sight: MemberSight

  private static let job = "{job=\"patroni\"}"

  var all: [AlertRule] { leading + (hasReplicas ? replication : []) + management }

  private var look: Nanoseconds { sight.look }

  /// A metric by `host`.
  private func metric(_ name: String, _ modifier: String = "") -> String {
    "max by (host) (patroni_\(name)\(Self.job)\(modifier))"
  }

  /// Members that take writes.
  private var primaries: String {
    "(\(metric("primary")) == 1 and on (host) \(metric("postgres_running")) == 1)"
  }

  /// Replicas whose PostgreSQL runs.
  private var replicas: String {
    "(\(metric("replica")) == 1 and on (host) \(metric("postgres_running")) == 1)"
  }

  /// Where the log of the primary ends.
  private let end = "max(patroni_xlog_location{job=\"patroni\"})"

  /// Replicas whose log stands where it stood 15 looks ago, under a primary that led by then, and
  /// is behind that one's, or of a history that it has left.
  ///
  /// After a failover a replica goes without for two seconds, which is no loss.
  private var still: String {
    let past = " offset \(sight.window(15))"
    let received = "xlog_received_location"
    let timeline = metric("postgres_timeline")
    return "((\(metric(received)) == \(metric(received, past))) and on (host) \(replicas)"
      + " and on () (\(primaries) and on (host) \(metric("primary", past)) == 1))"
      + " and on (host) (\(metric(received)) < on () group_left () \(end)"
      + " or \(timeline) < on () group_left () max(\(timeline)))"
  }

  private var leading: [AlertRule] {
    let wasReplica = "max by (host) (max_over_time(patroni_replica\(Self.job)[10s])) == 1"
    let dead = "\(metric("postgres_running")) == 0"
    return [
      AlertRule(
        "RedundancyLost", "\(sight.lost) or \(dead)" + (hasReplicas ? " or (\(still))" : ""),
        holdNs: look.times(2), keepNs: look.times(5),
        summary: "{{ $labels.host }} does not answer, or its PostgreSQL does not run, "
          + "or no log streams in"),
      AlertRule(
        "NoLeader",
        "absent(\(primaries)) and on () \(sight.knowsAll) unless on () \(sight.isBlind)",
        holdNs: look.times(5), keepNs: look.times(2), summary: "no member takes writes"),
      AlertRule(
        "LeaderChanged", "\(primaries) and on (host) \(wasReplica)", keepNs: look.times(10),
        summary: "{{ $labels.host }} takes writes, and was a replica ten seconds ago"),
      AlertRule(
        "MembersDisagree", "count(\(primaries)) > 1", holdNs: look.times(10),
        summary: "{{ $value }} members take writes"),
      sight.metricsLost,
    ]
  }

  private var replication: [AlertRule] {
    // Who is further behind is not promoted.
    let limit = settings.setting("maximum_lag_on_failover")
    let behind = "on () group_right () (\(metric("xlog_received_location")) and on (host)"
    let lag = AlertRule(
      "PatroniReplicationLag", "\(end) - \(behind) \(replicas)) > \(limit)",
      holdNs: look.times(5), keepNs: look.times(5), severity: .ticket,
      summary: "{{ $labels.host }} is {{ $value | humanize1024 }}B behind, and cannot be promoted")
    guard settings.isSynchronous else { return [lag] }
    return [
      lag,
      AlertRule(
        "PatroniNoSynchronousStandby",
        "sum(patroni_sync_standby\(Self.job)) == 0 and on () \(primaries)",
        holdNs: look.times(10), keepNs: look.times(5),
        summary: "no standby is synchronous, so nobody can be promoted without a loss"),
    ]
  }

  private var management: [AlertRule] {
    // A look a loop, a half for a slow one, and a second because whole ones are told.
    let wait = (Double(settings.setting("loop_wait").prefix { $0.isNumber }) ?? 10) * 1.5 + 1
    return [
      AlertRule(
        "PatroniDcsMissing",
        "time() - (\(metric("dcs_last_seen")) > 0) > \(wait)", holdNs: look.times(2),
        keepNs: look.times(5),
        summary: "Patroni on {{ $labels.host }} has not heard etcd for "
          + "{{ $value | humanizeDuration }}"),
      AlertRule(
        "PatroniPaused", "max(patroni_is_paused\(Self.job)) == 1", holdNs: look.times(2),
        severity: .ticket, summary: "Patroni is paused: nobody is promoted by itself"),
      AlertRule(
        "PatroniPendingRestart", "\(metric("pending_restart")) == 1", holdNs: look.times(5),
        severity: .ticket,
        summary: "PostgreSQL on {{ $labels.host }} waits for a restart to take a setting"),
    ]
  }
}
