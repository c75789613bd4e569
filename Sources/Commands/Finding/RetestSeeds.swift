import Findings

/// The seeds of a re-test: those that showed the gap first, and none that was tried since the fix.
enum RetestSeeds {
  /// `count` seeds; what earlier trials leave open is counted from `first` on.
  static func choose(for finding: Finding, count: Int, first: UInt64) -> [UInt64] {
    let counting = finding.trials.filter(\.counts)
    let done =
      finding.claims.isEmpty
      ? []
      : Set(
        counting.filter { $0.isSinceClaim && $0.claims == finding.claims.count }.map(\.fact.seed))
    var chosen: [UInt64] = []
    for trial in counting.reversed() where trial.fact.isShown && chosen.count < count {
      let seed = trial.fact.seed
      if !done.contains(seed), !chosen.contains(seed) { chosen.append(seed) }
    }
    var next = first
    while chosen.count < count {
      if !done.contains(next), !chosen.contains(next) { chosen.append(next) }
      next &+= 1
    }
    return chosen
  }
}
