package import Vocabulary

/// One thing that a sender says about one alert, whatever the sender's format.
///
/// Shape: what a format does not say is nil or empty; the raw body is kept elsewhere.
package struct IncomingAlert: Sendable, Equatable {
  /// What is said of the alert.
  package enum Status: String, Sendable, Codable, CaseIterable {
    case firing
    /// Somebody has it.
    case acknowledged
    case resolved
    /// A remark: nothing began and nothing ended.
    case noted
  }

  /// The sender: its format, and what tells two senders of one format apart.
  package var source: String
  /// What the sender calls the alert: all that is said of one alert carries the same key.
  package var key: String
  /// Tells one saying from its repeat: an event's id or the alert's start; nil where none is sent.
  package var occurrence: String?
  /// What the alert is called.
  package var name: String
  /// Only where it names a host of the range.
  package var host: HostName?
  /// The sender's words.
  package var summary: String
  /// What is said of it.
  package var status: Status
  /// The alert's start by the sender's wall clock, since 1970.
  package var signalAt: Nanoseconds?
  /// Who acknowledged or wrote it.
  package var person: String?

  /// A saying; texts are clipped and cleared of control characters.
  package init(
    source: String, key: String, occurrence: String? = nil, name: String, host: HostName? = nil,
    summary: String, status: Status, signalAt: Nanoseconds? = nil, person: String? = nil
  ) {
    self.source = Self.harmless(source, most: 200)
    self.key = key
    self.occurrence = occurrence
    self.name = Self.harmless(name, most: 200)
    self.host = host
    self.summary = Self.harmless(summary, most: 1_024)
    self.status = status
    self.signalAt = signalAt
    self.person = person.map { Self.harmless($0, most: 200) }
  }

  /// A sender's text without what steers a terminal or turns the direction of writing.
  static func harmless(_ text: String, most: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(most) {
      let steers =
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      scalars.append(steers ? " " : scalar)
    }
    return String(scalars)
  }
}

/// What one delivery said.
package struct AlertReading: Sendable, Equatable {
  /// In the order of the body.
  package var alerts: [IncomingAlert]
  /// How many alerts the sender left out of the body, by its own word.
  package var leftOut: Int
  /// What the sender is answered.
  package var answer: JSONValue

  /// A reading; most senders only want to hear that it arrived.
  package init(
    _ alerts: [IncomingAlert], leftOut: Int = 0, answer: JSONValue = ["status": "success"]
  ) {
    self.alerts = alerts
    self.leftOut = leftOut
    self.answer = answer
  }
}
