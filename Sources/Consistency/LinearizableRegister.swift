package import Histories
package import Vocabulary

/// Whether every key is a register (or an appended text) that all clients see in real-time order.
///
/// Input: reads, writes, compare-and-sets and appends on any number of keys; keys begin absent.
/// Decides: linearizability, key by key (it is local: Herlihy and Wing, 1990).
/// Complexity: O(n) for a key whose values are each written once (`ZoneCheck`) and for appended
/// texts that can be taken apart (`AppendChains`), else a search within `limits`. Release build
/// on one core of 2.4 GHz: see `docs/benchmarks.md`.
/// Unknown when: that budget is used up on some key and no other key is invalid.
/// Source: the methods' sources are with `ZoneCheck` and `RegisterSearch`.
package struct LinearizableRegister: Checker {
  /// As in claims and verdicts.
  package let name = "linearizable"
  /// What the search of each key may use.
  package var limits: SearchLimits

  /// A checker with limits for keys that need a search.
  package init(limits: SearchLimits = SearchLimits()) { self.limits = limits }

  /// A checker with a budget of steps for each key that needs a search.
  package init(steps: Int) { limits = SearchLimits(steps: steps) }

  /// The verdict, with one anomaly for each key that is invalid, at most eight.
  package func check(_ history: History) -> Verdict {
    var tally = Tally()
    let rows = RegisterRows(history)
    var key = KeyOperations(values: rows.values)
    var zones = ZoneCheck()
    for place in history.keys.indices {
      key.load(rows[place])
      if key.operations.isEmpty { continue }
      check(key, place, history, &zones, &tally)
    }
    search(history, &tally)
    return verdict(history, tally)
  }

  private struct Tally {
    var zones = 0
    var waiting: [(place: Int, key: KeyOperations, reason: String)] = []
    var searched: [(key: String, reason: String)] = []
    var anomalies: [Anomaly] = []
    var invalid = 0
    var undecided: [(key: String, reason: String, done: Int, of: Int)] = []
  }

  private func check(
    _ key: KeyOperations, _ place: Int, _ history: History, _ zones: inout ZoneCheck,
    _ tally: inout Tally
  ) {
    let result =
      key.hasAppend
      ? AppendChains.check(key, history, &zones)
      : zones.check(key.operations, values: key.valueCount)
    switch result {
    case .valid: tally.zones += 1
    case .invalid(let conflict):
      tally.zones += 1
      tally.invalid += 1
      guard tally.anomalies.count < 8 else { return }
      let witness = Witness(key, history)
      var anomaly = key.hasAppend ? searched(key, place, history, witness) : nil
      if anomaly == nil { anomaly = witness.anomaly(conflict, key: history.keys[place]) }
      anomaly?.validPrefix = key.validPrefix(history)
      if let anomaly { tally.anomalies.append(anomaly) }
    case .undecided(let reason): tally.waiting.append((place, key.kept, reason))
    }
  }

  /// The witness that a search finds for texts that are known to be wrong: chains of appends know
  /// which operations exclude each other, but not their readers.
  private func searched(
    _ key: KeyOperations, _ place: Int, _ history: History, _ witness: Witness
  ) -> Anomaly? {
    var search = RegisterSearch(
      key.operations, texts: key.textStates(history), limits: small)
    guard case .invalid(let index) = search.run() else { return nil }
    return witness.anomaly(failing: index, key: history.keys[place])
  }

  /// Enough for nearly every key, and soon used up on a hard one.
  private var small: SearchLimits {
    var small = limits
    small.steps = min(limits.steps, 100_000)
    return small
  }

  /// Searches the keys that zones did not decide: all with a small budget first, so that one hard
  /// key does not hide another's violation, and the hard ones to the end only if none is invalid.
  private func search(_ history: History, _ tally: inout Tally) {
    var hard: [(Int, KeyOperations)] = []
    for (place, key, reason) in tally.waiting {
      tally.searched.append((history.keys[place], reason))
      if search(key, place, history, small, &tally) != nil {
        hard.append((place, key))
      }
    }
    for (place, key) in hard {
      let allowed = tally.invalid > 0 ? small : limits
      guard let (index, reason) = search(key, place, history, allowed, &tally) else { continue }
      let done = key.completed(before: key.operations[index].end)
      tally.undecided.append((history.keys[place], reason, done, key.operations.count))
    }
  }

  /// Searches one key; how far it came and why no further, where the budget did not suffice.
  private func search(
    _ key: KeyOperations, _ place: Int, _ history: History, _ limits: SearchLimits,
    _ tally: inout Tally
  ) -> (Int, String)? {
    var search = RegisterSearch(key.operations, texts: key.textStates(history), limits: limits)
    switch search.run() {
    case .valid: return nil
    case .invalid(let index):
      tally.invalid += 1
      guard tally.anomalies.count < 8 else { return nil }
      var anomaly = Witness(key, history).anomaly(failing: index, key: history.keys[place])
      anomaly.validPrefix = key.prefix(before: index, history)
      tally.anomalies.append(anomaly)
      return nil
    case .exhausted(let index, let reason): return (index, reason)
    }
  }

  private func verdict(_ history: History, _ tally: Tally) -> Verdict {
    var detail: [String: JSONValue] = [
      "operations": .integer(Int64(history.operations.count)),
      "keys": .integer(Int64(history.keys.count)),
      "keys_by_zones": .integer(Int64(tally.zones)),
      "keys_searched": .integer(Int64(tally.searched.count)),
      "keys_invalid": .integer(Int64(tally.invalid)),
      "keys_undecided": .integer(Int64(tally.undecided.count)),
    ]
    if let first = tally.searched.first {
      detail["searched_because"] = .string("key \(first.key): \(first.reason)")
    }
    if tally.invalid > 0 {
      let first = tally.anomalies[0]
      let keys = tally.invalid == 1 ? "1 key is" : "\(tally.invalid) keys are"
      return Verdict(
        checker: name, result: .invalid,
        summary: "\(keys) not linearizable; \(first.name) on key \(first.key ?? "")",
        anomalies: tally.anomalies, detail: detail)
    }
    if let first = tally.undecided.first {
      detail["valid_up_to"] = .integer(Int64(first.done))
      return Verdict(
        checker: name, result: .unknown,
        summary: "key \(first.key) is valid up to operation \(first.done) of \(first.of); "
          + first.reason, detail: detail)
    }
    return Verdict(
      checker: name, result: .valid,
      summary: "\(history.operations.count) operations on \(history.keys.count) keys are "
        + "linearizable", detail: detail)
  }
}
