/// Troubles of PostgreSQL under Patroni, one for each of its rules.
enum PatroniRuleTrials {
  private static let kind = "patroni"

  static let all: [RuleTrial] = members + cuts + management

  private static let members: [RuleTrial] = [
    RuleTrial(
      kind, "RedundancyLost", "host: n2, severity: page",
      in: healthy(but: ["up\(label("n2"))": "1x20 0x70"])),
    RuleTrial(
      kind, "RedundancyLost", "host: n3, severity: page",
      in: healthy(but: [name("postgres_running", "n3"): "1x20 0x70"])),
    RuleTrial(
      kind, "RedundancyLost", "host: n2, severity: page", at: 8,
      in: healthy(but: [received("n2"): "1000+100x20 3000x70"])),
    RuleTrial(
      kind, "NoLeader", "severity: page",
      in: healthy(but: [name("primary", "n1"): "1x20 0x70", name("replica", "n1"): "0x20 1x70"])),
    // Its role alone makes no leader of a member whose PostgreSQL does not run.
    RuleTrial(
      kind, "NoLeader", "severity: page",
      in: healthy(but: [name("postgres_running", "n1"): "1x20 0x70"])),
    RuleTrial(
      kind, "LeaderChanged", "host: n2, severity: page",
      in: healthy(
        but: [
          name("primary", "n1"): "1x20 0x70", name("primary", "n2"): "0x20 1x70",
          name("replica", "n1"): "0x20 1x70", name("replica", "n2"): "1x20 0x70",
        ])),
    RuleTrial(
      kind, "MembersDisagree", "severity: page",
      in: healthy(but: [name("primary", "n2"): "0x20 1x70"])),
    RuleTrial(
      kind, "MetricsLost", "severity: ticket",
      in: healthy(
        but: [
          "up\(label("n1"))": "1x20 0x70", "up\(label("n2"))": "1x20 0x70",
          "up\(label("n3"))": "1x20 0x70",
        ])),
  ]

  /// What was measured of a leader that was cut off, with a key that lives shorter: it stops after
  /// four seconds, and the second member leads after eight, whom the third follows after ten.
  private static let cuts: [RuleTrial] = [
    RuleTrial(kind, "RedundancyLost", at: 6, in: healthy(but: cut)),
    RuleTrial(
      kind, "RedundancyLost", "host: n2, severity: page", "host: n3, severity: page", at: 8,
      in: healthy(but: cut)),
    RuleTrial(kind, "RedundancyLost", at: 11.6, in: healthy(but: cut)),
    RuleTrial(kind, "RedundancyLost", at: 13.8, in: healthy(but: cut)),
    RuleTrial(kind, "RedundancyLost", "host: n1, severity: page", at: 16, in: healthy(but: cut)),
    RuleTrial(kind, "NoLeader", "severity: page", at: 11, in: healthy(but: cut)),
    RuleTrial(kind, "NoLeader", at: 14, in: healthy(but: cut)),
    RuleTrial(kind, "LeaderChanged", "host: n2, severity: page", at: 13, in: healthy(but: cut)),
  ]

  private static let management: [RuleTrial] = [
    RuleTrial(
      kind, "PatroniReplicationLag", "host: n3, severity: ticket",
      in: healthy(
        but: [
          name("xlog_location", "n1"): "1000+100000x90", received("n2"): "1000+100000x90",
          received("n3"): "1000+100x90",
        ])),
    RuleTrial(
      kind, "PatroniNoSynchronousStandby", "severity: page",
      in: healthy(but: [name("sync_standby", "n2"): "1x20 0x70"])),
    RuleTrial(
      kind, "PatroniDcsMissing", "host: n1, severity: page", at: 12,
      in: healthy(but: [name("dcs_last_seen", "n1"): "1x90"])),
    RuleTrial(
      kind, "PatroniPaused", "severity: ticket",
      in: healthy(
        but: [
          name("is_paused", "n1"): "0x20 1x70", name("is_paused", "n2"): "0x20 1x70",
          name("is_paused", "n3"): "0x20 1x70",
        ])),
    RuleTrial(
      kind, "PatroniPendingRestart", "host: n3, severity: ticket",
      in: healthy(but: [name("pending_restart", "n3"): "0x20 1x70"])),
  ]

  /// What must wake nobody: a healthy cluster, answers that are late for two seconds, and one in
  /// which nobody writes.
  static let quiet: [String: RuleTrial.Series] = [
    "a healthy cluster": healthy(but: [:]),
    "late answers": healthy(
      but: [
        "up\(label("n1"))": "1x30 0x8 1x60",
        name("primary", "n1"): "1x30 stale _x7 1x60",
        name("postgres_running", "n1"): "1x30 stale _x7 1x60",
        "scrape_duration_seconds\(label("n1"))": "0.01x30 0.2x8 0.01x60",
      ]),
    "nobody writes": healthy(
      but: [
        name("xlog_location", "n1"): "1000x90", received("n2"): "1000x90",
        received("n3"): "1000x90",
      ]),
  ]

  private static let cut: RuleTrial.Series = [
    name("primary", "n1"): "1x40 0x50", name("replica", "n1"): "0x40 1x50",
    name("xlog_location", "n1"): "1000+100x40 0x50", received("n1"): "0x40 9000x50",
    name("sync_standby", "n2"): "1x60 0x30",
    name("primary", "n2"): "0x60 1x30", name("replica", "n2"): "1x60 0x30",
    name("xlog_location", "n2"): "0x60 3100+100x30", received("n2"): "1000+100x20 3000x40 0x30",
    received("n3"): "1000+100x20 3000x50 4000+100x20", name("sync_standby", "n3"): "0x70 1x20",
    name("dcs_last_seen", "n1"): "0+0.2x90", name("postgres_timeline", "n2"): "1x60 2x30",
    name("postgres_timeline", "n3"): "1x70 2x20",
  ]

  /// Three members of which n1 leads and n2 is synchronous, and an application that writes.
  private static func healthy(but troubles: RuleTrial.Series) -> RuleTrial.Series {
    var series = RuleTrial.application
    for host in ["n1", "n2", "n3"] {
      let isLeader = host == "n1"
      series["up\(label(host))"] = "1x90"
      series["scrape_duration_seconds\(label(host))"] = "0.01x90"
      series[name("postgres_running", host)] = "1x90"
      series[name("postgres_timeline", host)] = "1x90"
      series[name("primary", host)] = isLeader ? "1x90" : "0x90"
      series[name("replica", host)] = isLeader ? "0x90" : "1x90"
      series[name("sync_standby", host)] = host == "n2" ? "1x90" : "0x90"
      series[name("xlog_location", host)] = isLeader ? "1000+100x90" : "0x90"
      series[received(host)] = isLeader ? "0x90" : "1000+100x90"
      series[name("is_paused", host)] = "0x90"
      series[name("pending_restart", host)] = "0x90"
      // Told once a loop of five seconds.
      series[name("dcs_last_seen", host)] = "1x24 5x24 10x24 15x24"
    }
    return series.merging(troubles) { $1 }
  }

  private static func label(_ host: String) -> String {
    "{job=\"patroni\",host=\"\(host)\",instance=\"10.0.0.\(host.dropFirst()):8008\"}"
  }

  private static func name(_ metric: String, _ host: String) -> String {
    "patroni_\(metric)\(label(host))"
  }

  private static func received(_ host: String) -> String {
    name("xlog_received_location", host)
  }
}
