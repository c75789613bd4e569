package import Histories
package import Vocabulary

/// What became of each element of a set over all reads: stable, lost, never read, or stale.
///
/// Input: adds of elements and reads of the whole set, for each key by itself.
/// Decides: an element is known from the completion of its add, or of the first read that has it.
/// It is stable where the read that began last among those that have it began after all that lack
/// it; lost where one that lacks it began last, and after it was known; else it was never read. A
/// stable element is stale where a read that began after it was known lacks it. Lost is invalid,
/// and stale too where the set is promised to be linearizable; so is an element twice in one read,
/// and one that nobody had begun to add when the read was answered.
/// Complexity: O(n log n + elements of all reads).
/// Unknown when: no element is known to be stable.
/// Source: Jepsen's `checker/set-full`; there, elements of nobody are left to `checker/set`.
package struct FullSet: Checker {
  /// As in verdicts.
  package let name = "set-full"
  /// Whether a stale element makes the history invalid.
  package var isLinearizable: Bool

  /// A checker of sets that are promised to be linearizable, or only to keep what they were given.
  package init(isLinearizable: Bool = false) { self.isLinearizable = isLinearizable }

  /// Invalid where an element is lost, doubled or nobody's, or stale against the promise.
  package func check(_ history: History) -> Verdict {
    var tally = KeyTally(history)
    tally.forEachKey { key, places in check(key, places, history, &tally) }
    if tally.counts["stable", default: 0] == 0 { tally.unsure = "no element was seen to stay" }
    let stale = tally.counts["stale", default: 0]
    return tally.verdict(
      name,
      valid: "\(tally.counts["stable", default: 0]) elements stayed"
        + (stale > 0 ? "; \(stale) of them were missing for a while" : ""))
  }

  private func check(
    _ key: Int, _ places: ArraySlice<UInt32>, _ history: History, _ tally: inout KeyTally
  ) {
    var lives = ElementLives(history, places)
    lives.sweep()
    for (read, element, isDouble) in lives.wrong {
      tally.count(isDouble ? "duplicated" : "unexpected")
      tally.add(
        isDouble ? "duplicate element" : "read of a value nobody wrote", key: key,
        "\(history.label(element)) is "
          + (isDouble ? "twice in one read" : "in a read, and nobody had begun to add it"), [read])
    }
    tally.count("attempts", lives.lives.count)
    for life in lives.lives.sorted(by: { $0.add < $1.add }) {
      switch life.fate(history) {
      case .stable: tally.count("stable")
      case .neverRead: tally.count("never_read")
      case .lost(let absent):
        tally.count("lost")
        tally.add(
          "lost element", key: key,
          "\(history.label(life.element)) was there, and no later read has it",
          [life.add] + (life.lastPresent.map { [$0] } ?? []) + [absent])
      case .stale(let absent):
        tally.count("stable")
        tally.count("stale")
        guard isLinearizable else { continue }
        tally.add(
          "stale read", key: key,
          "\(history.label(life.element)) was known, and a read that began later lacks it",
          [life.add] + (life.lastPresent.map { [$0] } ?? []) + [absent])
      }
    }
  }
}

extension FullSet {
  /// Additions that were acknowledged and lost, each with the read that shows it; by place.
  static func losses(in history: History) -> [(add: Int, evidence: Int)] {
    guard history.operations.contains(where: { $0.kind == .add }) else { return [] }
    var losses: [(add: Int, evidence: Int)] = []
    KeyTally(history).forEachKey { _, places in
      var lives = ElementLives(history, places)
      lives.sweep()
      for life in lives.lives where history.operations[life.add].outcome == .ok {
        if case .lost(let absent) = life.fate(history) { losses.append((life.add, absent)) }
      }
    }
    return losses
  }
}

/// The life of each element of one set.
struct ElementLives {
  /// An element, and the reads that tell of it; operations by place.
  struct Life {
    var element: Int64
    var add: Int
    /// The event by which it is known to be there; nil where nobody knows.
    var knownAt: UInt32?
    var lastPresent: Int?
    var lastAbsent: Int?

    enum Fate {
      case stable, neverRead
      case lost(Int)
      case stale(Int)
    }

    func fate(_ history: History) -> Fate {
      func begun(_ place: Int?) -> Int64 {
        place.map { Int64(history.operations[$0].invokedAt) } ?? -1
      }
      let (present, absent) = (begun(lastPresent), begun(lastAbsent))
      let known = knownAt.map { Int64($0) } ?? .max
      guard let lastAbsent else { return lastPresent == nil ? .neverRead : .stable }
      if lastPresent != nil, absent < present {
        return known < absent ? .stale(lastAbsent) : .stable
      }
      return present < absent && known < absent ? .lost(lastAbsent) : .neverRead
    }
  }

  private let history: History
  private var byElement: [Int64: Int] = [:]
  private(set) var lives: [Life] = []
  /// Reads that answered, in order of invocation.
  private var reads: [Int] = []
  /// Elements that no read may have: nobody's, or twice in one.
  private(set) var wrong: [(read: Int, element: Int64, isDouble: Bool)] = []

  init(_ history: History, _ places: ArraySlice<UInt32>) {
    self.history = history
    for place in places.map({ Int($0) }) {
      let operation = history.operations[place]
      if operation.kind == .add, let element = operation.argument {
        if byElement[element] == nil {
          byElement[element] = lives.count
          lives.append(Life(element: element, add: place))
        }
        guard operation.outcome == .ok, let life = byElement[element] else { continue }
        lives[life].knownAt = min(lives[life].knownAt ?? .max, operation.completedAt)
      } else if operation.kind == .read, operation.outcome == .ok,
        operation.valueListNumber != nil
      {
        reads.append(place)
      }
    }
  }

  /// Passes the reads from the one that began last, so that an element leaves the search at the
  /// first that lacks it.
  mutating func sweep() {
    // The latest completion among a read and those that began before it.
    var latest = reads.map { history.operations[$0].completedAt }
    for place in latest.indices.dropFirst() {
      latest[place] = max(latest[place], latest[place - 1])
    }
    // Elements without a read that lacks them yet; those added last stand last.
    var searched = Array(lives.indices)
    var stamps = [Int](repeating: -1, count: lives.count)
    for (index, read) in reads.enumerated().reversed() {
      mark(read, index, &stamps)
      let end = history.operations[read].completedAt
      // Whose add began after all reads from here on were answered is lacking in none.
      while let last = searched.last, added(last) >= latest[index] { searched.removeLast() }
      searched.removeAll { life in
        guard stamps[life] != index, added(life) < end else { return false }
        lives[life].lastAbsent = read
        return true
      }
    }
    wrong.reverse()
  }

  private func added(_ life: Int) -> UInt32 { history.operations[lives[life].add].invokedAt }

  /// Notes what a read has.
  private mutating func mark(_ read: Int, _ index: Int, _ stamps: inout [Int]) {
    let operation = history.operations[read]
    var strangers: Set<Int64> = []
    for element in history.valueElements(operation) ?? [] {
      guard let life = byElement[element], added(life) < operation.completedAt else {
        if strangers.insert(element).inserted { wrong.append((read, element, false)) }
        continue
      }
      if stamps[life] == index {
        wrong.append((read, element, true))
        continue
      }
      stamps[life] = index
      if lives[life].lastPresent == nil { lives[life].lastPresent = read }
      lives[life].knownAt = min(lives[life].knownAt ?? .max, operation.completedAt)
    }
  }
}
