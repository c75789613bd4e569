/// Decides linearizability of a queue whose values are each put in once, without a search.
///
/// Method. Such a queue is linearizable iff none of these is there: a value taken that nobody put
/// in, or taken before it was put in, or twice; and two values a, b such that a was put in wholly
/// before b, and b was taken wholly before a was, or a was never taken.
/// An unanswered enqueue whose value was taken never completes; any other one is left out.
///
/// Undecided when: a value is put in twice, a dequeue was not answered, or found nothing.
/// Complexity: O(n log n).
/// Source: Henzinger, Sezgin and Vafeiadis, "Aspect-oriented linearizability proofs", 2013.
struct QueueOrder {
  private struct Life {
    var enqueue: Int
    var dequeue: Int?
  }

  static func check(_ calls: [ModelCall]) -> GrowingSet.Result {
    var lives: [Int64: Life] = [:]
    for (place, call) in calls.enumerated() {
      switch (call.request, call.answer) {
      case (.enqueue(let value), .done), (.enqueue(let value), .unknown):
        if lives.updateValue(Life(enqueue: place), forKey: value) != nil { return .undecided }
      case (.dequeue, .value): continue
      default: return .undecided
      }
    }
    for (place, call) in calls.enumerated() {
      guard case .value(let value) = call.answer else { continue }
      guard let life = lives[value] else { return .invalid([place]) }
      if let other = life.dequeue { return .invalid([life.enqueue, other, place]) }
      if call.end < calls[life.enqueue].start { return .invalid([life.enqueue, place]) }
      lives[value]?.dequeue = place
    }
    let there = lives.values.filter { $0.dequeue != nil || !calls[$0.enqueue].isOptional }
    return overtaken(calls, there)
  }

  /// Looks for a value that was taken although one that stood before it was not yet.
  private static func overtaken(_ calls: [ModelCall], _ lives: [Life]) -> GrowingSet.Result {
    let lives = lives.sorted { calls[$0.enqueue].start < calls[$1.enqueue].start }
    // From each on, the one that was taken first.
    var soonest: [Int] = Array(repeating: -1, count: lives.count + 1)
    func end(_ life: Int) -> UInt32 {
      life < 0 ? ModelCall.never : lives[life].dequeue.map { calls[$0].end } ?? ModelCall.never
    }
    for place in lives.indices.reversed() {
      soonest[place] = end(place) < end(soonest[place + 1]) ? place : soonest[place + 1]
    }
    for life in lives {
      let done = calls[life.enqueue].end
      var (low, high) = (0, lives.count)
      while low < high {
        let middle = (low + high) / 2
        if calls[lives[middle].enqueue].start > done { high = middle } else { low = middle + 1 }
      }
      let begun = life.dequeue.map { calls[$0].start } ?? ModelCall.never
      let other = soonest[low]
      guard other >= 0, end(other) < begun else { continue }
      let parties = [life.enqueue, lives[other].enqueue, life.dequeue, lives[other].dequeue]
      return .invalid(parties.compactMap { $0 })
    }
    return .valid
  }
}
