import Histories
import Vocabulary

/// The order of each register's versions, taken from real time.
///
/// Input: the *zone* of a version lies between the earliest completion f among the transactions
/// that wrote or read it and the latest invocation s: **forward** where f < s, **backward**
/// otherwise. The initial version was written before everything.
/// Decides: where a register is linearizable, v stands before w where f(v) < s(w). Forward zones do
/// not overlap and hold no backward zone (the conditions of `ZoneCheck`), so each of them can be
/// shrunk to a point: a completion inside it moves before the point, an invocation behind it. What
/// is left are intervals [s, f], of which v is before w where v ends before w begins. Sorted by
/// their beginnings, the versions *next* to v are those that begin behind v's end and not behind
/// the first end of all these: a range.
/// Complexity: O(n log n) for sorting; the ranges together at most n times as many versions as
/// overlap at one moment.
/// Source: Gibbons and Korach, "Testing shared memories", 1997; Fishburn, "Interval orders", 1985.
struct RegisterOrder {
  private static let none = TransactionHistory.none

  /// Elements by key, and within a key by the beginnings of their intervals.
  private(set) var sorted: [UInt32] = []
  /// For each element its successors, places in `sorted`.
  private(set) var next: [Range<UInt32>]
  /// For each key the successors of its initial version.
  private(set) var nextOfInitial: [Range<UInt32>]
  /// For each key two elements whose zones contradict each other, where it has no order; an
  /// element may be `none` for the initial version.
  private(set) var contradictions: [UInt32: (UInt32, UInt32)] = [:]

  private let table: TransactionTable
  private var latest: [UInt32]
  private var earliest: [UInt32]
  private var latestOfInitial: [UInt32]

  /// A version's interval; both ends are doubled twice, to leave places beside each.
  private struct Interval {
    var element: UInt32
    var begin: UInt64
    var end: UInt64
    var isForward: Bool
  }

  init(_ table: TransactionTable) {
    self.table = table
    let elements = table.history.elementKeys.count
    next = [Range<UInt32>](repeating: 0..<0, count: elements)
    nextOfInitial = [Range<UInt32>](repeating: 0..<0, count: table.history.keys.count)
    latest = [UInt32](repeating: 0, count: elements)
    earliest = [UInt32](repeating: .max, count: elements)
    latestOfInitial = [UInt32](repeating: 0, count: table.history.keys.count)
    sorted.reserveCapacity(elements)
    gatherZones()
    let (offsets, byKey) = elementsByKey()
    for key in table.history.keys.indices {
      let range = Int(offsets[key])..<Int(offsets[key + 1])
      if !range.isEmpty { order(byKey[range], UInt32(key)) }
    }
    (latest, earliest, latestOfInitial) = ([], [], [])
  }

  /// Positions count from 1 here: nothing is before the initial version, which is at 0.
  private mutating func gatherZones() {
    let history = table.history
    for transaction in 0..<history.count where table.takesPart[transaction] {
      let (begin, end) = (history.invokedAt[transaction] + 1, table.ends[transaction])
      let isAnswered = history.outcomes[transaction] == .ok
      for micro in history.micros(of: transaction) {
        let reference = history.microReferences[micro]
        let isRead = history.microKinds[micro] == .read
        if isRead, !isAnswered || reference == Self.none { continue }
        if isRead, reference == TransactionHistory.absent {
          let key = Int(history.microKeys[micro])
          latestOfInitial[key] = max(latestOfInitial[key], begin)
          continue
        }
        let element = Int(reference)
        latest[element] = max(latest[element], begin)
        if end != .max { earliest[element] = min(earliest[element], end + 1) }
      }
    }
  }

  /// The elements that took effect, by key.
  private func elementsByKey() -> (offsets: [UInt32], elements: [UInt32]) {
    let keys = table.history.elementKeys
    var offsets = [UInt32](repeating: 0, count: table.history.keys.count + 2)
    let isIn = keys.indices.map {
      table.node(writing: UInt32($0)) != nil && !table.isRewritten[Int(keys[$0])]
    }
    for (element, key) in keys.enumerated() where isIn[element] { offsets[Int(key) + 2] += 1 }
    for key in 2..<offsets.count { offsets[key] += offsets[key - 1] }
    var elements = [UInt32](repeating: 0, count: Int(offsets.last ?? 0))
    for (element, key) in keys.enumerated() where isIn[element] {
      elements[Int(offsets[Int(key) + 1])] = UInt32(element)
      offsets[Int(key) + 1] += 1
    }
    offsets.removeLast()
    return (offsets, elements)
  }

  private mutating func order(_ elements: ArraySlice<UInt32>, _ key: UInt32) {
    var intervals = elements.map { element in
      let (begin, end) = (UInt64(latest[Int(element)]), UInt64(earliest[Int(element)]))
      return Interval(element: element, begin: begin, end: end, isForward: end < begin)
    }
    let initial = Interval(
      element: Self.none, begin: UInt64(latestOfInitial[Int(key)]), end: 0, isForward: true)
    let forward = ([initial] + intervals.filter(\.isForward)).sorted { $0.end < $1.end }
    for index in forward.indices.dropFirst() where forward[index - 1].begin > forward[index].end {
      contradictions[key] = (forward[index - 1].element, forward[index].element)
      return
    }
    for index in intervals.indices {
      if let other = shrink(&intervals[index], forward) {
        contradictions[key] = (other, intervals[index].element)
        return
      }
    }
    intervals.sort { ($0.begin, $0.element) < ($1.begin, $1.element) }
    link(intervals, key)
  }

  /// Makes a forward zone a point, and moves the ends of a backward one out of such points.
  ///
  /// Returns the element of the forward zone that holds a backward one.
  private func shrink(_ interval: inout Interval, _ forward: [Interval]) -> UInt32? {
    if interval.isForward {
      let point = interval.end * 4 + 1
      (interval.begin, interval.end) = (point, point)
      return nil
    }
    let around = (holder(of: interval.begin, forward), holder(of: interval.end, forward))
    // A completion at the very start of a forward zone is inside, as an invocation at its end is.
    if let first = around.0, first == around.1 { return forward[first].element }
    let begin = around.0.map { forward[$0].end * 4 + 2 } ?? interval.begin * 4 + 1
    let end = around.1.map { forward[$0].end * 4 } ?? interval.end * 4 + 1
    (interval.begin, interval.end) = (begin, end)
    return nil
  }

  /// The forward zone in which a position lies, its two ends included.
  private func holder(of position: UInt64, _ forward: [Interval]) -> Int? {
    var (low, high) = (0, forward.count)
    while low < high {
      let middle = (low + high) / 2
      if forward[middle].end <= position { low = middle + 1 } else { high = middle }
    }
    guard low > 0, position <= forward[low - 1].begin else { return nil }
    return low - 1
  }

  private mutating func link(_ intervals: [Interval], _ key: UInt32) {
    let base = sorted.count
    var firstEnds = [UInt64](repeating: .max, count: intervals.count + 1)
    for index in intervals.indices.reversed() {
      firstEnds[index] = min(firstEnds[index + 1], intervals[index].end)
    }
    /// Where the first interval stands that begins behind a position.
    func place(behind position: UInt64) -> Int {
      var (low, high) = (0, intervals.count)
      while low < high {
        let middle = (low + high) / 2
        if intervals[middle].begin <= position { low = middle + 1 } else { high = middle }
      }
      return low
    }
    func successors(_ end: UInt64) -> Range<UInt32> {
      let low = place(behind: end)
      let high = place(behind: firstEnds[low])
      return UInt32(base + low)..<UInt32(base + max(low, high))
    }
    for interval in intervals {
      sorted.append(interval.element)
      next[Int(interval.element)] = successors(interval.end)
    }
    nextOfInitial[Int(key)] = successors(1)
  }
}
