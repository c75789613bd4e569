import Vocabulary

/// What is due in a play that is made up, by time; of one time what was planned first.
///
/// Shape: a binary heap.
struct SampleSchedule<Move> {
  private struct Due {
    var time: Int64
    var order: Int
    var move: Move
  }

  private var due: [Due] = []
  private var planned = 0

  mutating func plan(_ move: Move, at time: Int64) {
    planned += 1
    due.append(Due(time: time, order: planned, move: move))
    var place = due.count - 1
    while place > 0, isSooner(place, (place - 1) / 2) {
      due.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func next() -> (move: Move, time: Int64)? {
    guard let first = due.first else { return nil }
    due.swapAt(0, due.count - 1)
    due.removeLast()
    var place = 0
    while true {
      var best = place
      for child in [place * 2 + 1, place * 2 + 2] where child < due.count && isSooner(child, best) {
        best = child
      }
      if best == place { return (first.move, first.time) }
      due.swapAt(place, best)
      place = best
    }
  }

  private func isSooner(_ one: Int, _ other: Int) -> Bool {
    (due[one].time, due[one].order) < (due[other].time, due[other].order)
  }
}

extension SeededRandom {
  /// An exponential pause of that mean.
  mutating func pause(_ mean: Double) -> Int64 {
    // Halving a unit interval again and again: -log2, exact to the digit that matters here.
    var share = 1 - unit()
    var halvings = 0.0
    while share < 0.5 {
      share *= 2
      halvings += 1
    }
    return Int64(mean * (halvings * 0.693_147 + 1.386_294 * (1 - share)))
  }
}
