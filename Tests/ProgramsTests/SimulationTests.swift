import Debrief
import Readiness
import Testing
import Vocabulary

@testable import Programs

/// What is checked after a simulated program, and how it is marked.
@Suite struct SimulationTests {
  private static let families = [
    "cut": "asymmetric-visibility", "slow": "quorum-erosion", "wrong": "operator-mistake",
  ]

  private static func plan(quarters: Int = 8) -> SimulatedPlan {
    let first = Quarter(year: 2_024, number: 1)
    return SimulatedPlan(
      families.keys.sorted(), course: quarters == 8 ? .twoYears(from: first) : .short(from: first))
  }

  /// As the missions really come out: the wrong cluster is contained by the tempting answer, too.
  private static func exercises(_ plan: SimulatedPlan) -> [PractisedExercise] {
    plan.plays.map { play in
      let isHeld = play.answer == .right || play.mission == "wrong"
      var exercise = Samples.exercise(
        play.mission, families[play.mission] ?? "", on: CalendarDay(stringLiteral: day(play)),
        readiness: isHeld ? 5 : 2, difficulty: play.mission == "wrong" ? 2 : 3,
        minutes: isHeld ? 6 : nil, by: "runbook:\(play.answer.rawValue)")
      exercise.run = play.run
      exercise.simulated = play.part
      return exercise
    }
  }

  private static func day(_ play: SimulatedPlay) -> String { String(play.at.prefix(10)) }

  private static func checks(
    _ plan: SimulatedPlan, _ change: (inout ProgramTrends) -> Void = { _ in }
  ) -> [SimulationCheck] {
    var trends = ProgramTrends(exercises(plan))
    change(&trends)
    return TrendChecks(plan, plays: plan.plays, trends: trends).all
  }

  @Test func `Two years say what the statistics must say of them`() throws {
    let plan = Self.plan()
    let checks = Self.checks(plan)
    #expect(checks.allSatisfy { $0.isMet }, "\(checks.filter { !$0.isMet })")
    #expect(checks.count == 13)
    let trends = ProgramTrends(Self.exercises(plan))
    let cut = try #require(trends.families.first { $0.family == "asymmetric-visibility" })
    // Four at 2, then four at 5: 16 better pairs of 28, the best of 70 orders.
    #expect(cut.readiness.test.s == 16 && abs(cut.readiness.test.pUp - 1.0 / 70) < 1e-12)
    #expect(cut.readiness.verdict == .improving && cut.points.count == 8)
    let wrong = try #require(trends.families.first { $0.family == "operator-mistake" })
    #expect(wrong.readiness.verdict == .noTrend && wrong.plateau?.kind == .ceiling)
    #expect(abs(trends.readiness.test.pUp - 1.0 / 4_900) < 1e-12)
  }

  @Test func `Two quarters are too few to tell, and that is what must be said`() {
    let checks = Self.checks(Self.plan(quarters: 2))
    #expect(checks.allSatisfy { $0.isMet }, "\(checks.filter { !$0.isMet })")
    #expect(checks.contains { $0.expects.contains("too few exercises to tell") })
  }

  @Test func `A trend that says something else is found out`() {
    let flat = Trend.ofLevels([
      (0..<8).map { SeriesPoint(quarters: Double($0), level: 3) }
    ])
    func unmet(_ change: (inout ProgramTrends) -> Void) -> [String] {
      Self.checks(Self.plan(), change).filter { !$0.isMet }.map(\.expects)
    }
    #expect(unmet { $0.families[0].readiness = flat }.count == 2)
    #expect(unmet { $0.families[0].readiness.verdict = .noTrend }.count == 2)
    #expect(unmet { $0.families[0].readiness.test.pUp *= 1.01 }.count == 1)
    #expect(unmet { $0.families[0].readiness.size = nil }.count == 1)
    #expect(unmet { $0.families[0].containment = flat }.count == 1)
    #expect(unmet { $0.readiness = flat }.count == 2)
    #expect(
      unmet { trends in
        for place in trends.families.indices { trends.families[place].plateau = nil }
      }.allSatisfy { $0.contains("a ceiling is named") })
    #expect(unmet { $0.families[3].plateau = nil }.count == 1)
  }

  @Test func `The paired re-test is counted again, and a pair that did not change says nothing`() {
    let (test, check) = TrendChecks.paired([(2, 5), (2, 5), (2, 5), (2, 5), (3, 3)])
    #expect(check.isMet && test.improved == 4 && test.changed == 4 && test.alike == 1)
    #expect(abs(test.p - 1.0 / 16) < 1e-12)
    #expect(TrendChecks.paired([(5, 5)]).check.isMet)
    #expect(TrendChecks.paired([(5, 2), (2, 5)]).test.p == 0.75)
  }

  @Test func `A script stands for people only in a simulated program`() throws {
    let simulated = Self.exercises(Self.plan())
    let bare = simulated.map { exercise in
      var exercise = exercise
      exercise.simulated = nil
      return exercise
    }
    #expect(simulated.count(where: \.countsForPeople) == 24)
    #expect(bare.count(where: \.countsForPeople) == 0)
    #expect(ProgramTrends(bare).families.allSatisfy { $0.points.isEmpty })
    let cell = try #require(CoverageMap(simulated, cards: []).cell("quorum-erosion", "etcd"))
    #expect(cell.practised == 8 && cell.rehearsals == 6)
    // A re-test never stands for people, and neither does what was itself invalid.
    for part in [SimulatedDay.Part.retest, .void] {
      var exercise = simulated[0]
      exercise.simulated = part
      #expect(!exercise.countsForPeople)
    }
  }

  @Test func `Whatever is drawn of it says simulated, and what is not does not`() {
    let simulated = Self.exercises(Self.plan())
    let people = [Samples.exercise("cut", "asymmetric-visibility", on: "2027-02-11")]
    for (exercises, isMarked) in [(simulated, true), (people, false)] {
      let pictures = [
        TrendPicture.draw(ProgramTrends(exercises)),
        CoveragePicture.draw(
          CoverageMap(exercises, cards: []), in: Quarter(year: 2_027, number: 1)),
      ]
      for picture in pictures {
        #expect(picture.title.contains("(simulated)") == isMarked)
        #expect(picture.body.source.contains("Simulated: the days are made up") == isMarked)
        #expect(picture.description.hasPrefix("Simulated:") == isMarked)
      }
    }
    let counts = OpenMetricsText.FindingCounts(open: 0, overdue: 0)
    #expect(
      OpenMetricsText.render(simulated + people, findings: counts)
        == OpenMetricsText.render(people, findings: counts))
  }

  private static func report() -> SimulationReport {
    let years = plan()
    let practised = exercises(years)
    var report = SimulationReport(
      plan: years, trends: ProgramTrends(practised),
      coverage: CoverageMap(practised, cards: []))
    report.played = zip(years.plays, practised).filter { $0.0.part == .people }.map {
      .init($0.1, of: $0.0, evidenceBegan: "2026-11-29T03:00:00Z")
    }
    report.changes = [
      .init(day: "2024-02-08", finding: "F-1", what: "opened", by: "<script>alert(1)</script>")
    ]
    report.checks = checks(years)
    return report
  }

  @Test func `The page stands alone, says simulated in words, and escapes what runs say`() {
    let page = SimulationPage.html(Self.report())
    #expect(page.contains("<strong>SIMULATED</strong>") && page.contains("<title>Simulated: "))
    #expect(page.contains("&lt;script&gt;") && !page.contains("<script"))
    #expect(!page.contains("src=") && !page.contains("href="))
    #expect(page.contains("2026-11-29T03:00") && page.contains("(forgotten)"))
    #expect(page.split(separator: "<svg").count == 3)
    #expect(SimulationPage.html(Self.report()) == page)
  }

  @Test func `What is not as expected is said first, and the JSON says that it is simulated`()
    throws
  {
    var report = Self.report()
    #expect(report.isAsExpected)
    #expect(SimulationText.checks(report) == ["13 of 13 expectations met"])
    report.checks.append(SimulationCheck("water is dry", found: "wet", isMet: false))
    #expect(!report.isAsExpected)
    #expect(SimulationText.checks(report)[0].hasPrefix("NOT AS EXPECTED: water is dry"))
    let json = try CanonicalJSON.decode(
      JSONValue.self, from: CanonicalJSON.line(SimulationDocument(report)))
    #expect(json["is_simulated"] == true && json["is_as_expected"] == false)
    #expect(json["played"]?.elements?.count == 24)
    #expect(SimulationText.terminal(report).contains("p up 0.01429 (exact)"))
  }
}
