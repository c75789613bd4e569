package import Vocabulary

/// What a finding is about; it does not change while the finding lives.
package struct FindingOpening: Sendable, Equatable, Codable {
  /// One line.
  package var title: String
  /// `Gap`'s word where the facts opened it, else the words of whoever did.
  package var gap: String
  /// What has to change, one of `Gap.types`.
  package var gapType: String
  /// The part of a gap that is a finding of its own, such as the checker of a violated claim.
  package var about: String?
  /// The service or cluster that was the target.
  package var service: String
  /// The row of the coverage map.
  package var family: String
  /// The mission that showed it.
  package var mission: String
  /// The run folder, `<mission>/<UTC time>-<seed>`: the link to the evidence.
  package var run: String
  /// What it takes to show that it is gone.
  package var proof: Proof
  /// The damage if nobody had responded.
  package var blast: FindingBlast
  /// What was seen.
  package var seen: FindingSighting

  /// What can test it.
  package enum Proof: String, Sendable, Codable, CaseIterable {
    /// Unattended runs: 0 of 6 or better.
    case machine
    /// Exercises with people: two passes.
    case people
  }

  /// All parts at once.
  package init(
    title: String, gap: String, gapType: String, about: String? = nil, service: String,
    family: String, mission: String, run: String, proof: Proof, blast: FindingBlast,
    seen: FindingSighting
  ) {
    self.title = title
    self.gap = gap
    self.gapType = gapType
    self.about = about
    self.service = service
    self.family = family
    self.mission = mission
    self.run = run
    self.proof = proof
    self.blast = blast
    self.seen = seen
  }

  /// The gap that facts show; nil where a person opened it in other words.
  package var knownGap: Gap? { Gap(rawValue: gap) }
}
