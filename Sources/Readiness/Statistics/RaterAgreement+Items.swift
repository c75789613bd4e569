extension RaterAgreement {
  /// The sum of the weights 1 − |i − j| ⁄ (q − 1), before chance is taken off.
  static func weight(of pairs: [Pair]) -> Double {
    pairs.reduce(0) { sum, pair in
      sum + 1 - Double(abs(pair.left - pair.right)) / Double(pair.categories - 1)
    }
  }

  /// The mean weight of the items, before chance is taken off; nil of nothing.
  package static func observed(_ pairs: [Pair]) -> Double? {
    pairs.isEmpty ? nil : weight(of: pairs) / Double(pairs.count)
  }

  /// The places of items graded so far apart that a third rater is needed.
  package static func apart(
    _ pairs: [Pair], constants: StatisticsConstants = .standard
  ) -> [Int] {
    pairs.indices.filter { abs(pairs[$0].left - pairs[$0].right) >= constants.raters.apart }
  }

  /// Whether what people graded leaves the trend, under these constants.
  package func isLow(_ constants: StatisticsConstants) -> Bool {
    coefficient < constants.raters.floor
  }

  /// The share of items that both graded alike, in percent.
  package var percentExact: Double { exact * 100 }
}
