/// Decides linearizability of a set to which each element is added once and from which none is
/// taken out, without a search.
///
/// Method. The sets that were read must contain each other, smallest first; with the additions that
/// each shows first they are groups of a chain as in `ZoneCheck`: they must take effect in this
/// order, so none may complete before one of an earlier group, or an addition that its own reads
/// show, was invoked. That is enough: each takes effect at the latest invocation so far. Additions
/// that no read shows come last; unanswered ones among them are left out.
///
/// Complexity: O(elements of all sets that were read).
struct GrowingSet {
  enum Result: Equatable {
    case valid
    /// Calls that cannot be explained together; the last is the one that cannot be placed.
    case invalid([Int])
    /// The method does not apply.
    case undecided
  }

  static func check(_ calls: [ModelCall]) -> Result {
    var added: [Int64: Int] = [:]
    var reads: [(place: Int, elements: [Int64])] = []
    for (place, call) in calls.enumerated() {
      switch (call.request, call.answer) {
      case (.add(let element), .done), (.add(let element), .unknown):
        if added.updateValue(place, forKey: element) != nil { return .undecided }
      case (.read, .elements(let elements)): reads.append((place, elements))
      case (.read, .unknown): continue
      default: return .undecided
      }
    }
    reads.sort { ($0.elements.count, $0.place) < ($1.elements.count, $1.place) }
    return chain(calls, added, reads)
  }

  private static func chain(
    _ calls: [ModelCall], _ added: [Int64: Int], _ reads: [(place: Int, elements: [Int64])]
  ) -> Result {
    var seen: Set<Int64> = []
    // The call invoked last among those that must stand before.
    var latest: Int?
    func late(_ place: Int) -> [Int]? {
      guard let latest, calls[place].end < calls[latest].start else { return nil }
      return [latest, place]
    }
    func pass(_ place: Int) {
      if latest.map({ calls[$0].start < calls[place].start }) ?? true { latest = place }
    }
    var group = 0
    for (index, read) in reads.enumerated() {
      if Set(read.elements).count != read.elements.count { return .undecided }
      let fresh = read.elements.filter { !seen.contains($0) }
      // As many elements and others, or one of a smaller set missing: neither is in the other.
      if seen.count + fresh.count != read.elements.count {
        return .invalid([reads[index - 1].place, read.place])
      }
      let writers = fresh.compactMap { added[$0] }
      if writers.count < fresh.count { return .invalid([read.place]) }
      for writer in writers { if let pair = late(writer) { return .invalid(pair) } }
      for writer in writers { pass(writer) }
      if let pair = late(read.place) { return .invalid(pair) }
      seen.formUnion(fresh)
      // Reads of the same set may stand in any order.
      guard index + 1 == reads.count || reads[index + 1].elements.count > read.elements.count else {
        continue
      }
      for read in reads[group...index] { pass(read.place) }
      group = index + 1
    }
    for (element, place) in added where !seen.contains(element) && !calls[place].isOptional {
      if let pair = late(place) { return .invalid(pair) }
    }
    return .valid
  }
}
