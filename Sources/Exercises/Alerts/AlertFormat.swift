import Vocabulary

/// The senders' formats that are understood; the raw value is the word of the webhook's path.
package enum AlertFormat: String, Sendable, CaseIterable {
  case alertmanager, grafana, opsgenie, cloudevents
  case pagerdutyEvents = "pagerduty-events"
  case pagerdutyWebhook = "pagerduty-webhook"

  /// Reads one delivery; `secrets` are those that the sender may sign with.
  ///
  /// Errors: `forbidden` for a wrong signature, `missing` for an unknown format, `invalid` for
  /// anything else, naming the place. A delivery is refused whole or read whole.
  package static func read(
    _ delivery: AlertDelivery, hosts: AlertHosts, secrets: [String] = []
  ) throws(Refusal) -> AlertReading {
    guard let format = AlertFormat(rawValue: delivery.format) else {
      throw Refusal(
        .missing, "there is no alert format of that name",
        hint: "formats are \(allCases.map(\.rawValue).sorted().joined(separator: ", "))")
    }
    if format == .pagerdutyWebhook, !secrets.isEmpty {
      try PagerDutySignature.verify(
        delivery.headers["x-pagerduty-signature"], over: delivery.body, secrets: secrets)
    }
    if format == .cloudevents {
      return try CloudEventsFormat.read(delivery, hosts: hosts)
    }
    let body = try AlertBody(delivery.body, format: format.rawValue)
    guard case .object = body.value else { throw body.wrong("is no JSON object") }
    switch format {
    case .alertmanager: return try AlertmanagerFormat.read(body, hosts: hosts)
    case .grafana: return try GrafanaFormat.read(body, hosts: hosts)
    case .pagerdutyEvents: return try PagerDutyEventsFormat.read(body, hosts: hosts)
    case .pagerdutyWebhook: return try PagerDutyWebhookFormat.read(body, hosts: hosts)
    case .opsgenie: return try OpsgenieFormat.read(body, hosts: hosts)
    case .cloudevents: return AlertReading([])
    }
  }
}
