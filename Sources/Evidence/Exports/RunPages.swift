import Exercises
package import Vocabulary

/// The alerts of a run as bodies of PagerDuty's Events API v2, for `POST /v2/enqueue`.
///
/// Shape:  a trigger for each alert that fired, an acknowledgement where somebody took it, a
///         resolve where it ended; the same `dedup_key` throughout.
/// Limits: of each alert what blue may see, so that a page tells nobody what is played; texts are
///         cut where the API cuts them.
/// Source: developer.pagerduty.com/docs/send-alert-event.
package enum RunPages {
  /// The bodies in the order of the timeline; `key` is the integration's 32 characters.
  package static func bodies(of run: Assessment, routingKey key: String) -> [JSONValue] {
    let record = run.record
    return record.timeline.compactMap { event in
      guard let action = actions[event.kind], let seen = Visibility.blue(event),
        let id = seen.fields["id"]?.text
      else { return nil }
      var body: [String: JSONValue] = [
        "routing_key": .string(key), "event_action": .string(action),
        "dedup_key": .string(String((record.neutralName + "/" + id).suffix(200))),
        "client": "cygnet",
      ]
      if action == "trigger" { body["payload"] = payload(seen, of: record) }
      return .object(body)
    }
  }

  private static let actions: [TimelineEvent.Kind: String] = [
    .alertFired: "trigger", .alertAcknowledged: "acknowledge", .alertResolved: "resolve",
  ]

  private static func payload(_ alert: TimelineEvent, of record: RunRecord) -> JSONValue {
    let name = alert.fields["alert"]?.text ?? "alert"
    let words = alert.fields["summary"]?.text ?? ""
    var payload: [String: JSONValue] = [
      "summary": .string(String((words.isEmpty ? name : words).prefix(1_000))),
      "source": .string(alert.host?.rawValue ?? record.constants.service.name),
      "severity": "error", "class": .string(String(name.prefix(255))),
    ]
    if let host = alert.host { payload["component"] = .string(host.rawValue) }
    if let moment = record.wallTime(of: alert.timeNs) {
      payload["timestamp"] = .string(WallTime.text(moment))
    }
    return .object(payload)
  }
}
