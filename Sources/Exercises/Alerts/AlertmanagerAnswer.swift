import Vocabulary

/// What an Alertmanager says when it is asked, as the webhook that would have told all of it.
///
/// Shape:  of the webhook that was cut short, the receiver and the group's labels choose among what
///         the Alertmanager answers; nothing of it is part of the question. The alerts keep their
///         fingerprints and starts, so that none becomes a second one in the inbox.
/// Limits: an answer of 1 MiB, `most` alerts; what fired and ended in between is in no answer.
/// Source: prometheus/alertmanager, `api/v2/openapi.yaml`, `gettableAlerts`.
package enum AlertmanagerAnswer {
  /// The path and query of the question, below the prefix.
  package static let question =
    "/api/v2/alerts?active=true&silenced=false&inhibited=false&unprocessed=false"
  /// How many alerts are taken from one answer.
  package static let most = 1_000
  /// What is read of an answer.
  package static let mostBytes = AlertBody.mostBytes

  /// Which alerts a webhook would have told of.
  package struct Group: Sendable, Hashable {
    var receiver: String?
    var labels: [String: String]

    /// The group of a webhook's body; nil where it is none.
    package init?(webhook bytes: [UInt8]) {
      guard let body = try? AlertBody(bytes, format: "alertmanager") else { return nil }
      receiver = body.value["receiver"]?.text
      labels = [:]
      guard case .object(let members) = body.value["groupLabels"] else { return }
      labels = members.compactMapValues(\.text)
    }

    fileprivate func has(_ alert: AlertBody) -> Bool {
      let receivers = alert.value["receivers"]?.elements?.compactMap { $0["name"]?.text } ?? []
      guard receiver.map(receivers.contains) ?? true else { return false }
      return labels.allSatisfy { alert.value["labels"]?[$0.key]?.text == $0.value }
    }
  }

  /// The webhook's body, how many alerts it has, and how many were more than `most`.
  ///
  /// Errors: `invalid` for what is no answer of an Alertmanager, naming the place.
  package static func webhook(
    from answer: [UInt8], for group: Group
  ) throws(Refusal) -> (body: [UInt8], alerts: Int, leftOut: Int) {
    let body = try AlertBody(answer, format: "alertmanager")
    guard body.value.elements != nil else { throw body.wrong("is no list of alerts") }
    var alerts: [JSONValue] = []
    for alert in body.items {
      guard case .object = alert.value else { throw alert.wrong("is no alert") }
      let isActive = try alert.object("status")?.text("state") ?? "active" == "active"
      if isActive, group.has(alert) { alerts.append(told(alert)) }
    }
    let leftOut = max(0, alerts.count - most)
    let webhook: JSONValue = [
      "version": "4", "status": "firing", "receiver": .string(group.receiver ?? ""),
      "groupLabels": .object(group.labels.mapValues { .string($0) }),
      "truncatedAlerts": .integer(Int64(leftOut)), "alerts": .array(Array(alerts.prefix(most))),
    ]
    do {
      let text = try CanonicalJSON.line(webhook)
      return (Array(text.utf8), min(alerts.count, most), leftOut)
    } catch {
      throw body.wrong("holds what is no JSON")
    }
  }

  private static let kept = [
    "labels", "annotations", "startsAt", "endsAt", "generatorURL", "fingerprint",
  ]

  private static func told(_ alert: AlertBody) -> JSONValue {
    var members = kept.reduce(into: [String: JSONValue]()) { $0[$1] = alert.value[$1] }
    members["status"] = "firing"
    return .object(members)
  }
}
