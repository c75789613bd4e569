import Testing
import Vocabulary

@testable import Programs

@Suite struct QuarterStatusTests {
  private static let quarter = Quarter(year: 2027, number: 1)
  private static let cards = [
    Samples.card("cut", "asymmetric-visibility"), Samples.card("skew", "clock-skew"),
  ]
  private static let exercises = [
    Samples.exercise("cut", "asymmetric-visibility", on: "2025-11-13"),
    Samples.exercise("skew", "clock-skew", on: "2026-11-12", by: "none"),
  ]
  private static let retests = [
    Samples.retest("GAP-1", by: "cut", priority: 1), Samples.retest("GAP-2", by: "nowhere"),
    Samples.retest("GAP-3", by: "nowhere", opened: "2027-01-05"),
  ]

  private static func plan() throws -> QuarterPlan {
    QuarterPlanner(
      program: try Samples.program(), cards: cards, retests: retests, exercises: exercises,
      ceilings: [:]
    ).plan(quarter)
  }

  private static func status(
    kept: QuarterPlan?, on today: CalendarDay = "2027-02-01"
  ) throws -> QuarterStatus {
    let program = try Samples.program()
    let board = QuarterBoard(
      try plan(),
      dates: QuarterDates(program, quarter: quarter, calendar: try Samples.calendar(program)),
      exercises: exercises,
      due: [
        .init(
          finding: "GAP-1", title: "a", owner: "Ada Obi", day: "2027-01-20", isClaimed: false),
        .init(finding: "GAP-2", title: "b", owner: "Bela", day: "2027-01-20", isClaimed: true),
      ], today: today)
    return QuarterStatus(
      board, isPlanKept: kept != nil,
      gate: ExecutionGate.waiting(
        program, day: today, retests: retests,
        linked: ExecutionGate.linked(by: cards, plan: kept)), overrides: [],
      map: CoverageMap(exercises, cards: cards))
  }

  private static func text(_ status: QuarterStatus, _ name: String) -> String? {
    QuarterText.lines(status).first { $0.name == name }?.text
  }

  @Test func `The gate waits for what neither a kept plan nor a mission has taken up`() throws {
    let open = try Self.status(kept: nil)
    #expect(open.gate.map(\.target) == ["orders-prod"])
    #expect(open.gate.first?.retests.map(\.finding) == ["GAP-2", "GAP-1"])
    #expect(Self.text(open, "gate")?.contains("orders-prod waits for GAP-2") == true)
    // The plan takes up what it has a mission for; GAP-2's is no mission here.
    let planned = try Self.status(kept: try Self.plan())
    #expect(planned.gate.first?.retests.map(\.finding) == ["GAP-2"])
  }

  @Test func `A mission that names the finding links it, and an opened one waits for nothing`()
    throws
  {
    var card = Samples.card("skew", "clock-skew")
    card.retests = ["GAP-1"]
    let linked = ExecutionGate.linked(by: [card], plan: nil, mission: ["GAP-2"])
    #expect(linked == ["GAP-1", "GAP-2"])
    let program = try Samples.program()
    func waiting(_ linked: Set<String>) -> [ExecutionGate.Waiting] {
      ExecutionGate.waiting(program, day: "2027-02-11", retests: Self.retests, linked: linked)
    }
    #expect(waiting(linked).isEmpty)
    #expect(waiting(["GAP-1"]).first?.retests.map(\.finding) == ["GAP-2"])
    // GAP-3 was opened in this quarter: it waits for the next one.
    let later = ExecutionGate.waiting(
      program, day: "2027-05-13", retests: Self.retests, linked: linked)
    #expect(later.first?.retests.map(\.finding) == ["GAP-3"])
  }

  @Test func `A service's gate is that of its target, also where a finding names the service`()
    throws
  {
    let program = try Samples.program()
    let service = try #require(program.services.first)
    #expect(program.target(of: service.name) == service.target)
    #expect(program.target(of: service.target) == service.target)
    #expect(program.target(of: "nobody's") == "nobody's")
  }

  @Test func `Coverage in a line says how much, what is old and what was never practised`() throws {
    let figures = try Self.status(kept: nil).coverage
    #expect(figures.cells == 2 && figures.practised == 1 && figures.old == 1)
    #expect(figures.never == ["Clock skew on etcd"])
    #expect(figures.words.hasPrefix("1 of 2 cells practised by people, 1 of them not for 4"))
    let nothing = CoverageFigures(CoverageMap([], cards: []), in: Self.quarter)
    #expect(nothing.words == "no mission and no exercise yet")
  }

  @Test func `Late is what is over and unclaimed, and a day outside has no phase`() throws {
    let status = try Self.status(kept: nil)
    #expect(status.overdue.map(\.finding) == ["GAP-1"])
    #expect(Self.text(status, "overdue") == "GAP-1 since 2027-01-20, Ada Obi")
    #expect(status.phase == .between)
    let later = try Self.status(kept: nil, on: "2027-04-02")
    #expect(later.phase == nil)
    let early = try Self.status(kept: nil, on: "2027-01-20")
    #expect(Self.text(early, "overdue") == "nothing")
  }

  @Test func `Plan and status come back from JSON as they were`() throws {
    var plan = try Self.plan()
    #expect(!plan.missions.isEmpty && plan.missions.contains { !$0.retests.isEmpty })
    plan.missions[0].reasons = [
      .retest(finding: "GAP-1", title: "a"), .neverPractised(family: "a", database: "etcd"),
      .notSince("2026-02-12", family: "a", database: "etcd"), .incident(id: "i", title: "t"),
      .change(id: "c", title: "t"), .harder(than: 3, family: "a"),
    ]
    let line = try CanonicalJSON.document(plan)
    #expect(try CanonicalJSON.decode(QuarterPlan.self, from: line) == plan)
    let status = try Self.status(kept: plan)
    let text = try CanonicalJSON.line(status)
    #expect(try CanonicalJSON.decode(QuarterStatus.self, from: text) == status)
  }

  @Test func `The page names no other file and escapes what people wrote`() throws {
    var status = try Self.status(kept: nil)
    status.board.due[0].title = "<script src=//evil.example>"
    let page = QuarterPage.html(
      status, of: "a & b", map: CoverageMap(Self.exercises, cards: Self.cards),
      grid: PairGrid(Self.exercises, cards: Self.cards))
    #expect(page.contains("<h1>a &amp; b, 2027Q1</h1>") && page.contains("<svg "))
    #expect(!page.contains("<script") && page.contains("&lt;script"))
    for word in [" src=\"", " href=\"http", "@import", "url(http", "url(/"] {
      #expect(!page.contains(word))
    }
  }
}
