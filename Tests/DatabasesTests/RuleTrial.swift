import Testing

/// Series in which one rule must fire, for `promtool test rules`.
///
/// Units: one value every 200 ms; `a+bxn` counts up by b, n times.
struct RuleTrial: CustomTestStringConvertible, Sendable {
  /// The rule's name.
  let alert: String
  /// Its labels beside the severity, as the tool takes them.
  let labels: String
  /// The series, trouble and all.
  let series: [(name: String, values: String)]

  var testDescription: String { alert }

  static let all: [RuleTrial] = [
    RuleTrial(
      "RedundancyLost", "host: n2, severity: page",
      healthy(but: ["up{job=\"etcd\",host=\"n2\"}": "1x20 0x20"])),
    RuleTrial(
      "RedundancyLost", "host: n1, severity: page",
      healthy(
        but: [
          "up{job=\"etcd\",host=\"n1\"}": "1x20 0x20",
          "scrape_duration_seconds{job=\"etcd\",host=\"n1\"}": "0.01x20 0.2x20",
        ])),
    RuleTrial(
      "RedundancyLost", "host: n3, severity: page",
      healthy(but: ["etcd_server_has_leader{job=\"etcd\",host=\"n3\"}": "1x20 0x20"])),
    RuleTrial(
      "NoLeader", "severity: page",
      healthy(
        but: [
          "etcd_server_has_leader{job=\"etcd\",host=\"n1\"}": "1x20 0x20",
          "etcd_server_has_leader{job=\"etcd\",host=\"n2\"}": "1x20 0x20",
          "etcd_server_has_leader{job=\"etcd\",host=\"n3\"}": "1x20 0x20",
        ])),
    RuleTrial(
      "LeaderChanged", "host: n2, severity: page",
      healthy(
        but: [
          "etcd_server_is_leader{job=\"etcd\",host=\"n1\"}": "1x20 0x20",
          "etcd_server_is_leader{job=\"etcd\",host=\"n2\"}": "0x20 1x20",
        ])),
    RuleTrial(
      "MembersDisagree", "severity: page",
      healthy(but: ["etcd_server_is_leader{job=\"etcd\",host=\"n2\"}": "0x20 1x20"])),
    RuleTrial(
      "MetricsLost", "severity: ticket",
      healthy(
        but: [
          "up{job=\"etcd\",host=\"n1\"}": "1x20 0x20", "up{job=\"etcd\",host=\"n2\"}": "1x20 0x20",
          "up{job=\"etcd\",host=\"n3\"}": "1x20 0x20",
        ])),
    RuleTrial(
      "SlowFsync", "host: n3, severity: page",
      healthy(
        but: [
          "etcd_disk_wal_fsync_duration_seconds_sum{job=\"etcd\",host=\"n3\"}": "0+0.2x40",
          "etcd_disk_wal_fsync_duration_seconds_count{job=\"etcd\",host=\"n3\"}": "0+1x40",
        ])),
    RuleTrial(
      "EtcdHighCommitLatency", "host: n3, severity: ticket",
      healthy(
        but: [
          "etcd_disk_backend_commit_duration_seconds_sum{job=\"etcd\",host=\"n3\"}": "0+0.3x40",
          "etcd_disk_backend_commit_duration_seconds_count{job=\"etcd\",host=\"n3\"}": "0+1x40",
        ])),
    RuleTrial(
      "EtcdProposalsPending", "host: n1, severity: ticket",
      healthy(but: ["etcd_server_proposals_pending{job=\"etcd\",host=\"n1\"}": "3x20 300x20"])),
    RuleTrial(
      "EtcdProposalsFailing", "host: n1, severity: ticket",
      healthy(
        but: ["etcd_server_proposals_failed_total{job=\"etcd\",host=\"n1\"}": "0x20 0+1x20"])),
    RuleTrial(
      "EtcdDatabaseQuotaLow", "host: n1, severity: page",
      healthy(
        but: ["etcd_mvcc_db_total_size_in_bytes{job=\"etcd\",host=\"n1\"}": "1000x20 1990x20"])),
    RuleTrial(
      "WriteUnavailable", "severity: page",
      healthy(
        but: [
          "cygnet_application_writes_total{outcome=\"ok\"}": "0+50x20 1000x20",
          "cygnet_application_writes_total{outcome=\"info\"}": "0x20 0+8x20",
        ])),
    RuleTrial(
      "WriteUnavailable", "severity: page",
      healthy(but: ["cygnet_application_writes_total{outcome=\"ok\"}": "0+50x20 1000x20"])),
  ]

  init(_ alert: String, _ labels: String, _ series: [(name: String, values: String)]) {
    self.alert = alert
    self.labels = labels
    self.series = series
  }

  /// Three members of which n1 leads, and an application whose writes succeed.
  private static func healthy(but troubles: [String: String]) -> [(name: String, values: String)] {
    var series = [
      "cygnet_application_writes_total{outcome=\"ok\"}": "0+50x40",
      "cygnet_application_writes_total{outcome=\"fail\"}": "0x40",
      "cygnet_application_writes_total{outcome=\"info\"}": "0x40",
    ]
    for host in ["n1", "n2", "n3"] {
      let labels = "{job=\"etcd\",host=\"\(host)\"}"
      series["up" + labels] = "1x40"
      series["scrape_duration_seconds" + labels] = "0.01x40"
      series["etcd_server_has_leader" + labels] = "1x40"
      series["etcd_server_is_leader" + labels] = host == "n1" ? "1x40" : "0x40"
      series["etcd_disk_wal_fsync_duration_seconds_sum" + labels] = "0+0.05x40"
      series["etcd_disk_wal_fsync_duration_seconds_count" + labels] = "0+50x40"
      series["etcd_disk_backend_commit_duration_seconds_sum" + labels] = "0+0.02x40"
      series["etcd_disk_backend_commit_duration_seconds_count" + labels] = "0+2x40"
      series["etcd_server_proposals_pending" + labels] = "3x40"
      series["etcd_server_proposals_failed_total" + labels] = "0x40"
      series["etcd_mvcc_db_total_size_in_bytes" + labels] = "1000x40"
      series["etcd_server_quota_backend_bytes" + labels] = "2000x40"
    }
    return series.merging(troubles) { $1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The tool's test file; with `fires` false it expects silence where there is trouble.
  func text(rules: String, fires: Bool) -> String {
    let expected = fires ? "          - exp_labels: {\(labels)}\n" : ""
    return Self.head(rules: rules, series)
      + "      - eval_time: 7s\n        alertname: \(alert)\n        exp_alerts:\n\(expected)"
  }

  /// What must wake nobody: a healthy cluster, and a member whose answers were late for a second.
  static let quiet: [String: [(name: String, values: String)]] = [
    "a healthy cluster": healthy(but: [:]),
    "late answers": healthy(
      but: [
        "up{job=\"etcd\",host=\"n1\"}": "1x30 0x5 1",
        "scrape_duration_seconds{job=\"etcd\",host=\"n1\"}": "0.01x30 0.2x5 0.01",
      ]),
  ]

  /// The tool's test file for what must wake nobody: silence of every rule.
  static func quiet(_ series: [(name: String, values: String)], rules: String) -> String {
    let names = Set(all.map(\.alert)).sorted()
    return head(rules: rules, series)
      + names.map {
        "      - eval_time: 7s\n        alertname: \($0)\n        exp_alerts: []\n"
      }.joined() + "      - eval_time: 7s\n        alertname: Watchdog\n"
      + "        exp_alerts:\n          - exp_labels: {severity: none}\n"
  }

  private static func head(
    rules: String, _ series: [(name: String, values: String)]
  ) -> String {
    let lines = series.map { "      - {series: '\($0.name)', values: '\($0.values)'}" }
    return """
      rule_files: ['\(rules)']
      evaluation_interval: 200ms
      tests:
        - interval: 200ms
          input_series:
      \(lines.joined(separator: "\n"))
          alert_rule_test:

      """
  }
}
