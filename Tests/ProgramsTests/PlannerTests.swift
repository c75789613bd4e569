import Testing
import Vocabulary

@testable import Programs

@Suite struct PlannerTests {
  private static let quarter = Quarter(year: 2027, number: 1)
  private static let cards = [
    Samples.card("cut", "asymmetric-visibility"),
    Samples.card("cut-hard", "asymmetric-visibility", 3),
    Samples.card("skew", "clock-skew", 2), Samples.card("erosion", "quorum-erosion", 3),
    Samples.card("wrong-cluster", "operator-mistake", 2), Samples.card("restore", "restore", 4),
  ]
  /// Everything was practised by people within the year, restore longest ago.
  private static let all = [
    Samples.exercise("restore", "restore", on: "2026-02-12", difficulty: 4),
    Samples.exercise("skew", "clock-skew", on: "2026-05-14", difficulty: 2),
    Samples.exercise("erosion", "quorum-erosion", on: "2026-08-13", difficulty: 3),
    Samples.exercise("wrong-cluster", "operator-mistake", on: "2026-08-13", difficulty: 2),
    Samples.exercise("cut", "asymmetric-visibility", on: "2026-11-12"),
  ]

  private static func plan(
    _ exercises: [PractisedExercise], retests: [OpenRetest] = [], ceilings: [String: Int] = [:],
    windows: Int = 1, cards: [MissionCard] = cards, _ change: (inout ProgramFile) -> Void = { _ in }
  ) throws -> QuarterPlan {
    var program = try Samples.program()
    program.incidents = []
    program.changes = []
    change(&program)
    return QuarterPlanner(
      program: program, cards: cards, retests: retests, exercises: exercises, ceilings: ceilings
    ).plan(quarter, windows: windows)
  }

  @Test func `Nothing practised: the field guide's first families, easiest first`() throws {
    let plan = try Self.plan([])
    #expect(plan.missions.map(\.card.name) == ["cut", "skew", "erosion"])
    #expect(
      plan.missions[0].reasons == [
        .neverPractised(family: "asymmetric-visibility", database: "etcd")
      ])
  }

  @Test func `Re-tests that people must pass come first, the most urgent before others`() throws {
    let plan = try Self.plan(
      [],
      retests: [
        Samples.retest("GAP-1", by: "restore", priority: 1),
        Samples.retest("GAP-2", by: "skew", priority: 4),
        Samples.retest("GAP-3", by: "restore", priority: 0.5),
        Samples.retest("GAP-4", by: "erosion", .machine, priority: 5),
        Samples.retest("GAP-5", by: "nowhere"),
      ])
    #expect(plan.missions.map(\.card.name) == ["skew", "restore", "cut"])
    #expect(plan.missions.map(\.retests) == [["GAP-2"], ["GAP-1", "GAP-3"], []])
    #expect(plan.byMachine.map(\.finding) == ["GAP-4"])
    #expect(plan.linkedFindings == ["GAP-1", "GAP-2", "GAP-3", "GAP-4"])
    #expect(plan.notes.contains { $0.contains("GAP-5") && $0.contains("no mission here") })
  }

  @Test func `A re-test without a place is said, and not silently dropped`() throws {
    let names = ["cut", "skew", "erosion", "restore"]
    let plan = try Self.plan(
      [], retests: names.enumerated().map { Samples.retest("GAP-\($0)", by: $1) })
    #expect(plan.missions.count == 3 && plan.linkedFindings.count == 3)
    #expect(plan.notes.contains { $0.contains("no place is left for the re-test of GAP-3") })
  }

  @Test func `A cell that only machines rehearsed is empty, and goes before old ones`() throws {
    var exercises = Self.all
    exercises[4].responder = "runbook:etcd-move-the-leader"
    let plan = try Self.plan(exercises)
    #expect(plan.missions.map(\.card.name) == ["cut", "restore", "skew"])
    #expect(
      plan.missions[1].reasons == [
        .notSince("2026-02-12", family: "restore", database: "etcd")
      ])
  }

  @Test func `What happened, or changes, goes before what was practised within the year`() throws {
    func change(_ program: inout ProgramFile) {
      program.incidents = [
        RecentIncident(
          id: "INC-1", on: "2026-12-03", title: "stalled", service: "orders",
          family: "quorum-erosion"),
        RecentIncident(
          id: "INC-0", on: "2026-06-01", title: "long ago", service: "orders",
          family: "clock-skew"),
      ]
      program.changes = [
        DeclaredChange(
          id: "CHG-1", on: "2027-03-20", title: "new rack", service: "orders",
          family: "asymmetric-visibility")
      ]
    }
    let plan = try Self.plan(Self.all, change)
    #expect(plan.missions.map(\.card.name) == ["restore", "cut", "erosion"])
    #expect(plan.missions[1].reasons == [.change(id: "CHG-1", title: "new rack")])
    #expect(plan.missions[2].reasons == [.incident(id: "INC-1", title: "stalled")])
    // The control: without them the oldest are taken.
    #expect(
      try Self.plan(Self.all).missions.map(\.card.name) == ["restore", "skew", "erosion"])
  }

  @Test func `At its ceiling a family is practised one step harder, and says so`() throws {
    let exercises =
      Self.all.filter { $0.family != "asymmetric-visibility" } + [
        Samples.exercise("cut", "asymmetric-visibility", on: "2025-02-13", readiness: 5)
      ]
    let usual = try Self.plan(exercises)
    #expect(usual.missions[0].card.name == "cut")
    let harder = try Self.plan(exercises, ceilings: ["asymmetric-visibility": 1])
    #expect(harder.missions[0].card.name == "cut-hard")
    #expect(harder.missions[0].reasons.last == .harder(than: 1, family: "asymmetric-visibility"))
    let top = try Self.plan(exercises, ceilings: ["asymmetric-visibility": 3])
    #expect(top.missions[0].card.name == "cut")
    #expect(top.notes.contains { $0.contains("no mission is harder") })
  }

  @Test func `Two windows have twice the room, none has none, and gaps are named`() throws {
    #expect(try Self.plan([], windows: 2).missions.count == 5)
    #expect(try Self.plan([], windows: 2).notes.contains("1 of 6 places are free"))
    let none = try Self.plan([], windows: 0)
    #expect(none.missions.isEmpty && none.notes.contains { $0.contains("has no window") })
    let few = try Self.plan([], cards: [Samples.card("cut", "asymmetric-visibility")])
    #expect(few.notes.contains { $0.contains("no mission of Clock skew on etcd") })
  }

  @Test func `What was practised in the quarter itself does not change its plan`() throws {
    let after = Self.all + [Samples.exercise("restore", "restore", on: "2027-02-11")]
    #expect(try Self.plan(after) == Self.plan(Self.all))
  }

  @Test func `The order in which things are given changes nothing`() throws {
    let retests = [Samples.retest("GAP-1", by: "skew"), Samples.retest("GAP-2", by: "restore")]
    let plan = try Self.plan(Self.all, retests: retests)
    let other = try Self.plan(
      Self.all.reversed(), retests: retests.reversed(), cards: Self.cards.reversed())
    #expect(plan == other && plan.missions.count == 3)
  }
}
