/// The sign test of paired re-tests: the same family and difficulty, before and after a fix.
///
/// Shape: pairs that did not change say nothing and are left out; of m that changed, k for the
/// better have the chance Σ C(m, i) ÷ 2ᵐ over i from k to m.
/// Units: pairs; a chance 0…1.
/// Limits: pairs must be independent of one another; a pair whose order censoring hides is left
/// out, and counted.
/// Errors: none; without a changed pair the chance is 1.
/// Source: Dixon and Mood, "The statistical sign test", 1946.
package struct SignTest: Sendable, Equatable {
  /// Pairs that changed for the better.
  package var improved: Int
  /// Pairs that changed.
  package var changed: Int
  /// Pairs that came out alike.
  package var alike: Int
  /// Pairs of which nobody knows whether they changed.
  package var unknown: Int

  /// The outcome of one re-test beside the exercise that it repeats.
  package struct Pair: Sendable, Equatable {
    /// What came out before the fix.
    package var before: Reading
    /// What came out after it.
    package var after: Reading
    /// A re-test beside what it repeats.
    package init(before: Reading, after: Reading) {
      self.before = before
      self.after = after
    }
  }

  /// The test of counted pairs.
  package init(improved: Int, changed: Int) {
    precondition(
      improved >= 0 && improved <= changed, "what improved is a part of what changed")
    self.improved = improved
    self.changed = changed
    alike = 0
    unknown = 0
  }

  /// The test of pairs.
  package init(_ pairs: [Pair], better: BetterDirection = .higher) {
    let orders = pairs.map { $0.before.order(to: $0.after) }
    let sign = better == .higher ? 1 : -1
    improved = orders.count { $0 == sign }
    changed = orders.count { $0 == 1 || $0 == -1 }
    alike = orders.count { $0 == 0 }
    unknown = orders.count { $0 == nil }
  }

  /// The chance of so many improvements, were better and worse equally likely.
  package var p: Double {
    // C(m, i) ÷ 2ᵐ, from i = m down: every term follows from the last.
    var term = 1.0
    for _ in 0..<changed { term /= 2 }
    var sum = term
    for index in stride(from: changed, to: improved, by: -1) {
      // In this order every step is a whole number over 2ᵐ.
      term = term * Double(index) / Double(changed - index + 1)
      sum += term
    }
    return min(1, sum)
  }

  /// `5 of 6 improved, p 0.109`.
  package var words: String {
    let others = [alike > 0 ? ", \(alike) alike" : "", unknown > 0 ? ", \(unknown) unknown" : ""]
    return "\(improved) of \(changed) improved, p \(Figures.fixed(p, 3))" + others.joined()
  }
}
