/// What a mission's author says must come out, with its own runbook or, without one, with nobody.
///
/// Shape: nil where the author does not say.
package struct MissionExpectation: Sendable, Equatable {
  /// Of the claims, in every valid trial.
  package var verdict: Validity?
  /// Of acknowledged writes that are lost, in every valid trial.
  package var lost: Predicate.Clause?
  /// Whether at least four of five valid trials are contained within the SLA, or one at most.
  package var contained: Bool?

  /// An expectation as it was read.
  package init(verdict: Validity?, lost: Predicate.Clause?, contained: Bool?) {
    self.verdict = verdict
    self.lost = lost
    self.contained = contained
  }
}
