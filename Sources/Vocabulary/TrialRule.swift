/// When repeated trials of one candidate decide whether it fails: k of at most n.
///
/// Shape: trials stop as soon as no further one can change the decision, so the error rates are
/// exactly those of all n trials, at fewer of them.
/// Limits: 1 ≤ k ≤ n. Exercises that were invalid are no trials; after n of them it is unjudged.
/// Source: curtailed sampling; Wetherill and Glazebrook, "Sequential Methods in Statistics", 1986.
package struct TrialRule: Sendable, Equatable, Codable {
  /// How many trials must fail in the same way.
  package var needed: Int
  /// How many trials there are at most.
  package var trials: Int

  /// `needed` of `trials`.
  package init(needed: Int, trials: Int) {
    precondition(needed >= 1 && needed <= trials, "a rule needs one to all of its trials to fail")
    self.needed = needed
    self.trials = trials
  }

  /// More than half of the trials, which errs alike on both sides.
  package init(trials: Int) { self.init(needed: trials / 2 + 1, trials: trials) }

  /// What is known once nothing can change it.
  package enum Decision: String, Sendable, Codable {
    /// It shows the failure in k of n.
    case fails
    /// It does not, whatever the trials that are left would show.
    case holds
  }

  /// The decision after so many trials; nil while a further trial can change it.
  package func decision(failed: Int, held: Int) -> Decision? {
    if failed >= needed { return .fails }
    return held > trials - needed ? .holds : nil
  }

  /// The chance that a candidate is taken to fail whose single trial fails with this probability.
  package func chance(failing probability: Double) -> Double {
    precondition((0...1).contains(probability), "a probability lies between 0 and 1")
    return (needed...trials).reduce(0) { sum, count in
      let ways = (0..<count).reduce(1.0) { $0 * Double(trials - $1) / Double($1 + 1) }
      let others = Self.power(1 - probability, trials - count)
      return sum + ways * Self.power(probability, count) * others
    }
  }

  private static func power(_ base: Double, _ times: Int) -> Double {
    (0..<times).reduce(1) { product, _ in product * base }
  }

  /// `2 of 3`, as people say it.
  package var words: String { "\(needed) of \(trials)" }
}
