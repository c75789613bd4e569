package import Vocabulary

extension History {
  /// What a part of a history has.
  package struct Part: Sendable {
    /// Operations invoked at this offset from the first event or later.
    package var from: Nanoseconds?
    /// Operations invoked before this offset.
    package var until: Nanoseconds?
    /// Operations with these numbers.
    package var numbers: Range<Int>?
    /// Operations on these keys; all where it is empty.
    package var keys: Set<String> = []

    /// All of it.
    package init() {}
  }

  /// The operations of a part, whole, in the order of their events. A part of a valid history need
  /// not be valid by itself, for what it reads may have been written before.
  package func cut(to part: Part) -> History {
    let first = operations.map(\.invokedNs).min() ?? .zero
    var result = History()
    result.texts = texts
    result.endedCleanly = endedCleanly
    var keyNumbers: [UInt32: UInt32] = [:]
    var numbers: [Int: OperationNumber] = [:]
    for event in eventsInOrder {
      let operation = operations[event.operation]
      if event.isCompletion {
        guard let number = numbers[event.operation] else { continue }
        result.complete(
          number, outcome: operation.outcome, value: operation.value, matched: operation.matched,
          revision: revision(operation), at: operation.completedNs ?? operation.invokedNs)
        if let list = valueList(operation) { result.attach(list, to: number, isValue: true) }
        continue
      }
      let offset = operation.invokedNs - first
      guard part.from.map({ offset >= $0 }) ?? true, part.until.map({ offset < $0 }) ?? true,
        part.numbers?.contains(event.operation) ?? true,
        part.keys.isEmpty || part.keys.contains(keyName(operation))
      else { continue }
      let key = keyNumbers[operation.key] ?? UInt32(result.keys.count)
      if keyNumbers.updateValue(key, forKey: operation.key) == nil {
        result.keys.append(keyName(operation))
      }
      let number = result.invoke(
        process: Int(operation.process), kind: operation.kind, key: key,
        argument: operation.argument, expected: operation.expected, at: operation.invokedNs)
      if let list = argumentList(operation) { result.attach(list, to: number, isValue: false) }
      numbers[event.operation] = number
    }
    return result
  }
}
