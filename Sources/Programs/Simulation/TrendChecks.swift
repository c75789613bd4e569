import Debrief
package import Readiness
import Vocabulary

/// What the statistics must say of a simulated program, checked by other ways to the same figures.
///
/// Shape:  pure. Chances and slopes are counted again by trying every order; words, ceilings and
///         the paired re-test are derived again from the rules of `docs/reference/statistics.md`.
///         Nothing is expected of a machine but that the right answers beat the tempting ones
///         somewhere: that is what the plan arranged.
package struct TrendChecks: Sendable {
  private let plan: SimulatedPlan
  private let trends: ProgramTrends
  private let constants: StatisticsConstants
  /// Which answer an exercise had, by its run.
  private let answers: [String: SimulatedPlay.Answer]

  /// The checks of what a plan came to; `plays` are those of the plan, or what took their place.
  package init(
    _ plan: SimulatedPlan, plays: [SimulatedPlay], trends: ProgramTrends,
    constants: StatisticsConstants = .standard
  ) {
    self.plan = plan
    self.trends = trends
    self.constants = constants
    answers = Dictionary(plays.map { ($0.run, $0.answer) }, uniquingKeysWith: { $1 })
  }

  /// All of them, family by family, then all families together.
  package var all: [SimulationCheck] {
    practised.flatMap { family in
      [
        figures(
          "readiness of \(Families.title(family.family))", family.readiness,
          levels(of: family), .higher),
        figures(
          "containment of \(Families.title(family.family))", family.containment,
          times(of: family), .lower), ceiling(family),
      ] + improvement(family)
    } + together
  }

  private var practised: [FamilyTrend] { trends.families.filter { !$0.points.isEmpty } }

  /// The strata of a family, by difficulty, made again from its points.
  private func levels(of family: FamilyTrend) -> [[SeriesPoint]] {
    strata(family) { point in
      point.readiness.map { SeriesPoint(quarters: Self.quarters(point.day), level: $0) }
    }
  }

  private func times(of family: FamilyTrend) -> [[SeriesPoint]] {
    strata(family) { point in
      point.containment.map { SeriesPoint(quarters: Self.quarters(point.day), $0) }
    }
  }

  private func strata(
    _ family: FamilyTrend, _ read: (FamilyTrend.Point) -> SeriesPoint?
  ) -> [[SeriesPoint]] {
    Dictionary(grouping: family.points, by: \.difficulty).sorted { $0.key < $1.key }
      .map { $0.value.compactMap(read) }.filter { !$0.isEmpty }
  }

  /// A year has 365.25 days, a quarter a fourth of them.
  private static func quarters(_ day: CalendarDay) -> Double { Double(day.ordinal) * 4 / 365.25 }

  /// S, p and slope against every order, and the words against p.
  private func figures(
    _ what: String, _ trend: Trend, _ strata: [[SeriesPoint]], _ better: BetterDirection
  ) -> SimulationCheck {
    let expects = "\(what): S, p and slope are those of every order tried, and the words fit"
    guard let counted = EnumeratedTrend(strata: strata, better: better) else {
      return SimulationCheck(
        expects, found: "more than \(EnumeratedTrend.most) exercises, or two at one time",
        isMet: false)
    }
    let limits = constants.trend
    let words: TrendVerdict =
      if counted.longest < limits.leastPoints && counted.pairs < limits.leastPairs {
        .tooFew
      } else if counted.pUp <= limits.chance {
        .improving
      } else {
        counted.pDown <= limits.chance ? .worsening : .noTrend
      }
    // The slope of times is on another scale; of levels both are levels a quarter.
    let isSlope =
      better == .lower || counted.slope == nil
      || Self.isNear(trend.size?.slope, counted.slope)
    let isSame =
      trend.test.s == counted.s && Self.isNear(trend.test.pUp, counted.pUp)
      && Self.isNear(trend.test.pDown, counted.pDown) && isSlope && trend.verdict == words
    return SimulationCheck(
      expects,
      found: "\(trend.words); counted again: S \(counted.s), p up "
        + "\(Self.exact(counted.pUp)), p down \(Self.exact(counted.pDown))"
        + (counted.slope.map { ", \(Written.decimal($0, places: 3)) a quarter" } ?? "")
        + ", “\(words.words)”", isMet: isSame)
  }

  /// The field guide's case is about level: it must be said, and only where the levels say so.
  private func ceiling(_ family: FamilyTrend) -> SimulationCheck {
    let levels = family.points.compactMap(\.readiness)
    let (last, window) = (levels.suffix(3), levels.suffix(6))
    let isTop = last.count == 3 && last.allSatisfy { $0 == 5 }
    let isNear = window.count == 6 && window.count { $0 >= 4 } >= 5 && window.count { $0 == 5 } >= 3
    let isSaid = family.plateau?.kind == .ceiling
    return SimulationCheck(
      "\(Families.title(family.family)): a ceiling is named where the last three are at 5, or five "
        + "of the last six at 4 and three of them at 5, and nowhere else",
      found: "levels \(levels.map(String.init).joined(separator: " ")); "
        + (family.plateau?.words ?? "nothing stands still"), isMet: isSaid == (isTop || isNear))
  }

  /// Where every right answer beat every tempting one, a trend must be seen in eight exercises.
  private func improvement(_ family: FamilyTrend) -> [SimulationCheck] {
    func levels(_ answer: SimulatedPlay.Answer) -> [Int] {
      family.points.filter { answers[$0.run] == answer }.compactMap(\.readiness)
    }
    let (before, after) = (levels(.tempting), levels(.right))
    guard let best = before.max(), let worst = after.min(), worst > best else { return [] }
    let verdict = family.readiness.verdict
    let wanted: TrendVerdict = plan.course.quarters < 4 ? .tooFew : .improving
    return [
      SimulationCheck(
        "\(Families.title(family.family)): every right answer beat every tempting one, so "
          + "\(plan.course.quarters) exercises are “\(wanted.words)”",
        found: "tempting at most \(best), right at least \(worst): \(family.readiness.words)",
        isMet: verdict == wanted)
    ]
  }

  private var together: [SimulationCheck] {
    let strata = practised.flatMap(levels)
    var checks = [figures("readiness of all families", trends.readiness, strata, .higher)]
    guard plan.course.quarters >= 4 else { return checks }
    let improving = practised.filter { $0.readiness.verdict == .improving }.map(\.family)
    checks.append(
      SimulationCheck(
        "the team found the answers half-way, so at least one family and all together improve",
        found: improving.isEmpty
          ? "no family improves; all together: \(trends.readiness.words)"
          : "\(Written.list(improving)) improve; all together: \(trends.readiness.words)",
        isMet: !improving.isEmpty && trends.readiness.verdict == .improving))
    return checks
  }

  private static func isNear(_ left: Double?, _ right: Double?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return abs(left - right) < 1e-9
  }

  /// As many digits as tell two chances apart.
  static func exact(_ chance: Double) -> String {
    chance > 0 && chance < 0.00001 ? "< 0.00001" : Written.decimal(chance, places: 5)
  }
}

extension TrendChecks {
  /// What a paired re-test says: the same mission and seed, before and after the right answer.
  package static func paired(
    _ pairs: [(before: Int, after: Int)]
  ) -> (test: SignTest, check: SimulationCheck) {
    let test = SignTest(
      pairs.map {
        .init(before: .exactly(Double($0.before)), after: .exactly(Double($0.after)))
      })
    let changed = pairs.filter { $0.before != $0.after }
    let improved = changed.count { $0.after > $0.before }
    // Σ C(m, i) ÷ 2ᵐ by Pascal's triangle.
    var row = [1.0]
    for _ in changed {
      row = zip([0] + row, row + [0]).map { ($0 + $1) / 2 }
    }
    let chance = row[improved...].reduce(0, +)
    return (
      test,
      SimulationCheck(
        "the paired re-test has the chance Σ C(m, i) ÷ 2ᵐ",
        found: "\(test.words); counted again: \(improved) of \(changed.count), p \(exact(chance))",
        isMet: test.improved == improved && test.changed == changed.count
          && isNear(test.p, chance))
    )
  }
}
