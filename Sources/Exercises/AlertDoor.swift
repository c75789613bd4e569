package import Vocabulary

/// Where alerts of outside senders arrive.
package protocol AlertDoor: Sendable {
  /// Keeps the raw body, then takes it in; a repeat makes no second alert.
  ///
  /// Errors: `forbidden` for a wrong token or signature, `invalid` for what is no JSON of the kind.
  func receive(_ delivery: AlertDelivery) async throws(Refusal) -> JSONValue
}

/// One request of a sender, as it came.
package struct AlertDelivery: Sendable, Equatable {
  /// The path's word: `alertmanager`, `grafana`, `pagerduty-events`, `pagerduty-webhook`,
  /// `opsgenie`, `cloudevents`.
  package var format: String
  /// The token of the path or of the request.
  package var token: String
  /// Names in lower case.
  package var headers: [String: String]
  /// As it came, not a byte changed.
  package var body: [UInt8]
  /// CLOCK_MONOTONIC of the receiver.
  package var receivedNs: Nanoseconds
  /// Wall time of the receiver, RFC 3339 in UTC.
  package var receivedUTC: String
  /// The sender's address.
  package var peer: String

  /// A request as it came.
  package init(
    format: String, token: String, headers: [String: String], body: [UInt8],
    receivedNs: Nanoseconds, receivedUTC: String, peer: String
  ) {
    self.format = format
    self.token = token
    self.headers = headers
    self.body = body
    self.receivedNs = receivedNs
    self.receivedUTC = receivedUTC
    self.peer = peer
  }
}
