import Ledger
import Programs
import Vocabulary

/// What people have practised, by family and database and by pairs of faults.
struct ProgramCoverage: Sendable, Equatable {
  var quarter: Quarter
  var map: CoverageMap
  var grid: PairGrid

  /// Whether there is anything to show: a mission, an exercise or a rehearsal.
  var isEmpty: Bool {
    !map.cells.contains { $0.missions > 0 || $0.practised > 0 || $0.rehearsals > 0 }
  }
}

extension ProgramReading {
  func coverage() throws -> ProgramCoverage {
    let exercises = people
    let cards = sources.missions(ledger.place)
    var rehearsals = try ledger.rehearsals(besides: hidden).map {
      RehearsalCount(family: $0.family, database: $0.database, kinds: $0.kinds, count: $0.count)
    }
    // A script that stands for people is no rehearsal.
    for script in exercises where script.responder != "people" {
      let place = rehearsals.firstIndex {
        $0.family == script.family && $0.database == script.database && $0.kinds == script.kinds
      }
      if let place { rehearsals[place].count -= 1 }
    }
    return ProgramCoverage(
      quarter: quarter,
      map: CoverageMap(
        exercises, cards: cards, databases: program.services.map(\.database),
        rehearsals: rehearsals),
      grid: PairGrid(exercises, cards: cards, rehearsals: rehearsals))
  }

  /// Of sealed exercises of people alone: rehearsals are counted by thousands, and are not people.
  func trends() -> ProgramTrends { ProgramTrends(people) }
}
