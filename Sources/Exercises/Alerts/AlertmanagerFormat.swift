import Vocabulary

/// Alertmanager's webhook, version 4.
///
/// Source: prometheus.io/docs/alerting/latest/configuration, `webhook_config`.
enum AlertmanagerFormat {
  static func read(_ body: AlertBody, hosts: AlertHosts) throws(Refusal) -> AlertReading {
    let version = try body.text("version") ?? "4"
    guard version == "4" else {
      throw body.wrong("is of version \(version.prefix(20)); version 4 is understood")
    }
    return try group(body, source: "alertmanager", hosts: hosts)
  }

  /// A group of alerts; Grafana sends the same.
  static func group(
    _ body: AlertBody, source: String, hosts: AlertHosts
  ) throws(Refusal) -> AlertReading {
    _ = try body.required("alerts")
    var alerts: [IncomingAlert] = []
    for alert in try body.list("alerts") {
      alerts.append(try one(alert, source: source, hosts: hosts))
    }
    return AlertReading(
      alerts, leftOut: Int(clamping: max(0, body.member("truncatedAlerts")?.value.whole ?? 0)))
  }

  private static func one(
    _ alert: AlertBody, source: String, hosts: AlertHosts
  ) throws(Refusal) -> IncomingAlert {
    guard let labels = try alert.object("labels") else { throw alert.wrong("has no `labels`") }
    let name = try labels.requiredText("alertname")
    let annotations = try alert.object("annotations")
    let status: IncomingAlert.Status
    switch try alert.requiredText("status") {
    case "firing": status = .firing
    case "resolved": status = .resolved
    default: throw alert.wrong("is neither firing nor resolved")
    }
    let summary = try annotations?.text(anyOf: "summary", "description") ?? ""
    return IncomingAlert(
      source: source, key: try key(of: alert, labels),
      occurrence: try alert.text("startsAt").map(start), name: name, host: hosts.find(in: labels),
      summary: summary, status: status, signalAt: try alert.time("startsAt"))
  }

  /// A start to the millisecond: the webhook tells it to the nanosecond, `/api/v2/alerts` does not.
  static func start(_ text: String) -> String {
    guard let point = text.lastIndex(of: ".") else { return text }
    let digits = text[point...].dropFirst().prefix { ("0"..."9").contains($0) }
    var kept = digits.prefix(3)
    while kept.last == "0" { kept = kept.dropLast() }
    return text[..<point] + (kept.isEmpty ? "" : "." + kept) + text[digits.endIndex...]
  }

  /// The fingerprint; where there is none the labels, of which a fingerprint is made.
  private static func key(
    of alert: AlertBody, _ labels: AlertBody
  ) throws(Refusal) -> String {
    if let fingerprint = try alert.text("fingerprint"), !fingerprint.isEmpty { return fingerprint }
    do {
      return try CanonicalJSON.line(labels.value)
    } catch {
      throw labels.wrong("cannot be told apart from others: it holds what is no JSON")
    }
  }
}
