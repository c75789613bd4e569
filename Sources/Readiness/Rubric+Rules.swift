package import Vocabulary

extension Rubric {
  /// 5, 4, 3 by the steps, then `late`.
  package func timeScore(duration: Nanoseconds, budget: Nanoseconds) -> Int {
    guard budget > .zero else { return duration <= .zero ? 5 : late }
    let ratio = Double(duration.rawValue) / Double(budget.rawValue)
    for (index, step) in timeSteps.enumerated() where ratio <= step { return 5 - index }
    return late
  }

  /// The cap on Act that an accuracy allows.
  package func accuracyCap(_ accuracy: Double) -> Int {
    for (index, step) in accuracySteps.enumerated() where accuracy >= step { return 5 - index }
    return 1
  }

  /// What a decision of this class can score at most.
  package func cap(of response: ResponseClass) -> Int {
    switch response {
    case .preferred: caps.preferred
    case .acceptable: caps.acceptable
    case .neutral: caps.neutral
    case .harmful: caps.harmful
    }
  }

  /// The time each phase may take: observe from the mission, the others as shares of the SLA.
  package func budgets(_ budget: Budget) -> PhaseBudgets {
    func share(_ part: Double) -> Nanoseconds {
      Nanoseconds(rawValue: Int64((Double(budget.slaNs.rawValue) * part).rounded()))
    }
    return PhaseBudgets(
      observe: budget.detectNs, orient: share(shares.orient), decide: share(shares.decide),
      act: share(shares.act))
  }
}

/// How long each phase may take for a 5.
package struct PhaseBudgets: Sendable, Equatable {
  /// From T0 to T1.
  package var observe: Nanoseconds
  /// From T1 to T2.
  package var orient: Nanoseconds
  /// From T2 (or T1) to T3.
  package var decide: Nanoseconds
  /// From T3 to T4.
  package var act: Nanoseconds
}

/// The grade of a response in the mission's key.
package enum ResponseClass: String, Sendable, Codable, CaseIterable {
  case preferred, acceptable, neutral, harmful
}
