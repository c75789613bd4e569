extension Likelihood {
  /// The exact one-sided upper bound; without a failure in n trials it is 1 − (1 − c)^(1/n).
  ///
  /// Source: Clopper and Pearson, "The use of confidence or fiducial limits", 1934.
  package func exactUpper(_ constants: StatisticsConstants = .standard) -> Double {
    let confidence = constants.gap.boundConfidence
    if count == trials { return 1 }
    if count == 0 {
      return 1
        - RealFunctions.exponential(RealFunctions.naturalLog(1 - confidence) / Double(trials))
    }
    return IncompleteBeta.inverse(confidence, a: Double(count) + 1, b: Double(trials - count))
  }

  /// Whether trials without a failure are enough to call a machine-testable gap verified.
  package func isVerified(_ constants: StatisticsConstants = .standard) -> Bool {
    let interval = jeffreys(confidence: constants.gap.rankConfidence)
    return count == 0 && trials > 0 && interval.upperBound <= constants.gap.verifiedBelow
  }
}
