import Histories
import Vocabulary

/// Finds the few operations that show why a key is not linearizable, and names the anomaly.
///
/// Shape: candidates are dropped while the rest is still impossible. A compare-and-set whose
/// expected value nobody in the rest wrote counts as a plain write: that only makes the rest easier
/// to explain, so what is impossible then is impossible.
struct Witness {
  private let key: KeyOperations
  private let history: History
  private let texts: TextStates
  static let largest = 12

  init(_ key: KeyOperations, _ history: History) {
    self.key = key
    self.history = history
    texts = key.textStates(history)
  }

  func anomaly(_ conflict: ZoneCheck.Conflict, key name: String) -> Anomaly {
    let operations = key.operations
    switch conflict.reason {
    case .unwritten:
      let reader = conflict.operations[0]
      let writer = refusedWriter(of: operations[reader].expected)
      let value = label(operations[reader].expected)
      return make(
        writer == nil ? "read of a value nobody wrote" : "aborted read", name,
        writer == nil
          ? "\(value) was observed, and nobody wrote it"
          : "\(value) was observed, though its write was refused",
        conflict.operations, impossible: reader, extra: writer)
    case .contradiction:
      return make(
        "refused compare-and-set", name,
        "a compare-and-set was refused though it saw what it expected", conflict.operations,
        impossible: conflict.operations[0])
    case .twoSwaps:
      let expected = operations[conflict.operations[1]].expected
      let writer = operations.firstIndex { $0.mutates && $0.written == expected }
      return make(
        "lost update", name,
        "two compare-and-sets both replaced \(label(expected)), which was there once",
        conflict.operations + [writer].compactMap { $0 }, impossible: conflict.operations[1])
    case .refused:
      // Without what pins the value the refusal would be explainable: nothing is dropped.
      let refused = conflict.operations.first { operations[$0].effect == .refused }
      let place = refused ?? conflict.operations[0]
      let value = label(operations[place].expected)
      return make(
        "refused compare-and-set", name,
        "a compare-and-set of \(value) was refused while the key held \(value)",
        conflict.operations, impossible: place)
    case .order, .zones:
      return shrunk(conflict.operations, name)
        ?? make(
          "order violation", name, "these operations cannot be put in one order",
          Array(conflict.operations.prefix(Self.largest)), impossible: conflict.operations[0])
    }
  }

  /// The anomaly of an operation whose completion the search could not explain.
  func anomaly(failing index: Int, key name: String) -> Anomaly {
    let operation = key.operations[index]
    if operation.isContradiction {
      return anomaly(
        ZoneCheck.Conflict(reason: .contradiction, operations: [index]), key: name)
    }
    let isWritten = key.operations.contains { $0.mutates && $0.written == operation.expected }
    if !key.hasAppend, operation.effect == .read || operation.effect == .swap,
      operation.expected != 0, !isWritten
    {
      return anomaly(ZoneCheck.Conflict(reason: .unwritten, operations: [index]), key: name)
    }
    // The search looks ahead: what cannot be explained may be one of the next reads.
    let ahead = key.operations.filter { $0.effect == .read && $0.end > operation.end }
      .map(\.end).sorted().prefix(Outlook.depth).last
    let until = max(operation.end, ahead ?? 0)
    let before = key.operations.indices.filter { key.operations[$0].start < until }
    return shrunk(before, name)
      ?? make(
        "order violation", name, "no order of the operations so far explains this one",
        Array(before.suffix(Self.largest - 1).filter { $0 != index }) + [index], impossible: index)
  }

  /// Drops candidates while the rest stays impossible; nil where the candidates are explainable.
  private func shrunk(_ candidates: [Int], _ name: String) -> Anomaly? {
    var work = 400_000
    guard failing(candidates, work: &work) != nil else { return nil }
    var rest = candidates
    var size = max(1, rest.count / 2)
    while true {
      var start = 0
      var hasDropped = false
      while start < rest.count, work > 0 {
        var fewer = rest
        fewer.removeSubrange(start..<min(start + size, rest.count))
        if isWhole(fewer, of: candidates), failing(fewer, work: &work) != nil {
          rest = fewer
          hasDropped = true
        } else {
          start += size
        }
      }
      if work <= 0 || (size == 1 && !hasDropped) { break }
      if size > 1 { size /= 2 }
    }
    work = 100_000
    guard
      let impossible = failing(rest, work: &work, looksAhead: false)
        ?? failing(rest, work: &work)
    else { return nil }
    let (title, summary) = title(rest, impossible)
    if title == "future read" {
      let value = key.operations[impossible].expected
      rest = [impossible]
      rest += key.operations.indices.filter {
        key.operations[$0].mutates && key.operations[$0].written == value
      }.prefix(1)
    }
    if rest.count > Self.largest {
      rest = Array(rest.filter { $0 != impossible }.suffix(Self.largest - 1)) + [impossible]
    }
    return make(title, name, summary, rest, impossible: impossible)
  }

  /// Whether leaving out the others can only make these easier to explain.
  ///
  /// Leaving out a read always does; a write only where nobody left saw its value, and where no
  /// refused compare-and-set is left that it may explain. Of texts only an append may go that no
  /// read left contains.
  private func isWhole(_ places: [Int], of candidates: [Int]) -> Bool {
    let left = Set(places)
    let observers = places.map { key.operations[$0] }.filter { !$0.isOptional }
    if observers.contains(where: { $0.effect == .refused || $0.effect == .tried }) {
      return candidates.allSatisfy { left.contains($0) || !key.operations[$0].mutates }
    }
    if key.hasAppend {
      let seen = observers.filter { $0.effect == .read }.map { text($0.expected) }
      return candidates.allSatisfy { place in
        let operation = key.operations[place]
        if left.contains(place) || !operation.mutates { return true }
        let part = text(operation.written)
        return operation.effect == .append && !seen.contains { $0.contains(part) }
      }
    }
    return observers.allSatisfy { observer in
      if observer.effect == .write { return true }
      let writers = candidates.filter {
        let operation = key.operations[$0]
        return operation.mutates && operation.written == observer.expected
          && operation.number != observer.number && operation.start < observer.end
      }
      let kept = writers.count { left.contains($0) }
      return kept == writers.count || (kept == 0 && observer.effect == .swap)
    }
  }

  private func text(_ value: Int32) -> String {
    if value == 0 { return "" }
    let place = Int(key.value(value))
    return history.texts.indices.contains(place) ? history.texts[place] : ""
  }

  /// The operation that nothing explains among these; nil where all are explained.
  private func failing(_ places: [Int], work: inout Int, looksAhead: Bool = true) -> Int? {
    let ordered = places.sorted()
    var operations = ordered.map { key.operations[$0] }
    var writers: [Int32: Int] = [:]
    for operation in operations where operation.mutates {
      writers[operation.written, default: 0] += 1
    }
    for index in operations.indices where operations[index].effect == .swap {
      let operation = operations[index]
      let own = operation.written == operation.expected ? 1 : 0
      if operation.expected != 0, writers[operation.expected, default: 0] == own {
        operations[index].effect = .write
      }
    }
    var search = RegisterSearch(
      operations, texts: texts, limits: SearchLimits(steps: min(20_000, work)),
      looksAhead: looksAhead)
    defer { work -= 20 + operations.count + (min(20_000, work) - max(0, search.budget)) * 4 }
    if case .invalid(let index) = search.run() { return ordered[index] }
    return nil
  }

  private func title(_ places: [Int], _ impossible: Int) -> (String, String) {
    let operation = key.operations[impossible]
    let seen = label(operation.expected)
    if operation.effect == .refused {
      return (
        "refused compare-and-set",
        "a compare-and-set of \(seen) was refused while the key held \(seen)"
      )
    }
    if operation.effect == .swap {
      return ("lost update", "a compare-and-set replaced \(seen) after it had been overwritten")
    }
    guard operation.effect == .read else {
      return ("order violation", "these operations cannot be put in one order")
    }
    let all = key.operations.filter { $0.mutates && $0.written == operation.expected }
    let writers = all.filter { $0.start < operation.end }
    if !key.hasAppend, !all.isEmpty, writers.isEmpty {
      return ("future read", "\(seen) was read before anybody began to write it")
    }
    let isOverwritten = places.map { key.operations[$0] }.contains { other in
      other.end < operation.start && other.number != operation.number
        && (other.mutates || other.effect == .read)
        && (operation.expected == 0 || writers.allSatisfy { $0.end < operation.start })
    }
    if isOverwritten || operation.expected == 0 {
      return ("stale read", "\(seen) was read after it had been overwritten")
    }
    return ("order violation", "\(seen) was read where no order of the operations allows it")
  }

  private func refusedWriter(of value: Int32) -> UInt32? {
    guard value != 0, let first = key.operations.first else { return nil }
    let value = key.value(value)
    let place = history.operations[Int(first.number)].key
    let index = history.operations.firstIndex {
      $0.key == place && $0.outcome == .fail && $0.kind.isWrite && $0.argument == value
    }
    return index.map { UInt32($0) }
  }

  private func label(_ value: Int32) -> String {
    history.label(value == 0 ? nil : key.value(value))
  }

  private func make(
    _ title: String, _ name: String, _ summary: String, _ places: [Int], impossible: Int,
    extra: UInt32? = nil
  ) -> Anomaly {
    let mark = key.operations[impossible].number
    var numbers = Set(places.map { key.operations[$0].number })
    if let extra { numbers.insert(extra) }
    return Anomaly(
      name: title, key: name, summary: summary,
      witness: numbers.sorted().map {
        history.witness(history.operations[Int($0)], isImpossible: $0 == mark)
      })
  }
}

extension History {
  /// The operation as a witness shows it.
  func witness(_ operation: Operation, isImpossible: Bool) -> WitnessOperation {
    return WitnessOperation(
      process: Int(operation.process), label: label(of: operation), invokedNs: operation.invokedNs,
      completedNs: operation.completedNs, outcome: operation.outcome, isImpossible: isImpossible)
  }
}
