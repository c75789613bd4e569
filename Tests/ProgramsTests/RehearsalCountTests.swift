import Testing
import Vocabulary

@testable import Programs

/// Rehearsals that are counted fill maps as those that are listed do.
@Suite struct RehearsalCountTests {
  private let people = [
    Samples.exercise(
      "etcd-a", "restore", on: "2026-11-12", kinds: ["disk.slow", "net.cut"])
  ]
  private let cards = [
    Samples.card("etcd-a", "restore", kinds: ["disk.slow", "net.cut"]),
    Samples.card("etcd-b", "clock-skew", kinds: ["clock.jump", "net.cut"]),
  ]

  private func rehearsal(_ number: Int, _ family: String, _ kinds: [String]) -> PractisedExercise {
    Samples.exercise(
      "etcd-r\(number)", family, on: "2026-10-01", by: "none", kinds: kinds)
  }

  @Test("A map and a grid of counted rehearsals are those of the rehearsals themselves")
  func same() {
    let both = ["clock.jump", "net.cut"]
    let listed =
      (1...3).map { rehearsal($0, "clock-skew", both) }
      + [rehearsal(4, "restore", ["disk.slow"])]
    let counted = [
      RehearsalCount(family: "clock-skew", database: "etcd", kinds: both, count: 3),
      RehearsalCount(family: "restore", database: "etcd", kinds: ["disk.slow"], count: 1),
    ]
    let map = CoverageMap(people, cards: cards, rehearsals: counted)
    #expect(map == CoverageMap(people + listed, cards: cards))
    #expect(map.cell("clock-skew", "etcd")?.rehearsals == 3)
    let grid = PairGrid(people, cards: cards, rehearsals: counted)
    #expect(grid == PairGrid(people + listed, cards: cards))
    #expect(grid.pair("net.cut", "clock.jump")?.rehearsals == 3)
    // The control: without them there are none.
    #expect(CoverageMap(people, cards: cards).cell("clock-skew", "etcd")?.rehearsals == 0)
  }

  @Test("A family and a database that only rehearsals have are in the map")
  func own() {
    let counted = [
      RehearsalCount(family: "odd", database: "redis", kinds: ["a", "b"], count: 2)
    ]
    let map = CoverageMap([], cards: [], rehearsals: counted)
    #expect(map.databases == ["redis"] && map.families.contains("odd"))
    #expect(map.cell("odd", "redis")?.rehearsals == 2 && map.cell("odd", "redis")?.practised == 0)
    #expect(PairGrid([], cards: [], rehearsals: counted).pair("a", "b")?.rehearsals == 2)
  }
}
