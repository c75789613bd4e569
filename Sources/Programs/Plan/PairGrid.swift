package import Vocabulary

/// Which two faults people have met together: a cell for each pair of kinds.
///
/// Shape: the kinds of all compound missions and exercises, by name; each pair once, the first
///        kind before the second. A pair is met in every exercise that holds both.
/// Limits: pairs without a mission are there, too, and have `missions` 0; rehearsals without
///         people never fill a cell.
package struct PairGrid: Sendable, Equatable, Codable {
  /// By name.
  package var kinds: [String]
  /// By their kinds.
  package var pairs: [Pair]

  /// Two kinds of fault.
  package struct Pair: Sendable, Equatable, Codable {
    /// The first by name.
    package var first: String
    /// The second by name.
    package var second: String
    /// How often people met both together.
    package var practised: Int
    /// When last; nil is never.
    package var last: CalendarDay?
    /// How often both were played without people.
    package var rehearsals: Int
    /// How many missions hold both.
    package var missions: Int

    /// Whether nobody ever met them together, though there is a mission.
    package var isEmpty: Bool { practised == 0 && missions > 0 }
  }

  /// The grid of all exercises so far; `rehearsals` are counted beside those among them.
  package init(
    _ exercises: [PractisedExercise], cards: [MissionCard], rehearsals: [RehearsalCount] = []
  ) {
    let played: [[String]] = exercises.map(\.kinds) + rehearsals.map(\.kinds)
    let compounds = played + cards.map(\.kinds)
    let kinds = Set(compounds.filter { $0.count > 1 }.flatMap(\.self)).sorted()
    self.kinds = kinds
    pairs = kinds.enumerated().flatMap { place, first in
      kinds[(place + 1)...].map { second in
        func holds(_ kinds: [String]) -> Bool { kinds.contains(first) && kinds.contains(second) }
        let own = exercises.filter { holds($0.kinds) }
        let people = own.filter(\.countsForPeople)
        let counted = rehearsals.reduce(0) { $0 + (holds($1.kinds) ? $1.count : 0) }
        return Pair(
          first: first, second: second, practised: people.count, last: people.map(\.day).max(),
          rehearsals: counted + own.count { !$0.isOfPeople },
          missions: cards.count { holds($0.kinds) })
      }
    }
  }

  /// The pair of two kinds, in any order.
  package func pair(_ one: String, _ other: String) -> Pair? {
    pairs.first { $0.first == min(one, other) && $0.second == max(one, other) }
  }
}
