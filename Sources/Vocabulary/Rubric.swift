/// The constants of the scoring rubric, versioned: data, never literals in a rule.
///
/// Units: shares and ratios as fractions of 1.
/// Source: `docs/reference/score.md`.
package struct Rubric: Sendable, Equatable, Codable {
  /// Stored with every score.
  package var version: String
  /// Shares of the SLA for a phase; observe's is replaced by the mission's own `detect`.
  package var shares: Shares
  /// duration ÷ budget up to which 5, 4 and 3 are given; later is `late`.
  package var timeSteps: [Double]
  /// The score of a phase that was reached after the last step.
  package var late: Int
  /// Upper limits of a phase score.
  package var caps: Caps
  /// What each execution mistake weighs.
  package var weights: Weights
  /// Accuracy from which 5, 4, 3 and 2 are the caps; below the last, 1.
  package var accuracySteps: [Double]
  /// Steps that a response takes where the mission does not say.
  package var expectedSteps: Int
  /// Stated confidence from which a hypothesis can set T2.
  package var confidence: Double
  /// Hypotheses that blue may hold open at once.
  package var openHypotheses: Int
  /// Below this share of the undisturbed write rate, missing demand counts as unacknowledged.
  package var starvedShare: Double
  /// Words of responses that cannot be taken back.
  package var irreversible: [String]
  /// Words of responses that leave the system to itself.
  package var waiting: [String]

  /// Shares of the SLA.
  package struct Shares: Sendable, Equatable, Codable {
    /// Where a mission gives no `detect`.
    package var observe: Double
    /// From T1 to T2.
    package var orient: Double
    /// From T2 to T3.
    package var decide: Double
    /// From T3 to T4.
    package var act: Double
  }

  /// Upper limits by circumstance.
  package struct Caps: Sendable, Equatable, Codable {
    /// Observe, when blue saw it before any alert.
    package var humanSource: Int
    /// Observe, when a customer told.
    package var customerSource: Int
    /// Orient never falls below this for wrong hypotheses that were acted on.
    package var orientFloor: Int
    /// Orient without a correct hypothesis, when the right scope was named.
    package var partialScope: Int
    /// Orient without a correct hypothesis, when one component was right.
    package var partial: Int
    /// Decide before diagnosis with a reversible response.
    package var reversibleEarly: Int
    /// Decide before diagnosis with an irreversible response.
    package var irreversibleEarly: Int
    /// Act after a wrong target with effect.
    package var wrongTarget: Int
    /// Decide with a preferred response.
    package var preferred: Int
    /// Decide with an acceptable response.
    package var acceptable: Int
    /// Decide with a response that the key does not list.
    package var neutral: Int
    /// Decide with a harmful response.
    package var harmful: Int
  }

  /// Weights of execution mistakes.
  package struct Weights: Sendable, Equatable, Codable {
    /// A typing mistake caught before it had an effect.
    package var typoCaught: Double
    /// A command that failed.
    package var failed: Double
    /// A missed, out-of-order or uncalled-for step.
    package var uncalledFor: Double
    /// A wrong target that a guardrail stopped.
    package var wrongTargetStopped: Double
    /// A wrong target with effect.
    package var wrongTargetWithEffect: Double
    /// An irreversible command that nothing called for.
    package var irreversibleUncalledFor: Double
  }

  /// The rubric of Cygnet's documentation.
  package static let standard = Rubric(
    version: "1",
    shares: Shares(observe: 0.20, orient: 0.35, decide: 0.10, act: 0.35),
    timeSteps: [1, 2, 4],
    late: 2,
    caps: Caps(
      humanSource: 4, customerSource: 2, orientFloor: 2, partialScope: 3, partial: 2,
      reversibleEarly: 4, irreversibleEarly: 2, wrongTarget: 2, preferred: 5, acceptable: 4,
      neutral: 2, harmful: 1),
    weights: Weights(
      typoCaught: 0.25, failed: 0.5, uncalledFor: 1, wrongTargetStopped: 1,
      wrongTargetWithEffect: 3, irreversibleUncalledFor: 3),
    accuracySteps: [0.95, 0.85, 0.70, 0.50],
    expectedSteps: 5,
    confidence: 0.5,
    openHypotheses: 3,
    starvedShare: 0.5,
    irreversible: [
      "force", "restore", "wipe", "delete", "drop", "truncate", "reset", "bootstrap", "remove",
    ],
    waiting: ["wait", "hold", "still", "observe", "watch"])
}
