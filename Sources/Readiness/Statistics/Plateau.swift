/// A family of missions that stands still, why, and what to do about it.
///
/// Shape: three kinds with three advices. A ceiling is looked for first, for it is about level and
/// certain: the last three at 5, or of the last six five at 4 or above and three of them at 5.
/// Else the last six or the last four must be flat: range ≤ 1, |Theil–Sen| < 0.25 levels a
/// quarter, and no rise likely (p up > 0.20). Flat while difficulty rose with time (Kendall's tau
/// above 0) is a treadmill; flat with a median of 4 or less otherwise is a stall.
/// Units: levels; quarters.
/// Limits: four flat missions only *may* be a plateau: of teams that truly rise by half a level a
/// quarter, nearly a third look flat over four, one in a hundred over six.
/// Errors: nil where nothing stands still, and where there are too few missions to say so.
/// Source: `docs/reference/statistics.md`; the field guide: "If scores plateau, your scenarios
/// aren't challenging enough"; the constants are `StatisticsConstants.Plateau`.
package struct Plateau: Sendable, Equatable {
  /// Why the family stands still.
  package var kind: Kind
  /// How sure that is.
  package var certainty: Certainty
  /// On how many of the last missions it rests.
  package var missions: Int

  /// Why a family stands still.
  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// Every level is at or near the top.
    case ceiling
    /// Neither level nor difficulty rises.
    case stall
    /// The level holds while missions grow harder.
    case treadmill

    /// What to do about it, in one sentence.
    package var advice: String {
      switch self {
      case .ceiling:
        "Raise the difficulty: more missions of this kind have nothing left to show."
      case .stall:
        "Look at the findings closed in this period and at their re-tests: "
          + "the fixes do not work, or nobody tested them."
      case .treadmill:
        "Compare missions of equal difficulty: they grew harder, and the level held."
      }
    }
  }

  /// How sure a plateau is.
  package enum Certainty: String, Sendable, Codable {
    case possible, shown
  }

  /// The plateau at the end of a family's missions; their order in the list means nothing.
  package init?(_ missions: [FamilyMission], constants: StatisticsConstants = .standard) {
    let limits = constants.plateau
    let ordered = missions.sorted(by: FamilyMission.comes)
    if let count = Self.ceiling(ordered.map(\.readiness), limits) {
      self.init(kind: .ceiling, certainty: .shown, missions: count)
      return
    }
    for (count, certainty) in [(limits.shown, Certainty.shown), (limits.possible, .possible)] {
      let last = Array(ordered.suffix(count))
      guard last.count == count, Self.isFlat(last, constants: constants) else { continue }
      let isHarder = (KendallTau.of(last.map(\.hardness)) ?? 0) > 0
      let median = Median.of(last.map { Double($0.readiness) }) ?? 0
      guard isHarder || median <= limits.stallMedian else { continue }
      self.init(kind: isHarder ? .treadmill : .stall, certainty: certainty, missions: count)
      return
    }
    return nil
  }

  private init(kind: Kind, certainty: Certainty, missions: Int) {
    self.kind = kind
    self.certainty = certainty
    self.missions = missions
  }

  /// Whether missions neither rise nor fall by more than noise.
  package static func isFlat(
    _ missions: [FamilyMission], constants: StatisticsConstants = .standard
  ) -> Bool {
    let limits = constants.plateau
    let levels = missions.map(\.readiness)
    guard let least = levels.min(), let most = levels.max(), most - least <= limits.flatRange,
      let slope = TheilSen(missions.map(\.level))?.slope, abs(slope) < limits.flatSlope
    else { return false }
    return MannKendall(missions.map(\.level), constants: constants).pUp > limits.flatChance
  }

  /// On how many missions a ceiling rests; nil where there is none.
  private static func ceiling(_ levels: [Int], _ limits: StatisticsConstants.Plateau) -> Int? {
    let run = levels.suffix(limits.topRun)
    if run.count == limits.topRun && run.allSatisfy({ $0 >= limits.top }) { return run.count }
    let window = levels.suffix(limits.nearWindow)
    let isNear =
      window.count == limits.nearWindow
      && window.count { $0 >= limits.near } >= limits.leastNear
      && window.count { $0 >= limits.top } >= limits.leastTop
    return isNear ? window.count : nil
  }

  /// What is said, with its advice.
  package var words: String {
    let last = "over the last \(missions) missions"
    return switch (kind, certainty) {
    case (.ceiling, _): "ceiling \(last). \(kind.advice)"
    case (_, .shown): "plateau (\(kind.rawValue)) \(last). \(kind.advice)"
    case (_, .possible):
      "possible plateau (\(kind.rawValue)) \(last): wait, or add missions. "
        + "If it holds: \(kind.advice)"
    }
  }
}
