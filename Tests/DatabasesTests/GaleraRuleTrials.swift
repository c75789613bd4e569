/// Troubles of MariaDB with Galera, one for each of its rules.
enum GaleraRuleTrials {
  private static let kind = "galera"

  static let all: [RuleTrial] = members + groups + applying

  private static let members: [RuleTrial] = [
    RuleTrial(
      kind, "RedundancyLost", "host: n2, severity: page",
      in: healthy(but: [up("n2"): "1x20 0x70"])),
    RuleTrial(
      kind, "RedundancyLost", "host: n3, severity: page",
      in: healthy(
        but: [
          name("up", "n3"): "1x20 0x70", up("n3"): "1x20 stale",
          name("scrape_duration_seconds", "n3"): "0.01x20 0.2x70",
        ])),
    // Cut off: it answers, and knows that it is alone.
    RuleTrial(kind, "RedundancyLost", "host: n1, severity: page", in: healthy(but: alone("n1"))),
    // Back, and still being given what it lacks.
    RuleTrial(
      kind, "RedundancyLost", "host: n2, severity: page",
      in: healthy(but: [wsrep("local_state", "n2"): "1x90", wsrep("ready", "n2"): "0x90"])),
    RuleTrial(kind, "NoLeader", "severity: page", in: healthy(but: nobody)),
    // Nobody is in a whole group, and so nobody is worse off than the others.
    RuleTrial(kind, "RedundancyLost", in: healthy(but: nobody)),
    RuleTrial(
      kind, "NoLeader", "severity: page",
      in: healthy(
        but: RuleTrial.halted.merging(dead("n1", "n2")) { $1 }.merging(alone("n3")) { $1 })),
    // Who is merely late may take writes.
    RuleTrial(
      kind, "NoLeader", at: 6,
      in: healthy(
        but: late("n1").merging(alone("n2")) { $1 }.merging(alone("n3")) { $1 })),
    RuleTrial(
      kind, "MetricsLost", "severity: ticket", in: healthy(but: dead("n1", "n2", "n3"))),
    RuleTrial(kind, "NoLeader", in: healthy(but: dead("n1", "n2", "n3"))),
  ]

  private static let groups: [RuleTrial] = [
    // A lone member was told to begin a group of its own.
    RuleTrial(
      kind, "MembersDisagree", "severity: page",
      in: healthy(
        but: [
          wsrep("cluster_conf_id", "n3"): "3x20 1x70", wsrep("cluster_size", "n3"): "3x20 1x70",
          wsrep("local_index", "n3"): "2x20 0x70",
        ])),
    RuleTrial(
      kind, "RedundancyLost", "host: n3, severity: page",
      in: healthy(
        but: [
          wsrep("cluster_size", "n1"): "3x20 2x70", wsrep("cluster_size", "n2"): "3x20 2x70",
          wsrep("cluster_size", "n3"): "3x20 1x70", wsrep("local_index", "n3"): "2x20 0x70",
        ])),
    // Parts that count on in step, as where quorum is ignored.
    RuleTrial(
      kind, "MembersDisagree", "severity: page",
      in: healthy(but: [wsrep("local_index", "n3"): "2x20 0x70"])),
    RuleTrial(
      kind, "MembersDisagree", "severity: page",
      in: healthy(
        but: [history("n2", "a"): "1x20 stale", history("n2", "b"): "_x20 1x70"])),
    RuleTrial(kind, "MembersDisagree", in: healthy(but: alone("n1"))),
    RuleTrial(kind, "RedundancyLost", at: 5, in: healthy(but: view)),
    RuleTrial(kind, "RedundancyLost", at: 5.6, in: healthy(but: view)),
    RuleTrial(kind, "MembersDisagree", at: 5.6, in: healthy(but: view)),
    // Every other look runs out of time.
    RuleTrial(
      kind, "GaleraQuorumAtRisk", "severity: ticket",
      in: healthy(
        but: ["n1", "n2"].reduce(into: dead("n3")) {
          $0[wsrep("cluster_size", $1)] =
            "3x20" + String(repeating: " 2 stale", count: 11) + " 2x70"
        })),
    RuleTrial(
      kind, "GaleraQuorumAtRisk", "severity: ticket",
      in: healthy(
        but: ["n1", "n2"].reduce(into: dead("n3")) {
          $0[wsrep("cluster_size", $1)] = "3x20 2x70"
        })),
  ]

  private static let applying: [RuleTrial] = [
    RuleTrial(
      kind, "GaleraFlowControl", "host: n2, severity: page", at: 9,
      in: healthy(
        but: ["n1", "n2", "n3"].reduce(into: [wsrep("flow_control_sent", "n2"): "0x20 0+3x70"]) {
          $0[wsrep("flow_control_paused_ns", $1)] = "0x20 0+100000000x70"
        })),
    RuleTrial(
      kind, "GaleraReceiveQueue", "host: n3, severity: ticket",
      in: healthy(but: [wsrep("local_recv_queue", "n3"): "0x20 28x70"])),
  ]

  /// What must wake nobody: a healthy group, answers that are late for two seconds, a donor and how
  /// it goes back to its work, a view that members tell one after the other, a queue for a moment.
  static let quiet: [String: RuleTrial.Series] = [
    "a healthy group": healthy(but: [:]),
    "late answers": healthy(but: late("n1")),
    "a donor": healthy(but: [wsrep("local_state", "n2"): "4x20 2x10 3x2 4x60"]),
    "a new view that is not told at once": healthy(but: view),
    "a short queue": healthy(
      but: [
        wsrep("local_recv_queue", "n3"): "0x20 28x3 0x70",
        wsrep("flow_control_sent", "n3"): "0x20 1x70",
        wsrep("flow_control_paused_ns", "n1"): "0x20 200000000x70",
      ]),
  ]

  /// A member that refuses from 4 s on, as its exporter tells it.
  private static func dead(_ hosts: String...) -> RuleTrial.Series {
    hosts.reduce(into: [:]) { series, host in
      series[up(host)] = "1x20 0x70"
      for part in parts.keys { series[wsrep(part, host)] = "\(value(part, host))x20 stale" }
      series[history(host, "a")] = "1x20 stale"
    }
  }

  /// A member outside of the primary component from 4 s on, as it was measured.
  private static func alone(_ host: String) -> RuleTrial.Series {
    [
      wsrep("cluster_status", host): "1x20 0x70", wsrep("ready", host): "1x20 0x70",
      wsrep("local_state", host): "4x20 0x70", wsrep("cluster_size", host): "3x20 1x70",
      wsrep("cluster_conf_id", host): "3x20 18446744073709551615x70",
      wsrep("local_index", host): "\(value("local_index", host))x20 0x70",
    ]
  }

  /// A third member joins at 4 s, and the others say so up to a second later.
  private static let view: RuleTrial.Series = [
    wsrep("cluster_conf_id", "n1"): "3x20 4x70", wsrep("cluster_conf_id", "n2"): "3x25 4x65",
    wsrep("cluster_conf_id", "n3"): "3x22 4x70", wsrep("cluster_size", "n1"): "2x20 3x70",
    wsrep("cluster_size", "n2"): "2x25 3x65", wsrep("cluster_size", "n3"): "2x22 3x70",
  ]

  private static let nobody = ["n1", "n2", "n3"].reduce(into: RuleTrial.halted) {
    $0.merge(alone($1)) { $1 }
  }

  /// A member that answers too late for eight looks from 5 s on.
  private static func late(_ host: String) -> RuleTrial.Series {
    var series: RuleTrial.Series = [
      name("up", host): "1x25 0x8 1x60", up(host): "1x25 stale _x7 1x60",
      name("scrape_duration_seconds", host): "0.01x25 0.2x8 0.01x60",
      history(host, "a"): "1x25 stale _x7 1x60",
    ]
    for part in parts.keys {
      series[wsrep(part, host)] = "\(value(part, host))x25 stale _x7 \(value(part, host))x60"
    }
    return series
  }

  /// Three members of one group, and an application whose writes succeed.
  private static func healthy(but troubles: RuleTrial.Series) -> RuleTrial.Series {
    var series = RuleTrial.application
    for host in ["n1", "n2", "n3"] {
      series[name("up", host)] = "1x90"
      series[name("scrape_duration_seconds", host)] = "0.01x90"
      series[up(host)] = "1x90"
      series[history(host, "a")] = "1x90"
      for part in parts.keys { series[wsrep(part, host)] = "\(value(part, host))x90" }
    }
    return series.merging(troubles) { $1 }
  }

  /// What a healthy member says, but for its place.
  private static let parts = [
    "cluster_status": 1, "ready": 1, "local_state": 4, "cluster_size": 3, "cluster_conf_id": 3,
    "local_index": 0, "local_recv_queue": 0, "flow_control_paused_ns": 0, "flow_control_sent": 0,
  ]

  private static func value(_ part: String, _ host: String) -> Int {
    part == "local_index" ? (Int(host.dropFirst()) ?? 1) - 1 : parts[part] ?? 0
  }

  /// A series as Prometheus has it after an exporter answered for its host.
  private static func name(_ metric: String, _ host: String, _ more: String...) -> String {
    let address = "10.0.0.\(host.dropFirst()):3306"
    let labels = ["job=\"galera\"", "host=\"\(host)\"", "instance=\"\(address)\""]
    return "\(metric){\((labels + more).joined(separator: ","))}"
  }

  private static func up(_ host: String) -> String { name("mysql_up", host) }

  private static func wsrep(_ part: String, _ host: String) -> String {
    name("mysql_global_status_wsrep_\(part)", host)
  }

  private static func history(_ host: String, _ state: String) -> String {
    name("mysql_galera_status_info", host, "wsrep_cluster_state_uuid=\"\(state)\"")
  }
}
