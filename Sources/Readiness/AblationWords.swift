import Vocabulary

/// An interaction in plain words: who fails alone, who only together, and by how much.
struct AblationWords {
  let compound: Compound
  let seeds: [UInt64]

  func summary(factor: Double, low: Double, high: Double) -> String {
    let served = compound.singles.map(\.served) + [compound.together.served]
    let counts = served.map(\.text).joined(separator: ", ")
    let together = served[served.count - 1].jeffreys(
      confidence: AblationAnalysis.confidence)
    let range =
      "\(Figures.fixed(together.lowerBound, 2))–\(Figures.fixed(together.upperBound, 2))"
    return "\(who): \(counts) served (together \(range)); "
      + size(factor: factor, low: low, high: high)
  }

  /// An arm stops the service where at most half of its runs kept serving.
  private func stops(_ arm: Ablation.Arm) -> Bool { arm.served.count * 2 <= arm.served.trials }

  private var who: String {
    let names = compound.singles.map(\.name)
    let harmful = compound.singles.filter(stops).map(\.name)
    switch (harmful.isEmpty, stops(compound.together)) {
    case (true, true):
      let only = names.count == 2 ? "only both" : "only all together"
      return "neither \(list(names, "nor")) alone, \(only)"
    case (true, false): return "neither \(list(names, "nor")) alone, nor together"
    case (false, true): return "\(list(harmful, "and")) alone is enough"
    case (false, false): return "\(list(harmful, "and")) alone, but not together"
    }
  }

  private func size(factor: Double, low: Double, high: Double) -> String {
    let text: (Double) -> String = { Figures.factor($0) }
    let interval = "80 % interval \(text(low))–\(text(high)), \(seeds.count) seeds"
    if low <= 1 && high >= 1 {
      return "no interaction shown: \(text(factor)) times what the parts predict (\(interval))"
    }
    if factor < 1 {
      let inverse = "80 % interval \(text(1 / high))–\(text(1 / low)), \(seeds.count) seeds"
      return "together \(text(1 / factor)) times better than the parts predict (\(inverse))"
    }
    let bound = compound.isBounded(on: seeds) ? "at least " : ""
    return "together \(bound)\(text(factor)) times worse than the parts predict (\(interval))"
  }

  private func list(_ names: [String], _ word: String) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    if word == "nor" { return names.joined(separator: " nor ") }
    return names.dropLast().joined(separator: ", ") + " \(word) \(last)"
  }
}
