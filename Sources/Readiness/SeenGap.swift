package import Vocabulary

/// What was seen of a gap: a sentence, and where in the evidence to look.
///
/// Units: times in ns on the exercise's clock.
package struct SeenGap: Sendable, Equatable {
  /// Which gap.
  package var gap: Gap
  /// The part that is a finding of its own, such as the checker of a violated claim.
  package var about: String?
  /// For people.
  package var text: String
  /// Sequence numbers of the timeline's events, ascending.
  package var events: [Int]
  /// Where the slice of the timeline begins.
  package var fromNs: Nanoseconds?
  /// Where it ends.
  package var toNs: Nanoseconds?
  /// Terminal recordings, by their path in the run folder.
  package var recordings: [String] = []
  /// The violation with its operations.
  package var witness: Anomaly?

  init(
    _ gap: Gap, _ text: String, events: [Int] = [], fromNs: Nanoseconds? = nil,
    toNs: Nanoseconds? = nil
  ) {
    self.gap = gap
    self.text = text
    self.events = Set(events).sorted()
    self.fromNs = fromNs
    self.toNs = toNs
  }
}
