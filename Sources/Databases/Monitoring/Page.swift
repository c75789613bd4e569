package import Vocabulary

/// A message as it arrived at the pager: the line that the pager writes, and of `alerts.jsonl`.
///
/// Units: both clocks are read at the same moment, so that wall times can be told on the other.
package struct Page: Sendable, Equatable, Codable {
  /// When it arrived, on the machine's monotonic clock.
  package var receivedNs: Nanoseconds
  /// The same moment on the wall clock, since 1970.
  package var wallNs: Nanoseconds
  /// The body, byte for byte.
  package var body: String

  /// A message that arrived.
  package init(receivedNs: Nanoseconds, wallNs: Nanoseconds, body: String) {
    self.receivedNs = receivedNs
    self.wallNs = wallNs
    self.body = body
  }

  /// A wall time on the machine's monotonic clock.
  package func monotonic(_ wall: Nanoseconds) -> Nanoseconds { receivedNs - (wallNs - wall) }
}
