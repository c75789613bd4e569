package import Vocabulary

/// One message of Alertmanager, as its webhook (version 4) sends it.
///
/// Errors: fields that are missing or unknown are passed over; only a body without alerts is none.
/// Source: prometheus.io/docs/alerting/latest/configuration, `webhook_config`.
package struct AlertNotification: Sendable, Equatable {
  /// What it tells of, in the message's order.
  package var alerts: [Alert]

  /// One alert of it.
  package struct Alert: Sendable, Equatable {
    /// The label `alertname`.
    package var name: String
    /// The label `host`; nil where the alert is about none.
    package var host: HostName?
    /// Whether it fires, else it is over.
    package var isFiring: Bool
    /// When Prometheus first fired it, since 1970 by the wall clock; nil where it cannot be read.
    package var startsAt: Nanoseconds?
    /// The annotation `summary`.
    package var summary: String
  }

  /// Reads the body of a webhook; nil where it is none.
  package init?(body: String) {
    guard let root = try? CanonicalJSON.decode(JSONValue.self, from: body),
      let list = root["alerts"]?.elements
    else { return nil }
    alerts = list.compactMap { alert in
      guard let name = alert["labels"]?["alertname"]?.text else { return nil }
      return Alert(
        name: name, host: alert["labels"]?["host"]?.text.map { HostName(rawValue: $0) },
        isFiring: alert["status"]?.text == "firing",
        startsAt: alert["startsAt"]?.text.flatMap(WallTime.nanoseconds),
        summary: alert["annotations"]?["summary"]?.text ?? "")
    }
  }
}
