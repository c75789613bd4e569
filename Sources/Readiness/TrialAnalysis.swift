package import Vocabulary

/// From the records of single exercises to k of n.
///
/// Shape: pure; the order in which the records come changes nothing.
/// Source: Brown, Cai and DasGupta, "Interval estimation for a binomial proportion", 2001.
package enum TrialAnalysis {
  /// Of every interval.
  package static let confidence = 0.95

  /// One table a mission and responder, ordered by both.
  package static func tables(of records: [TrialRecord]) -> [TrialTable] {
    let groups = Dictionary(grouping: records) { [$0.mission, $0.responder] }
    return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { table(of: $0.value) }
  }

  /// The records of one mission with one responder; there is at least one.
  package static func table(of records: [TrialRecord]) -> TrialTable {
    precondition(!records.isEmpty, "a table of trials needs at least one exercise")
    let ordered = records.sorted { ($0.seed, $0.folder) < ($1.seed, $1.folder) }
    let trials = ordered.filter(\.isValid)
    return TrialTable(
      mission: ordered[0].mission, responder: ordered[0].responder, confidence: confidence,
      trials: trials, invalid: ordered.filter { !$0.isValid },
      outcomes: outcomes(trials, all: ordered.count),
      gaps: Gap.allCases.compactMap { gap in
        let count = trials.count { $0.gaps.contains(gap) }
        return count == 0 ? nil : share(gap.rawValue, count, trials.count)
      }, figures: figures(trials))
  }

  /// `count` of `trials` with Jeffreys' interval, rounded to four places.
  package static func share(_ name: String, _ count: Int, _ trials: Int) -> TrialTable.Share {
    let interval = Likelihood(count: count, trials: trials).jeffreys(confidence: confidence)
    return .init(
      name: name, count: count, trials: trials, low: rounded(interval.lowerBound),
      high: rounded(interval.upperBound))
  }

  private static func outcomes(_ trials: [TrialRecord], all: Int) -> [TrialTable.Share] {
    func of(
      _ name: String, where isSo: (TrialRecord) -> Bool,
      among: (TrialRecord) -> Bool = { _ in true }
    ) -> TrialTable.Share {
      let possible = trials.filter(among)
      return share(name, possible.count(where: isSo), possible.count)
    }
    var shares = [share("exercise valid", trials.count, all)]
    shares += [Validity.valid, .invalid, .unknown].map { verdict in
      of("verdict \(verdict.rawValue)", where: { $0.verdict == verdict })
    }
    shares.append(of("contained within SLA", where: \.isHeld))
    // A twin has nobody who could notice, understand or do harm.
    func isPlayed(_ trial: TrialRecord) -> Bool { trial.responder != "none" }
    if trials.contains(where: isPlayed) {
      // Where nothing broke there was nothing to notice.
      func isExercised(_ trial: TrialRecord) -> Bool { trial.end != .absorbed }
      shares.append(of("detected", where: \.bits.detected, among: isExercised))
      shares.append(of("diagnosed", where: \.bits.diagnosed, among: isExercised))
      shares.append(of("worse than nobody", where: \.isWorse, among: { $0.twin != nil }))
    }
    shares.append(
      of(
        "writes lost", where: { ($0.damage.lostWrites ?? 0) > 0 },
        among: { $0.damage.lostWrites != nil }))
    return shares
  }

  private static func figures(_ trials: [TrialRecord]) -> [TrialTable.Spread] {
    func of(
      _ name: String, _ unit: String, _ value: (TrialRecord) -> Double?
    ) -> TrialTable.Spread? {
      spread(name, unit, trials.compactMap(value))
    }
    return [
      of("readiness", "") { $0.readiness.map(Double.init) },
      of("time to containment", "s") { $0.timeToContainmentNs?.inSeconds },
      of("longest write gap", "ms") { $0.damage.longestWriteGapNs.inMilliseconds },
      of("longest write gap, fault held", "ms") {
        $0.damage.longestWriteGapDuringFaultNs?.inMilliseconds
      },
      of("longest write gap, fault healed", "ms") {
        $0.damage.longestWriteGapAfterHealNs?.inMilliseconds
      },
      of("longest write gap of the twin", "ms") { $0.twin?.longestWriteGapNs.inMilliseconds },
      of("outage", "s") { $0.damage.outageNs.inSeconds },
      of("outage of the twin", "s") { $0.twin?.outageNs.inSeconds },
      of("lost writes", "") { $0.damage.lostWrites.map(Double.init) },
      of("blast radius", "") { Double($0.damage.blast) },
      of("blast radius of the twin", "") { $0.twin.map { Double($0.blast) } },
    ].compactMap(\.self)
  }

  /// Median and range, rounded to three places; nil of nothing.
  package static func spread(
    _ name: String, _ unit: String, _ values: [Double]
  ) -> TrialTable.Spread? {
    let sorted = values.sorted()
    guard let least = sorted.first, let most = sorted.last else { return nil }
    let middle = sorted.count / 2
    let median =
      sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    func places(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
    return .init(
      name: name, unit: unit, trials: sorted.count, median: places(median), least: places(least),
      most: places(most))
  }

  private static func rounded(_ share: Double) -> Double { (share * 10_000).rounded() / 10_000 }
}
