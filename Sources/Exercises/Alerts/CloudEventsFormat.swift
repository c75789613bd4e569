import Vocabulary

/// CloudEvents 1.0 over HTTP: structured, batched and binary.
///
/// Shape: `data` may hold `name`, `host`, `summary`, `status` and `starts_at`; without a status the
///        last word of `type` tells it (`.resolved`, `.acknowledged`), else it fires.
/// Source: github.com/cloudevents/spec, HTTP protocol binding 1.0.
enum CloudEventsFormat {
  private static let format = AlertFormat.cloudevents.rawValue

  static func read(
    _ delivery: AlertDelivery, hosts: AlertHosts
  ) throws(Refusal) -> AlertReading {
    let type = (delivery.headers["content-type"] ?? "").lowercased()
    if delivery.headers["ce-specversion"] != nil, !type.hasPrefix("application/cloudevents") {
      return AlertReading([try binary(delivery, isJSON: type.contains("json"), hosts: hosts)])
    }
    let body = try AlertBody(delivery.body, format: format)
    guard case .array = body.value else {
      return AlertReading([try structured(body, hosts: hosts)])
    }
    var alerts: [IncomingAlert] = []
    for event in body.items { alerts.append(try structured(event, hosts: hosts)) }
    return AlertReading(alerts)
  }

  /// What an event says of itself, wherever it says it.
  private struct Attributes {
    var id: String
    var source: String
    var type: String
    var subject: String?
    var time: Nanoseconds?
  }

  private static func structured(
    _ event: AlertBody, hosts: AlertHosts
  ) throws(Refusal) -> IncomingAlert {
    let version = try event.requiredText("specversion")
    guard version == "1.0" else {
      throw event.wrong("has the specversion \(version.prefix(20)); 1.0 is understood")
    }
    return alert(
      Attributes(
        id: try event.requiredText("id"), source: try event.requiredText("source"),
        type: try event.requiredText("type"), subject: try event.text("subject"),
        time: try event.time("time")),
      data: event.member("data"), hosts: hosts)
  }

  private static func binary(
    _ delivery: AlertDelivery, isJSON: Bool, hosts: AlertHosts
  ) throws(Refusal) -> IncomingAlert {
    func attribute(_ name: String) -> String? {
      delivery.headers["ce-\(name)"].map(decoded)
    }
    func required(_ name: String) throws(Refusal) -> String {
      guard let value = attribute(name), !value.isEmpty else {
        throw Refusal(.invalid, "\(format): the header ce-\(name) is missing")
      }
      return value
    }
    guard attribute("specversion") == "1.0" else {
      throw Refusal(.invalid, "\(format): the header ce-specversion is not 1.0")
    }
    guard delivery.body.count <= AlertBody.mostBytes else {
      throw Refusal(.invalid, "\(format): the body is over \(AlertBody.mostBytes) bytes")
    }
    let time = attribute("time").flatMap(WallTime.nanoseconds).flatMap {
      AlertBody.isSensible($0) ? $0 : nil
    }
    return alert(
      Attributes(
        id: try required("id"), source: try required("source"), type: try required("type"),
        subject: attribute("subject"), time: time),
      data: isJSON ? try AlertBody(delivery.body, format: format) : nil, hosts: hosts)
  }

  private static func alert(
    _ event: Attributes, data: AlertBody?, hosts: AlertHosts
  ) -> IncomingAlert {
    func word(_ names: String...) -> String? {
      names.lazy.compactMap { data?.value[$0]?.text }.first
    }
    let status: IncomingAlert.Status =
      switch word("status", "state") ?? event.type.split(separator: ".").last.map(String.init) {
      case "resolved", "cleared", "ok", "closed": .resolved
      case "acknowledged": .acknowledged
      case "noted", "annotated": .noted
      default: .firing
      }
    let started = word("starts_at", "startsAt").flatMap(WallTime.nanoseconds).flatMap {
      AlertBody.isSensible($0) ? $0 : nil
    }
    return IncomingAlert(
      source: "cloudevents/\(event.source)", key: word("key") ?? event.subject ?? event.id,
      occurrence: event.id, name: word("name", "alertname", "title") ?? event.type,
      host: hosts.find(in: data) ?? hosts.find(word: event.subject),
      summary: word("summary", "message", "description") ?? event.subject ?? "",
      status: status, signalAt: started ?? event.time, person: word("by", "person", "user"))
  }

  /// Header values are percent-encoded UTF-8; a broken code stays as it is.
  static func decoded(_ value: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(value.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let code = Hexadecimal.bytes(String(decoding: rest.prefix(2), as: UTF8.self))
      {
        bytes += code
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
