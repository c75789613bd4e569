/// Blast radius of a gap, 1–5, with the kind of evidence it rests on.
///
/// Source: the scoring rubric, 5.6, "Evidence class on every value".
package struct FindingBlast: Sendable, Equatable, Codable {
  /// 1–5.
  package var level: Int
  /// What it was read from.
  package var evidence: Evidence

  /// The classes, best first.
  package enum Evidence: String, Sendable, Codable, CaseIterable {
    /// The same plan with nobody responding.
    case twin
    /// The run itself, until it was contained: at least this.
    case observed
    /// Drawn on from the last minutes, only upward.
    case extrapolated
    /// Two people's judgement.
    case judged
  }

  /// A level with its evidence.
  package init(level: Int, evidence: Evidence) {
    self.level = level
    self.evidence = evidence
  }

  /// Without a twin the response hides part of the damage.
  package var isAtLeast: Bool { evidence != .twin }

  /// `4 (twin)`, `≥ 3 (observed)`.
  package var text: String { "\(isAtLeast ? "≥ " : "")\(level) (\(evidence.rawValue))" }

  /// The better evidence of two; of the same kind the larger one.
  package func merged(with other: FindingBlast) -> FindingBlast {
    let order = Evidence.allCases
    let (own, its) = (order.firstIndex(of: evidence), order.firstIndex(of: other.evidence))
    if own == its { return level >= other.level ? self : other }
    return (own ?? 0) < (its ?? 0) ? self : other
  }
}
