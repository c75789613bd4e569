import Debrief
import Readiness
import Testing
import Vocabulary

@testable import Programs

@Suite struct TrendTests {
  private static let days: [CalendarDay] = [
    "2025-11-13", "2026-02-12", "2026-05-14", "2026-08-13", "2026-11-12", "2027-02-11",
  ]

  private static func series(
    _ levels: [Int?], difficulty: [Int] = [], minutes: [Int?] = [], by responder: String = "people",
    leftOut: String? = nil
  ) -> [PractisedExercise] {
    zip(days, levels).enumerated().map { place, pair in
      Samples.exercise(
        "cut", "asymmetric-visibility", on: pair.0, readiness: pair.1,
        difficulty: difficulty.isEmpty ? 1 : difficulty[place],
        minutes: minutes.isEmpty ? 24 : minutes[place], by: responder, leftOut: leftOut)
    }
  }

  private static func family(_ exercises: [PractisedExercise]) throws -> FamilyTrend {
    try #require(ProgramTrends(exercises).families.first { $0.family == "asymmetric-visibility" })
  }

  @Test(
    "Readiness is judged as the statistics say",
    arguments: [
      ([1, 2, 3, 4], TrendVerdict.improving), ([4, 3, 2, 1], .worsening), ([1, 2, 3], .tooFew),
      ([3, 3, 3, 3], .noTrend), ([2, 2, 3, 3, 4, 4], .improving), ([], .tooFew),
    ])
  func verdicts(levels: [Int], verdict: TrendVerdict) throws {
    #expect(try Self.family(Self.series(levels)).readiness.verdict == verdict)
  }

  @Test func `Rehearsals and exercises that were left out are in no trend of people`() throws {
    let others =
      Self.series([1, 2, 3, 4], by: "none") + Self.series([1, 2, 3, 4], by: "runbook:a")
      + Self.series([1, 2, 3, 4], leftOut: "blue knew")
    let trend = try Self.family(others)
    #expect(trend.points.isEmpty && trend.readiness.verdict == .tooFew)
    #expect(trend.leftOut == ["blue knew": 4])
    // Detection is the machines', too.
    #expect(trend.detection.test.points == 8 && trend.detection.test.strata.count == 2)
  }

  @Test func `Difficulties are strata: only pairs of one difficulty are compared`() throws {
    let trend = try Self.family(Self.series([4, 1, 5, 2, 5, 3], difficulty: [1, 2, 1, 2, 1, 2]))
    #expect(trend.readiness.test.strata.count == 2 && trend.readiness.test.pairs == 6)
    #expect(trend.readiness.test.s == 5)
  }

  @Test func `A time that was waited for in vain is censored, and never taken for the time`() throws
  {
    let trend = try Self.family(Self.series([2, 4, 4, 5], minutes: [nil, 60, 40, 20]))
    #expect(trend.points.map { $0.containment?.isCensored } == [true, false, false, false])
    #expect(trend.containment.verdict == .improving && trend.containment.test.s == 6)
    #expect(TrendText.minutes(trend.points[0].containment) == "> 118.0 min")
    #expect(TrendText.minutes(trend.points[1].containment) == "60.0 min")
    let late = try Self.family(Self.series([2, 4, 4, 5], minutes: [nil, 200, 40, 20]))
    #expect(late.containment.test.unknown == 1)
  }

  @Test func `Three at the top are a ceiling at the hardest of them; fewer are none`() throws {
    let trends = ProgramTrends(Self.series([4, 5, 5, 5], difficulty: [3, 1, 2, 1]))
    #expect(trends.ceilings == ["asymmetric-visibility": 2])
    #expect(ProgramTrends(Self.series([4, 4, 5, 5])).ceilings.isEmpty)
    let rehearsed = Self.series([5, 5, 5, 5], by: "runbook:a")
    #expect(ProgramTrends(rehearsed).ceilings.isEmpty)
  }

  @Test func `All families together are strata of one test`() {
    let other = zip(Self.days, [1, 2, 2, 4]).map {
      Samples.exercise("skew", "clock-skew", on: $0, readiness: $1)
    }
    let trends = ProgramTrends(Self.series([2, 3, 3, 4]) + other)
    #expect(trends.readiness.test.s == 10 && trends.readiness.test.strata.count == 2)
    #expect(abs(trends.readiness.test.pUp - 1.0 / 144) < 1e-9)
    let rows = TrendText.table(trends).rows
    #expect(rows.count == trends.families.count + 1)
    #expect(rows[4].cells[2].contains("too few exercises to tell"))
    #expect(TrendText.phases(trends).rows.count == 8)
    #expect(TrendText.exercises(trends).rows.count == 8)
  }
}
