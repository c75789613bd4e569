package import Vocabulary

/// What was seen in the exercise that opened a finding: where to look in its run folder.
///
/// Units: times in ns on the exercise's clock.
package struct FindingSighting: Sendable, Equatable, Codable {
  /// One or two sentences for people.
  package var text: String
  /// Sequence numbers of the events of `timeline.jsonl`.
  package var events: [Int]
  /// Where the slice of the timeline begins.
  package var fromNs: Nanoseconds?
  /// Where it ends.
  package var toNs: Nanoseconds?
  /// Terminal recordings, by their path in the run folder.
  package var recordings: [String]
  /// The violation with the smallest set of operations that shows it.
  package var witness: Anomaly?

  /// What was seen.
  package init(
    text: String, events: [Int] = [], fromNs: Nanoseconds? = nil, toNs: Nanoseconds? = nil,
    recordings: [String] = [], witness: Anomaly? = nil
  ) {
    self.text = text
    self.events = events
    self.fromNs = fromNs
    self.toNs = toNs
    self.recordings = recordings
    self.witness = witness
  }
}
