import Vocabulary

/// Opsgenie's outgoing webhook.
///
/// Units: of the published sample `createdAt` is milliseconds and `updatedAt` nanoseconds, so the
/// unit is told by the magnitude.
/// Source: support.atlassian.com/opsgenie, "Webhook data".
enum OpsgenieFormat {
  static func read(_ body: AlertBody, hosts: AlertHosts) throws(Refusal) -> AlertReading {
    let action = try body.requiredText("action")
    guard let alert = try body.object("alert") else { throw body.wrong("has no `alert`") }
    let message = try alert.text("message") ?? ""
    let status: IncomingAlert.Status
    var summary = message
    switch action {
    case "Create": status = .firing
    case "Acknowledge": status = .acknowledged
    case "Close", "Delete": status = .resolved
    case "AddNote":
      status = .noted
      summary = try alert.text("note") ?? ""
    default:
      status = .noted
      summary = ""
    }
    let updated = alert.member("updatedAt")?.value.whole
    let sender = try body.text(anyOf: "integrationId", "integrationName") ?? ""
    return AlertReading([
      IncomingAlert(
        source: "opsgenie/\(sender)", key: try alert.requiredText("alertId"),
        occurrence: updated.map { "\(action) \($0)" },
        name: message.isEmpty ? action : message, host: try host(of: alert, hosts),
        summary: summary, status: status,
        signalAt: alert.member("createdAt")?.value.whole.flatMap(time),
        person: try alert.text("username"))
    ])
  }

  private static func host(
    of alert: AlertBody, _ hosts: AlertHosts
  ) throws(Refusal) -> HostName? {
    if let found = hosts.find(try alert.text("entity")) { return found }
    if let found = hosts.find(in: alert.member("details")) { return found }
    for tag in try alert.list("tags") {
      // `host:n3` as well as `n3`.
      if let found = hosts.find(word: tag.value.text) { return found }
    }
    return hosts.find(word: try alert.text("alias"))
  }

  /// Since 1970, of a count of seconds, milliseconds, microseconds or nanoseconds.
  static func time(_ count: Int64) -> Nanoseconds? {
    let unit: Int64 =
      switch count {
      case ..<100_000_000_000: 1_000_000_000
      case ..<100_000_000_000_000: 1_000_000
      case ..<100_000_000_000_000_000: 1_000
      default: 1
      }
    let (value, overflows) = count.multipliedReportingOverflow(by: unit)
    guard !overflows, AlertBody.isSensible(Nanoseconds(rawValue: value)) else { return nil }
    return Nanoseconds(rawValue: value)
  }
}
