package import Vocabulary

/// A line of `timeline.jsonl`: an event and the SHA-256 of the line before it.
package struct TimelineLine: Sendable, Codable {
  /// SHA-256 of the previous line without its newline; 64 zeros in the first.
  package var prev: String
  /// What happened.
  package var event: TimelineEvent

  /// A line.
  package init(prev: String, event: TimelineEvent) {
    self.prev = prev
    self.event = event
  }

  /// What the first line carries.
  package static let origin = String(repeating: "0", count: 64)
}
