import Vocabulary

/// Grafana's webhook: Alertmanager's shape with `orgId`, version 1.
///
/// A repeat may carry a new `startsAt` (grafana/grafana 106065); the inbox keeps the earliest.
/// Source: grafana.com/docs/grafana/latest/alerting, webhook notifier.
enum GrafanaFormat {
  static func read(_ body: AlertBody, hosts: AlertHosts) throws(Refusal) -> AlertReading {
    let organisation = body.member("orgId")?.value.whole ?? 0
    return try AlertmanagerFormat.group(body, source: "grafana/\(organisation)", hosts: hosts)
  }
}
