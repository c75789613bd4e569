import Vocabulary

/// PagerDuty's webhooks, version 3: what became of an incident.
///
/// A triggered incident is an alert, an acknowledgement is the first human sign (T1a), an
/// annotation is a note that white may take for a hypothesis; all else is a note without text.
/// Source: developer.pagerduty.com/docs/webhooks-overview.
enum PagerDutyWebhookFormat {
  static func read(_ body: AlertBody, hosts: AlertHosts) throws(Refusal) -> AlertReading {
    guard let event = try body.object("event") else { throw body.wrong("has no `event`") }
    let type = try event.requiredText("event_type")
    guard type.hasPrefix("incident."), let data = try event.object("data") else {
      return AlertReading([])
    }
    let id = try event.requiredText("id")
    // Of an annotation or a responder the data is a thing of its own that points at its incident.
    let incident = try data.object("incident") ?? data
    let title = try incident.text(anyOf: "title", "summary", "incident_key") ?? ""
    let status: IncomingAlert.Status
    var summary = title
    switch type {
    case "incident.triggered", "incident.reopened": status = .firing
    case "incident.acknowledged": status = .acknowledged
    case "incident.resolved": status = .resolved
    case "incident.annotated":
      status = .noted
      summary = try data.text(anyOf: "content", "summary") ?? ""
    default:
      status = .noted
      summary = ""
    }
    let named = try incident.text("incident_key")
    let created = try incident.time("created_at")
    let occurred = try event.time("occurred_at")
    let alert = IncomingAlert(
      source: "pagerduty-webhook", key: try incident.requiredText("id"), occurrence: id,
      name: title.isEmpty ? type : title,
      host: hosts.find(word: named) ?? hosts.find(word: title),
      summary: summary, status: status,
      signalAt: created ?? occurred,
      person: try event.object("agent")?.text("summary"))
    return AlertReading([alert])
  }
}
