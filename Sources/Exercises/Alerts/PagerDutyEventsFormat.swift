import Crypto
import Vocabulary

/// PagerDuty's Events API v2, as a drop-in for `POST /v2/enqueue`.
///
/// Source: developer.pagerduty.com/docs/send-alert-event.
enum PagerDutyEventsFormat {
  static func read(_ body: AlertBody, hosts: AlertHosts) throws(Refusal) -> AlertReading {
    let action = try body.requiredText("event_action")
    let payload = try body.object("payload")
    let status: IncomingAlert.Status
    switch action {
    case "trigger": status = .firing
    case "acknowledge": status = .acknowledged
    case "resolve": status = .resolved
    default:
      throw body.wrong("has the event_action `\(action.prefix(40))`, not trigger or its kin")
    }
    let key: String
    if let given = try body.text("dedup_key"), !given.isEmpty {
      guard given.utf8.count <= 255 else { throw body.wrong("has a dedup_key over 255 bytes") }
      key = given
    } else if status == .firing, let payload {
      key = try made(from: payload)
    } else {
      throw body.wrong("has no `dedup_key`, so nobody knows which alert it is about")
    }
    var summary = ""
    if status == .firing {
      guard let payload else { throw body.wrong("has no `payload`") }
      summary = try payload.requiredText("summary")
      _ = try payload.requiredText("source")
    }
    let name = try payload?.text("class") ?? (summary.isEmpty ? key : summary)
    let alert = IncomingAlert(
      source: "pagerduty-events", key: key, occurrence: try payload?.text("timestamp"),
      name: name, host: try host(of: payload, hosts), summary: summary, status: status,
      signalAt: try payload?.time("timestamp"), person: try body.text("client"))
    return AlertReading(
      [alert],
      answer: [
        "status": "success", "message": "Event processed", "dedup_key": .string(key),
      ])
  }

  private static func host(
    of payload: AlertBody?, _ hosts: AlertHosts
  ) throws(Refusal) -> HostName? {
    if let found = hosts.find(in: payload) { return found }
    if let found = hosts.find(try payload?.text("source")) { return found }
    return hosts.find(in: payload?.member("custom_details"))
  }

  /// The service makes a key where the sender gives none; the same words make the same key, so that
  /// a repeat is one.
  private static func made(from payload: AlertBody) throws(Refusal) -> String {
    let words = [
      try payload.text("summary"), try payload.text("source"), try payload.text("component"),
      try payload.text("class"),
    ]
    var digest = SHA256()
    for word in words { digest.update(data: Array((word ?? "").utf8) + [0]) }
    return Hexadecimal.text(digest.finalize().prefix(16))
  }
}
