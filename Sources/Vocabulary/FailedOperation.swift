/// An operation that ended badly for its client, with the moments that place it on a timeline.
///
/// Units: offsets from the start of the exercise; before it they are negative.
package struct FailedOperation: Sendable, Equatable {
  /// What became of it.
  package var harm: Harm
  /// From when on a cause may have acted: the acknowledgement that was broken, or the invocation.
  package var sinceNs: Nanoseconds
  /// When the harm was done and seen: the answer, or the observation; nil where none came.
  package var knownNs: Nanoseconds?

  /// The ways in which an operation ends badly.
  package enum Harm: String, Sendable, Codable, CaseIterable {
    /// Acknowledged, and gone when somebody looked.
    case lost
    /// A read that was behind an acknowledged write which was seen again later.
    case stale
    /// Answered: it did not happen.
    case refused
    /// Nobody knows whether it happened.
    case unanswered
  }

  /// A failed operation.
  package init(_ harm: Harm, sinceNs: Nanoseconds, knownNs: Nanoseconds?) {
    self.harm = harm
    self.sinceNs = sinceNs
    self.knownNs = knownNs
  }

  /// Where it stands on the clock: a lost write where it was acknowledged, others where they ended.
  package var atNs: Nanoseconds { harm == .lost ? sinceNs : knownNs ?? sinceNs }
}
