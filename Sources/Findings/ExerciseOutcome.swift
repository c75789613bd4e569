package import Vocabulary

/// What one exercise says to triage: its record, and the facts that decide what it could show.
///
/// Shape: made from a run folder; the same folder gives the same outcome.
package struct ExerciseOutcome: Sendable, Equatable, Codable {
  /// The line of a table of trials: gaps, bits, defects, verdict, damage, twin.
  package var record: TrialRecord
  /// The run folder, `<mission>/<UTC time>-<seed>`.
  package var run: String
  /// When it began, RFC 3339 in UTC; empty where nobody knows.
  package var began: String
  /// The service that was the target.
  package var service: String
  /// The row of the coverage map.
  package var family: String
  /// The checkers whose claims were tested, with what they decided.
  package var claims: [String: Validity]
  /// The gaps that it could have shown, those that it did among them.
  package var possible: [Gap]
  /// What was seen, by gap and, for violated claims, by checker.
  package var sightings: [Sighting]
  /// What the gap workshop of the exercise agreed.
  package var agreed: [GapWorkshop.Entry]
  /// When it counts in a simulated program, RFC 3339 in UTC; nil where that is `began`.
  package var simulatedAt: String?

  /// What was seen of a gap.
  package struct Sighting: Sendable, Equatable, Codable {
    /// Which gap.
    package var gap: Gap
    /// The part that is a finding of its own; nil where the gap is one.
    package var about: String?
    /// What was seen.
    package var seen: FindingSighting

    /// A sighting.
    package init(gap: Gap, about: String? = nil, seen: FindingSighting) {
      self.gap = gap
      self.about = about
      self.seen = seen
    }
  }

  /// All parts at once.
  package init(
    record: TrialRecord, run: String, began: String, service: String, family: String,
    claims: [String: Validity] = [:], possible: [Gap] = [], sightings: [Sighting] = [],
    agreed: [GapWorkshop.Entry] = []
  ) {
    self.record = record
    self.run = run
    self.began = began
    self.service = service
    self.family = family
    self.claims = claims
    self.possible = possible
    self.sightings = sightings
    self.agreed = agreed
  }
}
