/// k of n over the trials of one mission with one responder: `trials.json`.
///
/// Shape: exercises that are invalid stand in `invalid` and count in no `n`.
package struct TrialTable: Sendable, Equatable, Codable {
  /// The mission's name.
  package var mission: String
  /// Who played blue.
  package var responder: String
  /// Of the intervals, such as 0.95.
  package var confidence: Double
  /// The valid trials, by seed and folder.
  package var trials: [TrialRecord]
  /// Exercises that may not be believed, with why.
  package var invalid: [TrialRecord]
  /// How often each outcome came.
  package var outcomes: [Share]
  /// How often each gap showed itself; only those that did.
  package var gaps: [Share]
  /// What was measured in each trial.
  package var figures: [Spread]

  /// k of n with Jeffreys' interval.
  package struct Share: Sendable, Equatable, Codable {
    /// Such as `contained within SLA`.
    package var name: String
    /// Trials in which it was so.
    package var count: Int
    /// Trials in which it could have been.
    package var trials: Int
    /// The interval's low end, 0…1.
    package var low: Double
    /// The interval's high end, 0…1.
    package var high: Double

    /// A share with its interval.
    package init(name: String, count: Int, trials: Int, low: Double, high: Double) {
      self.name = name
      self.count = count
      self.trials = trials
      self.low = low
      self.high = high
    }
  }

  /// The median of a figure and how far it reached.
  package struct Spread: Sendable, Equatable, Codable {
    /// Such as `longest write gap`.
    package var name: String
    /// `ms`, `s`, or empty for a level or a count.
    package var unit: String
    /// Trials in which it was measured.
    package var trials: Int
    /// The middle one, or the mean of the middle two.
    package var median: Double
    /// The smallest.
    package var least: Double
    /// The greatest.
    package var most: Double

    /// A figure over trials.
    package init(
      name: String, unit: String, trials: Int, median: Double, least: Double, most: Double
    ) {
      self.name = name
      self.unit = unit
      self.trials = trials
      self.median = median
      self.least = least
      self.most = most
    }
  }

  /// All parts at once; `TrialAnalysis` is the only caller outside tests.
  package init(
    mission: String, responder: String, confidence: Double, trials: [TrialRecord],
    invalid: [TrialRecord], outcomes: [Share], gaps: [Share], figures: [Spread]
  ) {
    self.mission = mission
    self.responder = responder
    self.confidence = confidence
    self.trials = trials
    self.invalid = invalid
    self.outcomes = outcomes
    self.gaps = gaps
    self.figures = figures
  }
}
