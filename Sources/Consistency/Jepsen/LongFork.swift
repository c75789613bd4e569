package import Histories
package import Vocabulary

/// Whether reads of several keys agree on the order in which these were written.
///
/// Input: writes of one key each, every key written once, and reads of several keys at once.
/// Decides: reads of the same keys must contain each other: two of which each sees a write that the
/// other does not are a long fork. What nobody had begun to write must not be seen.
/// Complexity: O(n log n + keys of all reads).
/// Unknown when: a key is written twice, or seen with two values; or no two reads of the same keys
/// were answered.
/// Source: Jepsen's `tests.long-fork`, which compares all pairs of reads.
package struct LongFork: Checker {
  /// As in verdicts.
  package let name = "long-fork"

  /// A checker without settings.
  package init() {}

  /// Invalid where two reads see forks, or one sees what nobody wrote.
  package func check(_ history: History) -> Verdict {
    var tally = KeyTally(history)
    tally.forEachKey { key, places in check(key, places, history, &tally) }
    if tally.unsure == nil, tally.counts["compared", default: 0] == 0 {
      tally.unsure = "no two reads of the same keys were answered"
    }
    return tally.verdict(
      name, valid: "\(tally.counts["compared", default: 0]) reads stand in one order")
  }

  private func check(
    _ key: Int, _ places: ArraySlice<UInt32>, _ history: History, _ tally: inout KeyTally
  ) {
    var writers: [Int64: (place: Int, value: Int64?)] = [:]
    var groups: [[Int64]: [ForkRead]] = [:]
    for place in places.map({ Int($0) }) {
      let operation = history.operations[place]
      if operation.kind == .write, let pair = history.argumentList(operation)?.pairs.first {
        if writers.updateValue((place, pair.value), forKey: pair.key) != nil {
          tally.unsure = "the key \(pair.key) is written twice; a long fork has one write for each"
          return
        }
      } else if operation.kind == .read, operation.outcome == .ok,
        let list = history.valueList(operation), list.form == .reads
      {
        let read = ForkRead(place, list)
        groups[read.keys, default: []].append(read)
      }
    }
    for reads in groups.values {
      for read in reads {
        for (seen, value) in read.seen {
          guard let writer = writers[seen], isBegun(writer.place, read.place, history) else {
            tally.count("unexpected")
            tally.add(
              "read of a value nobody wrote", key: key,
              "key \(seen) was seen as \(value), and nobody had begun to write it", [read.place])
            continue
          }
          if writer.value != value {
            tally.unsure =
              tally.unsure ?? "the key \(seen) is seen with a value that is not written"
          }
        }
      }
    }
    guard tally.found == 0, tally.unsure == nil else { return }
    for reads in groups.values.sorted(by: { $0[0].place < $1[0].place }) {
      tally.count("compared", reads.count > 1 ? reads.count : 0)
      fork(reads, key, writers.mapValues(\.place), &tally)
    }
  }

  private func isBegun(_ write: Int, _ read: Int, _ history: History) -> Bool {
    history.operations[write].invokedAt < history.operations[read].completedAt
  }

  /// Finds reads of the same keys that do not contain each other: smallest first, each must contain
  /// the one before it.
  private func fork(
    _ reads: [ForkRead], _ key: Int, _ writers: [Int64: Int], _ tally: inout KeyTally
  ) {
    let sorted = reads.sorted { ($0.seen.count, $0.place) < ($1.seen.count, $1.place) }
    for (smaller, larger) in zip(sorted, sorted.dropFirst()) {
      let seen = Set(larger.seen.map(\.key))
      guard let missing = smaller.seen.first(where: { !seen.contains($0.key) })?.key else {
        continue
      }
      let known = Set(smaller.seen.map(\.key))
      let other = larger.seen.first { !known.contains($0.key) }?.key
      let pair = [smaller.place, larger.place].sorted()
      tally.count("forks")
      tally.add(
        "long fork", key: key,
        "one read sees key \(missing) and not \(other ?? missing), another the reverse",
        [missing, other].compactMap { $0.flatMap { writers[$0] } } + pair)
    }
  }
}

/// A read of several keys.
struct ForkRead: Sendable {
  var place: Int
  /// Ascending.
  var keys: [Int64]
  /// The keys that were there, with their values.
  var seen: [(key: Int64, value: Int64)]

  init(_ place: Int, _ list: HistoryList) {
    self.place = place
    let pairs = list.pairs.sorted { $0.key < $1.key }
    keys = pairs.map(\.key)
    seen = pairs.compactMap { pair in pair.value.map { (pair.key, $0) } }
  }
}
