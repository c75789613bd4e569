import Histories
import Vocabulary

/// Judges reads of several keys while their history grows; as `LongFork`.
///
/// Limits: of reads that saw the same one is kept, so a group of n keys keeps n + 1 at most.
struct ForkWatch: ModelWatch {
  private var written: Set<Int64> = []
  private var groups: [[Int64]: [Seen]] = [:]
  private(set) var state = WatchState(model: .longFork)
  private var answered = 0

  private struct Seen: Sendable {
    var keys: Set<Int64>
    var event: HistoryEvent
  }

  mutating func handle(_ event: HistoryEvent, at place: UInt64) -> [Anomaly] {
    defer { state.remembered = groups.values.reduce(written.count) { $0 + $1.count } }
    if event.kind == .write, event.completion == nil, let pair = event.argumentList?.pairs.first {
      if !written.insert(pair.key).inserted {
        state.unsure = ["the key \(pair.key) is written twice; a long fork has one write for each"]
      }
      return []
    }
    guard event.kind == .read, event.isAnswer, let list = event.completion?.list,
      list.form == .reads, state.unsure.isEmpty
    else { return [] }
    answered += 1
    let read = ForkRead(event.operation.index, list)
    let seen = Set(read.seen.map(\.key))
    if let stranger = seen.subtracting(written).min() {
      return [
        event.anomaly(
          "read of a value nobody wrote",
          "key \(stranger) was seen, and nobody had begun to write it",
          label: "read \(seen.count) of \(read.keys.count) keys")
      ]
    }
    return insert(Seen(keys: seen, event: event), among: read.keys)
  }

  /// Puts a read among those of the same keys, smallest first; all must contain each other.
  private mutating func insert(_ read: Seen, among keys: [Int64]) -> [Anomaly] {
    var reads = groups[keys, default: []]
    let place = reads.firstIndex { $0.keys.count >= read.keys.count } ?? reads.count
    if place < reads.count, reads[place].keys == read.keys { return [] }
    let smaller = place > 0 ? reads[place - 1] : nil
    let larger = place < reads.count ? reads[place] : nil
    for other in [smaller, larger].compactMap({ $0 })
    where !other.keys.isSubset(of: read.keys) && !other.keys.isSuperset(of: read.keys) {
      let missing = other.keys.subtracting(read.keys).min() ?? 0
      let own = read.keys.subtracting(other.keys).min() ?? 0
      return [
        read.event.anomaly(
          "long fork", "one read sees key \(missing) and not \(own), another the reverse",
          label: "read of key \(own)",
          others: [other.event.witness("read of key \(missing)", isImpossible: false)])
      ]
    }
    reads.insert(read, at: place)
    groups[keys] = reads
    return []
  }

  mutating func finish() -> [Anomaly] {
    if answered < 2 { state.unsure.append("no two reads of the same keys were answered") }
    return []
  }
}
