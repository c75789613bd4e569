package import Vocabulary

extension History {
  /// The collection that an operation wrote or asked for; nil where that is one value or none.
  package func argumentList(_ operation: Operation) -> HistoryList? {
    operation.argumentListNumber.map { lists[$0] }
  }

  /// The collection that an operation saw; nil where that is one value or none.
  package func valueList(_ operation: Operation) -> HistoryList? {
    operation.valueListNumber.map { lists[$0] }
  }

  /// The elements of the collection that an operation saw, without copying them.
  package func valueElements(_ operation: Operation) -> ArraySlice<Int64>? {
    operation.valueListNumber.map { lists.elements(of: $0) }
  }

  /// Adds an invocation whose argument is a collection; for importers, tests and generators.
  @discardableResult
  package mutating func invoke(
    process: Int, kind: OperationKind, key: UInt32, list: HistoryList, at time: Nanoseconds
  ) -> OperationNumber {
    let number = invoke(process: process, kind: kind, key: key, at: time)
    attach(list, to: number, isValue: false)
    return number
  }

  /// Adds the completion of an operation that saw a collection.
  package mutating func complete(
    _ number: OperationNumber, outcome: Outcome, list: HistoryList, at time: Nanoseconds
  ) {
    complete(number, outcome: outcome, at: time)
    attach(list, to: number, isValue: true)
  }

  /// Says what collection an operation wrote or saw.
  mutating func attach(_ list: HistoryList, to number: OperationNumber, isValue: Bool) {
    let place = lists.append(list)
    if isValue {
      operations[number.index].setValueList(place)
    } else {
      operations[number.index].setArgumentList(place)
    }
  }

  /// A collection as people read it: at most eight of its elements.
  package func label(_ list: HistoryList) -> String {
    func text(_ value: Int64?) -> String { label(value == HistoryList.absent ? nil : value) }
    switch list.form {
    case .transfer where list.elements.count == 3:
      return "\(list.elements[2]) from \(list.elements[0]) to \(list.elements[1])"
    case .elements, .transfer:
      let shown = list.elements.prefix(8).map { text($0) }.joined(separator: " ")
      return "{\(shown)\(Self.rest(list.elements.count))}"
    case .map, .reads, .writes:
      let pairs = list.pairs
      let shown = pairs.prefix(8).map { "\($0.key): \(text($0.value))" }.joined(separator: ", ")
      return "{\(shown)\(Self.rest(pairs.count))}"
    }
  }

  private static func rest(_ count: Int) -> String { count > 8 ? " … \(count) in all" : "" }

  /// What an operation asked and saw, as people write it: `add 5`, `read → {1 2}`.
  package func label(of operation: Operation) -> String {
    let isSeen = operation.outcome == .ok && operation.kind.isObservation
    let seen =
      valueList(operation).map { label($0) }
      ?? (operation.value == nil && operation.kind != .read ? "nothing" : label(operation.value))
    let answer = isSeen ? " → \(seen)" : ""
    if operation.kind == .compareAndSet {
      return "cas \(label(operation.expected))→\(label(operation.argument))"
        + (operation.matched == false ? " refused" : "")
    }
    let word = operation.kind.word
    if let list = argumentList(operation), list.form != .reads { return "\(word) \(label(list))" }
    guard let argument = operation.argument else { return word + answer }
    return "\(word) \(label(argument))"
  }
}

extension Operation {
  /// The place in `History.lists` of what was written; nil where that is no collection.
  package var argumentListNumber: Int64? {
    flags.contains(.argumentList) ? argumentRaw : nil
  }

  /// The place in `History.lists` of what was seen; nil where that is no collection.
  package var valueListNumber: Int64? { flags.contains(.valueList) ? valueRaw : nil }

  mutating func setArgumentList(_ number: Int64) {
    flags.insert(.argumentList)
    argumentRaw = number
  }

  mutating func setValueList(_ number: Int64) {
    flags.insert(.valueList)
    valueRaw = number
  }
}
