/// The parts of a compound, each run alone and together on the same seeds: `ablation.json`.
package struct Ablation: Sendable, Equatable, Codable {
  /// The mission.
  package var mission: String
  /// Undisturbed first, then singles, pairs, and all together last.
  package var arms: [Arm]
  /// How much worse all together is than the worst single; nil where it cannot be told.
  package var interaction: Interaction?

  /// One subset of the steps with its runs.
  package struct Arm: Sendable, Equatable, Codable {
    /// Such as `undisturbed`, `slow-disk`, `upgrade + slow-disk`.
    package var name: String
    /// The steps that were left in.
    package var steps: [StepName]
    /// One run a seed.
    package var runs: [Run]
    /// A row of the table.
    package init(name: String, steps: [StepName], runs: [Run]) {
      self.name = name
      self.steps = steps
      self.runs = runs
    }
  }

  /// What one run of one arm measured while its faults were in effect.
  package struct Run: Sendable, Equatable, Codable {
    /// The run's seed.
    package var seed: UInt64
    /// Acknowledged writes per second while all of the arm's steps were in effect.
    package var writesPerS: Double
    /// Whether the arm kept serving: at least 80 % of the undisturbed rate of the same seed.
    package var served: Bool
    /// Whether every fault was proved and healed.
    package var valid: Bool
    /// One run's figures.
    package init(seed: UInt64, writesPerS: Double, served: Bool, valid: Bool) {
      self.seed = seed
      self.writesPerS = writesPerS
      self.served = served
      self.valid = valid
    }
  }

  /// The ratio expected from the parts ÷ measured together, with its interval.
  package struct Interaction: Sendable, Equatable, Codable {
    /// Product of the parts' relative rates × undisturbed ÷ together.
    package var factor: Double
    /// 80 % interval, low end.
    package var low: Double
    /// 80 % interval, high end.
    package var high: Double
    /// In words.
    package var summary: String
    /// A measured interaction.
    package init(factor: Double, low: Double, high: Double, summary: String) {
      self.factor = factor
      self.low = low
      self.high = high
      self.summary = summary
    }
  }

  /// A table of arms.
  package init(mission: String, arms: [Arm], interaction: Interaction?) {
    self.mission = mission
    self.arms = arms
    self.interaction = interaction
  }
}
