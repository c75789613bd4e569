package import Readiness

/// What the trials since the last claim show: whether a finding may be called verified.
///
/// Shape:  0 failures of six trials on six seeds, so that the 80 % upper bound is at most 0.20,
///         for what a machine can test; two exercises passed for what people must do.
/// Source: statistics, 4.4, "Closing a gap needs a demonstration, not a statement".
package struct Demonstration: Sendable, Equatable {
  /// k of n since the claim.
  package var likelihood: Likelihood
  /// Trials that tell something new: other seeds, or other exercises with people.
  package var distinct: Int
  /// What can test it.
  package var proof: FindingOpening.Proof

  /// How many exercises people must pass.
  package static let passes = 2

  init(of finding: Finding) {
    proof = finding.opening.proof
    let trials = finding.sinceClaim
    likelihood = Finding.count(trials)
    switch proof {
    case .machine: distinct = Set(trials.map { [$0.fact.mission, "\($0.fact.seed)"] }).count
    case .people: distinct = Set(trials.map(\.fact.run)).count
    }
  }

  /// Whether it is shown to be gone.
  package var isEnough: Bool {
    guard likelihood.count == 0, distinct > 0 else { return false }
    switch proof {
    case .machine: return Likelihood(count: 0, trials: distinct).isVerified()
    case .people: return distinct >= Self.passes
    }
  }

  /// In a line: `verified by 0/6`, `passed re-test (n = 1)`, `0/4 of 6 trials`.
  package var text: String {
    if likelihood.trials == 0 { return "not re-tested" }
    if likelihood.count > 0 { return "shown again in \(likelihood.text)" }
    if isEnough { return "verified by \(likelihood.text)" }
    switch proof {
    case .people: return "passed re-test (n = \(distinct))"
    case .machine: return "not shown in \(distinct) of \(Self.needed) trials"
    }
  }

  /// The fewest trials without a failure that verify what a machine can test: six.
  package static let needed: Int = {
    var trials = 1
    while !Likelihood(count: 0, trials: trials).isVerified() { trials += 1 }
    return trials
  }()
}
