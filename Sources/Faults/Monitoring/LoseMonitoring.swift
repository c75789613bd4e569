package import Databases
import LinuxHost
package import Vocabulary

/// Takes one of blue's tools away while the database goes on.
///
/// Shape:  `tool: scrape | alerts | dashboards`; one table on the host of Prometheus.
/// Effect: `scrape` blinds Prometheus to all members, `alerts` keeps Alertmanager from the pager,
///         `dashboards` keeps everybody from Prometheus.
/// Cure:   deletes the fault's own table; Alertmanager then tries again within seconds.
/// Limits: a member that is silent for another reason is silent afterwards, too.
/// Source: GitHub 2018-10-21 and Slack 2021-01-04, where dashboards and alerts were gone first.
package struct LoseMonitoring: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `monitoring.lose`.
  package var signature: StepSignature {
    StepSignature(
      kind: PlannedStep.losesMonitoring, verb: .inject, targets: .none,
      parameters: [
        ParameterSignature(
          "tool", .choice(["scrape", "alerts", "dashboards"]), isRequired: true,
          help: "scrape: no metrics of members, alerts: no pages, dashboards: no queries")
      ],
      needs: [.namespaces, .nftables, .prometheus],
      summary: "takes metrics, pages or dashboards away from blue, and leaves the database alone",
      proof: "seen with the tool itself: every target is down, no page arrives for two seconds, or "
        + "a query from another host ends without an answer; healed, it answers again")
  }

  /// What must be seen before a tool can be lost: all of them work.
  package static func isWhole(_ monitoring: MonitoringLayout) -> [HostProbe] {
    ["alerts", "scrape", "dashboards"].map {
      Tool(word: $0, monitoring: monitoring).probe(isLost: false)
    }
  }

  /// One table on the watcher's host, and the tool's own view of it.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let monitoring = cluster.monitoring ?? .unknown(kind: cluster.kind)
    let host = MonitoringLayout.watcherHost
    let table = NetworkCut.table(of: step.name)
    let word = if case .text(let word) = step.parameters["tool"] { word } else { "scrape" }
    let tool = Tool(word: word, monitoring: monitoring)
    let rules =
      switch tool.word {
      case "alerts":
        NFTRules.unreachable([monitoring.pager], port: MonitoringLayout.pagerPort)
      case "dashboards": NFTRules.closed(port: MonitoringLayout.prometheusPort)
      default: NFTRules.unreachable(cluster.addresses.values.sorted())
      }
    return CompiledFault(
      actions: [.loadTable(host: host, table: table, rules: rules)],
      undo: [.deleteTable(host: host, table: table)],
      effect: [tool.probe(isLost: true), .tableHit(host: host, table: table)],
      healed: [.tableGone(host: host, table: table), tool.probe(isLost: false)],
      proofLimitNs: .seconds(15))
  }
}

/// A tool of blue's, and how to see with it whether it works.
private struct Tool {
  let word: String
  let monitoring: MonitoringLayout

  func probe(isLost: Bool) -> HostProbe {
    switch word {
    case "alerts": heartbeat(isLost: isLost)
    case "dashboards": query(isLost: isLost)
    default: targets(isLost: isLost)
    }
  }

  /// Prometheus's own answer; a query of its own host passes every rule.
  private func targets(isLost: Bool) -> HostProbe {
    .command(
      host: MonitoringLayout.watcherHost,
      arguments: [
        "promtool", "query", "instant", "http://127.0.0.1:\(MonitoringLayout.prometheusPort)",
        monitoring.reached,
      ],
      expecting: CommandExpectation(
        shows: [isLost ? "=> 0 @" : "=> 1 @"],
        meaning: isLost ? "Prometheus reaches no member" : "Prometheus reaches members"))
  }

  /// The dead man's switch touches a file at the pager about once a second.
  private func heartbeat(isLost: Bool) -> HostProbe {
    let path = monitoring.heartbeat
    return .command(
      host: MonitoringLayout.pagerHost,
      arguments: ["find", path, "-newermt", isLost ? "-2 seconds" : "-1 second"],
      expecting: CommandExpectation(
        shows: isLost ? [] : [path], hides: isLost ? [path] : [],
        meaning: isLost
          ? "no heartbeat has reached the pager for 2 s" : "heartbeats reach the pager"))
  }

  private func query(isLost: Bool) -> HostProbe {
    .command(
      host: MonitoringLayout.pagerHost,
      arguments: [
        "timeout", "1", "promtool", "query", "instant",
        "http://\(monitoring.watcher):\(MonitoringLayout.prometheusPort)", "vector(1)",
      ],
      expecting: CommandExpectation(
        succeeds: !isLost, shows: isLost ? [] : ["=> 1 @"],
        meaning: isLost
          ? "a query of Prometheus has no answer within 1 s" : "Prometheus answers queries"))
  }
}
