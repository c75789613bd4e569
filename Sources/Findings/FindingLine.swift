/// A line of `findings.jsonl`: an event and the SHA-256 of the line before it.
package struct FindingLine: Sendable, Equatable, Codable {
  /// SHA-256 of the previous line without its newline; 64 zeros in the first.
  package var prev: String
  /// What happened.
  package var event: FindingEvent

  /// A line.
  package init(prev: String, event: FindingEvent) {
    self.prev = prev
    self.event = event
  }

  /// What the first line carries.
  package static let origin = String(repeating: "0", count: 64)
}
