package import Histories
package import Vocabulary

/// Whether acknowledged writes were still there when somebody looked.
///
/// Input: acknowledged writes and compare-and-sets that matched; every observation of a value is
/// evidence: reads, compares, and above all the driver's reads at the end.
/// Decides: a write w is lost where an operation that began after w completed observed an older
/// state (the key absent, or a value all of whose writers had completed before w began), and
/// nobody observed afterwards a value written before that observation and not older than w. The
/// last part tells loss from a stale read: what is seen again was not lost. Each write counts once.
/// A lower bound: what nobody looked at, or was overwritten before anybody looked, does not count.
/// Where the load's reads ask no quorum, one of them may be old though nothing is lost, and a write
/// that nobody else saw before it was overwritten would look lost: of the reads of a key only the
/// last is evidence then, which the driver makes with a quorum.
/// Units: `rpo_ns` is the stretch of acknowledgements that is gone, from first to last lost.
/// Complexity: O(n log n) where nothing is lost; times the suspicious observations of a key else.
/// Unknown when: nothing was acknowledged.
/// Source: Jepsen's "set-full" checker, which tells lost from stale in the same way.
package struct Durability: Checker {
  /// As in verdicts.
  package let name = "durability"

  private let readsAskQuorum: Bool

  /// A checker of a load whose reads ask a quorum, or do not.
  package init(readsAskQuorum: Bool = true) { self.readsAskQuorum = readsAskQuorum }

  /// Invalid where any acknowledged write is lost.
  package func check(_ history: History) -> Verdict {
    let acknowledged = history.operations.count { $0.isAcknowledgedWrite }
    let broken = BrokenPromises(history, readsAskQuorum: readsAskQuorum)
    let lost = broken.lost
    var detail: [String: JSONValue] = [
      "acknowledged": .integer(Int64(acknowledged)), "lost": .integer(Int64(lost.count)),
      "stale_reads": .integer(Int64(broken.stale.count)), "bound": "lower",
    ]
    if lost.isEmpty {
      if acknowledged == 0 {
        return Verdict(
          checker: name, result: .unknown, summary: "no write was acknowledged", detail: detail)
      }
      return Verdict(
        checker: name, result: .valid,
        summary: "none of \(acknowledged) acknowledged writes is known to be lost",
        detail: detail)
    }
    let times = lost.compactMap { history.operations[$0.write].completedNs }
    let begin = times.min() ?? .zero
    let end = times.max() ?? .zero
    detail["first_lost_ns"] = .integer(begin.rawValue)
    detail["last_lost_ns"] = .integer(end.rawValue)
    detail["rpo_ns"] = .integer((end - begin).rawValue)
    return Verdict(
      checker: name, result: .invalid,
      summary: "\(lost.count) of \(acknowledged) acknowledged writes are lost, at least",
      anomalies: lost.prefix(8).map { anomaly($0, history) }, detail: detail)
  }

  private func anomaly(_ loss: Loss, _ history: History) -> Anomaly {
    let write = history.operations[loss.write]
    let places = Set([loss.write, loss.evidence] + loss.olderWriters.prefix(2)).sorted()
    return Anomaly(
      name: "lost write", key: history.keyName(write),
      summary: "\(history.label(write.argument)) was acknowledged; "
        + "later \(history.label(loss.observed)) was there, which is older",
      witness: places.map {
        history.witness(history.operations[$0], isImpossible: $0 == loss.evidence)
      })
  }
}

/// Every acknowledged write that is gone, and every read that was behind one that is not.
struct BrokenPromises {
  /// In order of acknowledgement.
  private(set) var lost: [Loss] = []
  /// In order of the read's invocation.
  private(set) var stale: [StaleRead] = []

  init(_ history: History, readsAskQuorum: Bool) {
    let keys = OperationsByKey(history)
    for key in history.keys.indices {
      let (lost, stale) = KeyDurability(history, keys[key]).broken(readsAskQuorum: readsAskQuorum)
      self.lost += lost
      self.stale += stale
    }
    lost.sort { $0.completedAt < $1.completedAt }
    stale.sort { $0.read < $1.read }
  }
}

/// A read of an older state, and the acknowledged write that it should have seen.
struct StaleRead {
  var read: Int
  var missed: Int
}

/// A write that is gone and the observation that shows it.
struct Loss {
  var write: Int
  var completedAt: UInt32
  var evidence: Int
  var observed: Int64?
  var olderWriters: [Int]
}

/// The acknowledged writes and the observations of one key; places count from 1, 0 is before all.
struct KeyDurability {
  private struct Written {
    /// The latest completion among the value's writers; never where one is unknown.
    var end: UInt32 = 0
    var start = UInt32.max
    var writers: [Int] = []
  }

  private struct Observation {
    var place: Int
    var value: Int64?
    var start: UInt32
    var end: UInt32
  }

  private let history: History
  private var written: [Int64: Written] = [:]
  private var writes: [Int] = []
  private var observations: [Observation] = []

  init(_ history: History, _ places: ArraySlice<UInt32>) {
    self.history = history
    for place in places.map({ Int($0) }) {
      let operation = history.operations[place]
      // What reads see as a collection is another checker's: here it would look like an absent key.
      let isOther = [.append, .add, .transfer].contains(operation.kind)
      if operation.outcome == .fail || isOther || operation.valueListNumber != nil { continue }
      if operation.isAcknowledgedWrite { writes.append(place) }
      if operation.kind.isWrite, operation.matched != false, let value = operation.argument {
        var entry = written[value] ?? Written()
        entry.end = max(entry.end, operation.outcome == .ok ? operation.completedAt + 1 : .max)
        entry.start = min(entry.start, operation.invokedAt + 1)
        entry.writers.append(place)
        written[value] = entry
      }
      guard operation.outcome == .ok else { continue }
      switch (operation.kind, operation.matched) {
      case (.read, _): observe(place, operation, operation.value)
      case (.compareAndSet, true?): observe(place, operation, operation.expected)
      case (.compareAndSet, false?):
        if let value = operation.value { observe(place, operation, value) }
      default: break
      }
    }
  }

  private mutating func observe(_ place: Int, _ operation: Operation, _ value: Int64?) {
    observations.append(
      Observation(
        place: place, value: value, start: operation.invokedAt + 1,
        end: operation.completedAt + 1))
  }

  /// When the observed state was certainly written by; nil where nobody wrote it.
  private func age(_ value: Int64?) -> UInt32? {
    guard let value else { return 0 }
    return written[value]?.end
  }

  /// The lost writes, and the observations that were behind writes which were seen again.
  func broken(readsAskQuorum: Bool) -> (lost: [Loss], stale: [StaleRead]) {
    var byEnd = writes.map { history.operations[$0] }.map { ($0.completedAt + 1, $0.invokedAt + 1) }
    byEnd.sort { $0.0 < $1.0 }
    var latest: UInt32 = 0
    var next = 0
    var losses: [Int: Loss] = [:]
    var stale: [StaleRead] = []
    // Observations stand in order of invocation: a sweep knows the newest write done before each.
    for (index, observation) in observations.enumerated() {
      while next < byEnd.count, byEnd[next].0 < observation.start {
        latest = max(latest, byEnd[next].1)
        next += 1
      }
      guard let age = age(observation.value), latest > age else { continue }
      let isEvidence =
        readsAskQuorum || history.operations[observation.place].kind != .read
        || index == observations.count - 1
      let proved = isEvidence ? max(age, survived(observation, after: index)) : latest
      if let missed = missed(observation, from: age, to: proved) {
        stale.append(StaleRead(read: observation.place, missed: missed))
      }
      for write in writes where losses[write] == nil {
        let operation = history.operations[write]
        guard operation.completedAt + 1 < observation.start, operation.invokedAt + 1 > proved else {
          continue
        }
        losses[write] = Loss(
          write: write, completedAt: operation.completedAt, evidence: observation.place,
          observed: observation.value,
          olderWriters: observation.value.flatMap { written[$0]?.writers } ?? [])
      }
    }
    return (Array(losses.values), stale)
  }

  /// The last acknowledged write that the observation missed though it was seen afterwards.
  private func missed(_ observation: Observation, from age: UInt32, to proved: UInt32) -> Int? {
    guard proved > age else { return nil }
    return writes.filter { write in
      let operation = history.operations[write]
      let start = operation.invokedAt + 1
      return operation.completedAt + 1 < observation.start && start > age && start <= proved
    }.max { history.operations[$0].completedAt < history.operations[$1].completedAt }
  }

  /// The newest state, written before the observation, that was seen after it.
  private func survived(_ suspect: Observation, after index: Int) -> UInt32 {
    var newest: UInt32 = 0
    for later in observations[(index + 1)...] where later.start > suspect.end {
      guard let value = later.value, let entry = written[value], entry.start < suspect.start else {
        continue
      }
      newest = max(newest, entry.end)
    }
    return newest
  }
}
