package import Vocabulary

/// The interaction of a compound: how much worse together is than the parts predict.
///
/// Shape: per seed ln(Π part ⁄ undisturbed) − ln(together ⁄ undisturbed); the factor is the mean's
/// exponential, its 80 % interval Student's t on the log scale, so arms are compared seed by seed.
/// Limits: at least two seeds in which every arm is valid; a rate below half a write per second
/// counts as half a write, so a total stop gives a factor that is a lower bound.
package enum AblationAnalysis {
  /// Rates below this are not told apart, in writes per second.
  static let rateFloorPerS = 0.5
  /// The confidence of every interval.
  static let confidence = 0.8

  /// Nil where the arms do not hold undisturbed, every single and all together, on two seeds.
  package static func interaction(of arms: [Ablation.Arm]) -> Ablation.Interaction? {
    guard let compound = Compound(arms) else { return nil }
    let seeds = compound.sharedSeeds
    guard seeds.count >= 2 else { return nil }
    let logs = seeds.map(compound.logFactor)
    let count = Double(logs.count)
    let mean = logs.reduce(0, +) / count
    let variance = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let half =
      Quantiles.student(confidence: confidence, degrees: logs.count - 1)
      * (variance / count).squareRoot()
    func bounded(_ value: Double) -> Double {
      RealFunctions.exponential(min(max(value, -50), 50))
    }
    let result = (factor: bounded(mean), low: bounded(mean - half), high: bounded(mean + half))
    let summary = AblationWords(compound: compound, seeds: seeds).summary(
      factor: result.factor, low: result.low, high: result.high)
    return .init(factor: result.factor, low: result.low, high: result.high, summary: summary)
  }
}

/// The arms of an ablation by what they are.
struct Compound {
  var undisturbed: Ablation.Arm
  var singles: [Ablation.Arm]
  var together: Ablation.Arm

  init?(_ arms: [Ablation.Arm]) {
    guard let undisturbed = arms.first(where: { $0.steps.isEmpty }),
      let together = arms.max(by: { $0.steps.count < $1.steps.count }), together.steps.count >= 2
    else { return nil }
    let singles = together.steps.compactMap { step in arms.first { $0.steps == [step] } }
    guard singles.count == together.steps.count else { return nil }
    self.undisturbed = undisturbed
    self.singles = singles
    self.together = together
  }

  private var compared: [Ablation.Arm] { [undisturbed, together] + singles }

  /// Seeds in which every compared arm has a valid run, ascending.
  var sharedSeeds: [UInt64] {
    let sets = compared.map { arm in Set(arm.runs.filter(\.isUsable).map(\.seed)) }
    return sets.dropFirst().reduce(sets[0]) { $0.intersection($1) }.sorted()
  }

  /// Whether any compared rate of these seeds lies below what can be told apart.
  func isBounded(on seeds: [UInt64]) -> Bool {
    seeds.contains { rate(together, $0) <= AblationAnalysis.rateFloorPerS }
  }

  func logFactor(_ seed: UInt64) -> Double {
    let base = logRate(undisturbed, seed)
    let parts = singles.reduce(0) { $0 + logRate($1, seed) - base }
    return parts - (logRate(together, seed) - base)
  }

  private func logRate(_ arm: Ablation.Arm, _ seed: UInt64) -> Double {
    RealFunctions.naturalLog(max(rate(arm, seed), AblationAnalysis.rateFloorPerS))
  }

  private func rate(_ arm: Ablation.Arm, _ seed: UInt64) -> Double {
    arm.runs.first { $0.seed == seed && $0.isUsable }?.writesPerS ?? 0
  }
}

extension Ablation.Run {
  /// Every fault was proved, and the rate is a number.
  var isUsable: Bool { valid && writesPerS.isFinite && writesPerS >= 0 }
}

extension Ablation.Arm {
  /// Valid runs that kept serving, of all valid runs.
  package var served: Likelihood {
    let usable = runs.filter(\.isUsable)
    return Likelihood(count: usable.filter(\.served).count, trials: usable.count)
  }
}
