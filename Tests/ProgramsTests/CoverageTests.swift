import Testing
import Vocabulary

@testable import Programs

@Suite struct CoverageTests {
  private static let cards = [
    Samples.card("cut", "asymmetric-visibility"),
    Samples.card("erosion", "quorum-erosion", 3, kinds: ["disk.slow", "maintenance.stop"]),
    Samples.card("quiet", "false-alarms", kinds: []),
    Samples.card("disk", "disk", kinds: ["disk.slow"]),
  ]

  @Test func `The rows are the field guide's five, then the rest; controls are none`() {
    let map = CoverageMap([], cards: Self.cards, databases: ["redis"])
    #expect(
      map.families == [
        "asymmetric-visibility", "clock-skew", "quorum-erosion", "operator-mistake", "restore",
        "disk",
      ])
    #expect(map.databases == ["etcd", "redis"] && map.cells.count == 12)
    #expect(
      map.cells.filter(\.isEmpty).map(\.family).sorted() == [
        "asymmetric-visibility", "disk", "quorum-erosion",
      ])
  }

  @Test func `Only sealed exercises of people fill a cell`() throws {
    func map(_ exercise: PractisedExercise) throws -> CoverageMap.Cell {
      try #require(
        CoverageMap([exercise], cards: Self.cards).cell("quorum-erosion", "etcd"))
    }
    let people = try map(Samples.exercise("erosion", "quorum-erosion", on: "2027-02-11"))
    #expect(people.practised == 1 && people.last == "2027-02-11" && people.readiness == 4)
    for responder in ["runbook:etcd-end-maintenance", "none"] {
      let cell = try map(
        Samples.exercise("erosion", "quorum-erosion", on: "2027-02-11", by: responder))
      #expect(cell.isEmpty && cell.rehearsals == 1 && cell.readiness == nil)
    }
    let open = try map(
      Samples.exercise("erosion", "quorum-erosion", on: "2027-02-11", sealed: false))
    #expect(open.isEmpty && open.rehearsals == 0)
  }

  @Test func `A cell has the last readiness that counts, and the last day of all`() throws {
    let exercises = [
      Samples.exercise("erosion", "quorum-erosion", on: "2027-05-13", readiness: nil),
      Samples.exercise("erosion", "quorum-erosion", on: "2026-11-12", readiness: 3),
      Samples.exercise(
        "erosion", "quorum-erosion", on: "2027-02-11", readiness: 5,
        leftOut: "blue knew"),
    ]
    let cell = try #require(
      CoverageMap(exercises, cards: Self.cards).cell("quorum-erosion", "etcd"))
    #expect(cell.practised == 3 && cell.last == "2027-05-13" && cell.readiness == 3)
  }

  @Test func `A pair is met where both faults are in one exercise, and only there`() throws {
    let both = ["disk.slow", "maintenance.stop"]
    let exercises = [
      Samples.exercise("erosion", "quorum-erosion", on: "2027-02-11", kinds: both),
      Samples.exercise("erosion", "quorum-erosion", on: "2027-05-13", by: "none", kinds: both),
      Samples.exercise("disk", "disk", on: "2027-05-13", kinds: ["disk.slow"]),
      Samples.exercise("other", "disk", on: "2027-05-13", kinds: ["disk.slow", "net.cut"]),
    ]
    let grid = PairGrid(exercises, cards: Self.cards)
    #expect(grid.kinds == ["disk.slow", "maintenance.stop", "net.cut"] && grid.pairs.count == 3)
    let met = try #require(grid.pair("maintenance.stop", "disk.slow"))
    #expect(met.practised == 1 && met.rehearsals == 1 && met.missions == 1)
    #expect(met.last == "2027-02-11" && !met.isEmpty)
    let never = try #require(grid.pair("maintenance.stop", "net.cut"))
    #expect(never.practised == 0 && never.missions == 0 && !never.isEmpty)
    let empty = PairGrid([], cards: Self.cards)
    #expect(empty.pairs.count == 1 && empty.pairs[0].isEmpty)
  }
}
