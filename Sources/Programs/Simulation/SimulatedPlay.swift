package import Vocabulary

/// One exercise of a simulated program: which mission, on which seed, answered how, and when it
/// counts.
///
/// Units: `at` is RFC 3339 in UTC.
package struct SimulatedPlay: Sendable, Equatable {
  /// The mission's name.
  package var mission: String
  /// In which quarter.
  package var quarter: Quarter
  /// Whether it stands for an exercise of people or is a trial of a re-test.
  package var part: SimulatedDay.Part
  /// Which of the mission's two runbooks responds.
  package var answer: Answer
  /// Whether the right answer was known before: somebody has forgotten it.
  package var hasForgotten = false
  /// Every choice that the mission leaves open comes from it.
  package var seed: UInt64
  /// When it counts.
  package var at: String

  /// What responds.
  package enum Answer: String, Sendable, Codable, CaseIterable {
    /// The runbook that looks right: `blue: tempting:` of the mission.
    case tempting
    /// The runbook that contains it: `blue: runbook:` of the mission.
    case right
  }

  /// The name of its run folder, below that of its mission: `2024Q1-1`, `2025Q1-retest-4`.
  package var folder: String {
    part == .retest ? "\(quarter)-retest-\(seed)" : "\(quarter)-\(seed)"
  }

  /// Its name in the journal of findings.
  package var run: String { "\(mission)/\(folder)" }

  /// The same on another seed, where the exercise before was itself invalid.
  package func again(_ time: Int) -> SimulatedPlay {
    var play = self
    play.seed = seed + UInt64(time) * SimulatedPlan.spareSeeds
    return play
  }
}
