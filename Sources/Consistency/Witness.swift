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
    case .order, .zones, .refused:
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
    let until = operation.end
    let before = key.operations.indices.filter { key.operations[$0].start < until }
    return shrunk(before, name)
      ?? make(
        "order violation", name, "no order of the operations so far explains this one",
        Array(before.suffix(Self.largest - 1).filter { $0 != index }) + [index], impossible: index)
  }

  /// Drops candidates while the rest stays impossible; nil where the candidates are explainable.
  private func shrunk(_ candidates: [Int], _ name: String) -> Anomaly? {
    guard failing(candidates) != nil else { return nil }
    var rest = candidates
    var tries = 3_000
    var size = max(1, rest.count / 2)
    while true {
      var start = 0
      var hasDropped = false
      while start < rest.count, tries > 0 {
        var fewer = rest
        fewer.removeSubrange(start..<min(start + size, rest.count))
        tries -= 1
        if isWhole(fewer), failing(fewer) != nil {
          rest = fewer
          hasDropped = true
        } else {
          start += size
        }
      }
      if tries <= 0 || (size == 1 && !hasDropped) { break }
      if size > 1 { size /= 2 }
    }
    guard let impossible = failing(rest) else { return nil }
    let (title, summary) = title(rest, impossible)
    return make(title, name, summary, rest, impossible: impossible)
  }

  /// Whether every value that is read has a writer left: else a new anomaly would be made.
  private func isWhole(_ places: [Int]) -> Bool {
    if key.hasAppend { return true }
    let written = Set(places.map { key.operations[$0] }.filter(\.mutates).map(\.written))
    return places.allSatisfy {
      let operation = key.operations[$0]
      return operation.effect != .read || operation.expected == 0
        || written.contains(operation.expected)
    }
  }

  /// The operation that nothing explains among these; nil where all are explained.
  private func failing(_ places: [Int]) -> Int? {
    let ordered = places.sorted()
    var operations = ordered.map { key.operations[$0] }
    let written = Set(operations.filter(\.mutates).map(\.written))
    for index in operations.indices
    where operations[index].effect == .swap && operations[index].expected != 0
      && !written.contains(operations[index].expected)
    {
      operations[index].effect = .write
    }
    var search = RegisterSearch(operations, texts: texts, steps: 20_000)
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
    let writers = places.map { key.operations[$0] }.filter {
      $0.mutates && $0.written == operation.expected
    }
    if !writers.isEmpty, writers.allSatisfy({ $0.start > operation.end }) {
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
    let value = key.values.values[Int(value)]
    guard let first = key.operations.first else { return nil }
    let place = history.operations[Int(first.number)].key
    let index = history.operations.firstIndex {
      $0.key == place && $0.outcome == .fail && $0.kind.isWrite && $0.argument == value
    }
    return index.map { UInt32($0) }
  }

  private func label(_ value: Int32) -> String {
    history.label(value == 0 ? nil : key.values.values[Int(value)])
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
    let text =
      switch operation.kind {
      case .read: operation.outcome == .ok ? "read → \(label(operation.value))" : "read"
      case .write: "write \(label(operation.argument))"
      case .append: "append \(label(operation.argument))"
      case .compareAndSet:
        "cas \(label(operation.expected))→\(label(operation.argument))"
          + (operation.matched == false ? " refused" : "")
      }
    return WitnessOperation(
      process: Int(operation.process), label: text, invokedNs: operation.invokedNs,
      completedNs: operation.completedNs, outcome: operation.outcome, isImpossible: isImpossible)
  }
}
