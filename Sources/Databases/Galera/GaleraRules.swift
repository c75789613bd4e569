package import Vocabulary

extension GaleraDatabase: MonitoredDatabase {
  /// An exporter a member asks for its status alone; about twelve of 640 series are kept.
  ///
  /// Debian's can ask one server only, and takes a look that ran out of time for a dead member: so
  /// it is given a second more than Prometheus, who hangs up first. Where a setting makes reads
  /// wait for the group, SHOW waits as well, and who falls behind would be silent, not named.
  package var metrics: MetricsSource {
    let needless = [
      "global_variables", "slave_status", "info_schema.innodb_cmp", "info_schema.innodb_cmpmem",
      "info_schema.query_response_time",
    ]
    return MetricsSource(
      jobs: [MetricsSource.Job(name: kind, port: Self.clientPort)],
      kept: [
        "mysql_up", "mysql_galera_status_info",
        "mysql_global_status_wsrep_(ready|local_state|local_index|local_recv_queue)",
        "mysql_global_status_wsrep_cluster_(status|size|conf_id)",
        "mysql_global_status_wsrep_flow_control_(paused_ns|sent)",
      ],
      exporter: MetricsSource.Exporter(
        programs: ["prometheus-mysqld-exporter", "mysqld_exporter"],
        arguments: needless.map { "--no-collect.\($0)" }
          + ["--timeout-offset=-1", "--log.level=error"],
        port: 9104, up: "mysql_up",
        variable: "DATA_SOURCE_NAME=\(Self.user)@(%)/?wsrep_sync_wait=0"))
  }

  /// The rules of `GaleraRules`.
  package func rules(of cluster: ClusterLayout, every look: Nanoseconds) -> [AlertRule] {
    GaleraRules(cluster: cluster, sight: MemberSight(metrics, every: look)).all
  }
}

/// The alerts that a team with Galera has.
///
/// Shape:  the names and the `host` label are those that missions and runbooks use. Nobody leads a
///         group, so nobody's lead changes: `NoLeader` is that no member takes writes.
/// Limits: MariaDB tells no times of its disk, so there is no `SlowFsync`; whom a slow disk holds
///         back is who asks the others to wait.
/// Source: Galera Cluster documentation, "Monitoring the Cluster": integrity, node status, flow
///         control; the mixin of mysqld_exporter (mysqld-mixin/alerts/galera.yaml); spans are cut
///         to the clock of an exercise.
struct GaleraRules {
  let cluster: ClusterLayout
  let sight: MemberSight

  private static let job = "{job=\"galera\"}"

  var all: [AlertRule] { membership + (cluster.members.count > 2 ? [quorum] : []) + applying }

  private var look: Nanoseconds { sight.look }

  /// A metric as it was last heard within three looks: one that ran out of time is no change.
  private func heard(_ name: String) -> String {
    "last_over_time(mysql_\(name)\(Self.job)[\(sight.window(3))])"
  }

  /// A number of the group's by `host`.
  private func metric(_ name: String) -> String {
    "max by (host) (\(heard("global_status_wsrep_\(name)")))"
  }

  /// Members that take writes: in a primary component, ready, synced or copied from.
  ///
  /// The mixin takes state 4 alone, but for who is desynchronised on purpose; a donor (2) is.
  private var serving: String {
    let state = metric("local_state")
    return "(\(metric("cluster_status")) == 1 and on (host) \(metric("ready")) == 1"
      + " and on (host) (\(state) == 2 or \(state) == 4))"
  }

  /// Members that took writes at one of the last three looks.
  ///
  /// A donor that goes back to its work is in no such state for a moment.
  private var recent: String {
    "max by (host) (max_over_time(\(serving)[\(sight.window(3)):\(sight.window(1))]))"
  }

  /// A metric of those that take writes.
  private func served(_ name: String) -> String { "(\(metric(name)) and on (host) \(serving))" }

  /// Members that take writes in a smaller group than others, which is how a lone one ends that was
  /// told to begin anew; a new view takes a few looks until all of them are seen in it.
  private var apart: String {
    let size = served("cluster_size")
    let now = "\(size) < on () group_left () max(\(size))"
    return "max by (host) (count_over_time((\(now))[\(sight.window(6)):\(sight.window(1))])) >= 6"
  }

  /// Whether members that take writes are of more than one group.
  ///
  /// Number and size of a component are the same on all its members; each component counts its
  /// members from 0, so a place that is taken twice tells halves apart that are as large.
  private var isSplit: String {
    let number = served("cluster_conf_id")
    let size = served("cluster_size")
    let histories =
      "count by (wsrep_cluster_state_uuid) (\(heard("galera_status_info"))"
      + " and on (host) \(serving))"
    return "max(\(number)) != min(\(number)) or max(\(size)) != min(\(size))"
      + " or count(\(histories)) > 1"
      + " or max(count_values(\"place\", \(served("local_index")))) > 1"
  }

  private var membership: [AlertRule] {
    [
      AlertRule(
        "RedundancyLost",
        "\(sight.lost) or (\(metric("ready")) unless on (host) \(recent) and on () \(serving))"
          + " or \(apart)",
        holdNs: look.times(2), keepNs: look.times(5),
        summary: "{{ $labels.host }} does not answer, takes no writes while others do, "
          + "or takes them apart from most"),
      AlertRule(
        "NoLeader",
        "absent(\(recent)) and on () \(sight.knowsAll) unless on () \(sight.isBlind)",
        holdNs: look.times(2), keepNs: look.times(2), summary: "no member takes writes"),
      AlertRule(
        "MembersDisagree", isSplit, holdNs: look.times(10),
        summary: "members that take writes are of more than one group"),
      sight.metricsLost,
    ]
  }

  /// Of two that are left, one is no majority: the next that dies stops the other.
  private var quorum: AlertRule {
    AlertRule(
      "GaleraQuorumAtRisk", "max(\(served("cluster_size"))) < 3", holdNs: look.times(5),
      keepNs: look.times(5), severity: .ticket,
      summary: "of {{ $value }} members that are left none may die")
  }

  private var applying: [AlertRule] {
    // Galera's own limit, from which a member asks the others to wait.
    let limit = cluster.settings["gcs.fc_limit"].flatMap { Int($0) } ?? 16
    let spent = "rate(mysql_global_status_wsrep_flow_control_paused_ns\(Self.job)"
    let asked = "rate(mysql_global_status_wsrep_flow_control_sent\(Self.job)"
    return [
      // A tenth is what check_galera_cluster for Nagios calls critical.
      AlertRule(
        "GaleraFlowControl",
        "max by (host) (\(asked)[\(sight.window(25))])) > 0"
          + " and on () max(\(spent)[\(sight.window(25))])) / 1e9 > 0.1",
        holdNs: look.times(2), keepNs: look.times(5),
        summary: "{{ $labels.host }} falls behind and makes all members wait"),
      AlertRule(
        "GaleraReceiveQueue", "\(metric("local_recv_queue")) > \(limit)", holdNs: look.times(5),
        keepNs: look.times(5), severity: .ticket,
        summary: "{{ $value }} writes wait to be applied on {{ $labels.host }}"),
    ]
  }
}
