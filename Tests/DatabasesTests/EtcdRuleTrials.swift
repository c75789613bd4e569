/// Troubles of etcd, one for each of its rules.
enum EtcdRuleTrials {
  private static let kind = "etcd"

  static let all: [RuleTrial] = [
    RuleTrial(
      kind, "RedundancyLost", "host: n2, severity: page",
      in: healthy(but: ["up{job=\"etcd\",host=\"n2\"}": "1x20 0x20"])),
    RuleTrial(
      kind, "RedundancyLost", "host: n1, severity: page",
      in: healthy(
        but: [
          "up{job=\"etcd\",host=\"n1\"}": "1x20 0x20",
          "scrape_duration_seconds{job=\"etcd\",host=\"n1\"}": "0.01x20 0.2x20",
        ])),
    RuleTrial(
      kind, "RedundancyLost", "host: n3, severity: page",
      in: healthy(but: ["etcd_server_has_leader{job=\"etcd\",host=\"n3\"}": "1x20 0x20"])),
    RuleTrial(
      kind, "NoLeader", "severity: page",
      in: healthy(
        but: [
          "etcd_server_has_leader{job=\"etcd\",host=\"n1\"}": "1x20 0x20",
          "etcd_server_has_leader{job=\"etcd\",host=\"n2\"}": "1x20 0x20",
          "etcd_server_has_leader{job=\"etcd\",host=\"n3\"}": "1x20 0x20",
        ])),
    RuleTrial(
      kind, "LeaderChanged", "host: n2, severity: page",
      in: healthy(
        but: [
          "etcd_server_is_leader{job=\"etcd\",host=\"n1\"}": "1x20 0x20",
          "etcd_server_is_leader{job=\"etcd\",host=\"n2\"}": "0x20 1x20",
        ])),
    RuleTrial(
      kind, "MembersDisagree", "severity: page",
      in: healthy(but: ["etcd_server_is_leader{job=\"etcd\",host=\"n2\"}": "0x20 1x20"])),
    RuleTrial(
      kind, "MetricsLost", "severity: ticket",
      in: healthy(
        but: [
          "up{job=\"etcd\",host=\"n1\"}": "1x20 0x20", "up{job=\"etcd\",host=\"n2\"}": "1x20 0x20",
          "up{job=\"etcd\",host=\"n3\"}": "1x20 0x20",
        ])),
    RuleTrial(
      kind, "SlowFsync", "host: n3, severity: page",
      in: healthy(
        but: [
          "etcd_disk_wal_fsync_duration_seconds_sum{job=\"etcd\",host=\"n3\"}": "0+0.2x40",
          "etcd_disk_wal_fsync_duration_seconds_count{job=\"etcd\",host=\"n3\"}": "0+1x40",
        ])),
    RuleTrial(
      kind, "EtcdHighCommitLatency", "host: n3, severity: ticket",
      in: healthy(
        but: [
          "etcd_disk_backend_commit_duration_seconds_sum{job=\"etcd\",host=\"n3\"}": "0+0.3x40",
          "etcd_disk_backend_commit_duration_seconds_count{job=\"etcd\",host=\"n3\"}": "0+1x40",
        ])),
    RuleTrial(
      kind, "EtcdProposalsPending", "host: n1, severity: ticket",
      in: healthy(but: ["etcd_server_proposals_pending{job=\"etcd\",host=\"n1\"}": "3x20 300x20"])),
    RuleTrial(
      kind, "EtcdProposalsFailing", "host: n1, severity: ticket",
      in: healthy(
        but: ["etcd_server_proposals_failed_total{job=\"etcd\",host=\"n1\"}": "0x20 0+1x20"])),
    RuleTrial(
      kind, "EtcdDatabaseQuotaLow", "host: n1, severity: page",
      in: healthy(
        but: ["etcd_mvcc_db_total_size_in_bytes{job=\"etcd\",host=\"n1\"}": "1000x20 1990x20"])),
    RuleTrial(
      kind, "WriteUnavailable", "severity: page",
      in: healthy(
        but: [
          "cygnet_application_writes_total{outcome=\"ok\"}": "0+50x20 1000x20",
          "cygnet_application_writes_total{outcome=\"info\"}": "0x20 0+8x20",
        ])),
    RuleTrial(
      kind, "WriteUnavailable", "severity: page",
      in: healthy(but: ["cygnet_application_writes_total{outcome=\"ok\"}": "0+50x20 1000x20"])),
  ]

  /// Three members of which n1 leads, and an application whose writes succeed.
  static func healthy(but troubles: RuleTrial.Series) -> RuleTrial.Series {
    var series = RuleTrial.application
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
    return series.merging(troubles) { $1 }
  }

  /// What must wake nobody: a healthy cluster, and a member whose answers were late for a second.
  static let quiet: [String: RuleTrial.Series] = [
    "a healthy cluster": healthy(but: [:]),
    "late answers": healthy(
      but: [
        "up{job=\"etcd\",host=\"n1\"}": "1x30 0x5 1",
        "scrape_duration_seconds{job=\"etcd\",host=\"n1\"}": "0.01x30 0.2x5 0.01",
      ]),
  ]
}
