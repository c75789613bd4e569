import Vocabulary

extension History {
  /// Writes a block file with this history's events in order, replacing a file that is there.
  ///
  /// Errors: the file system's; what was written before is whole blocks.
  package func write(to path: String) throws(HistoryError) {
    let recorder = try HistoryRecorder(creating: path)
    for text in texts { _ = recorder.intern(text: text) }
    for event in eventsInOrder {
      let operation = operations[event.operation]
      if event.isCompletion {
        recorder.complete(
          OperationNumber(rawValue: UInt32(event.operation)), outcome: operation.outcome,
          value: operation.value, matched: operation.matched, revision: revision(operation),
          list: valueList(operation), at: operation.completedNs ?? operation.invokedNs)
      } else {
        _ = recorder.invoke(
          process: Int(operation.process), kind: operation.kind, key: keyName(operation),
          argument: operation.argument, expected: operation.expected,
          list: argumentList(operation), at: operation.invokedNs)
      }
    }
    if endedCleanly { try recorder.close() } else { try recorder.flush() }
  }

  /// The invocations and completions in the order of the history; operations by their places.
  package var eventsInOrder: [(operation: Int, isCompletion: Bool)] {
    let none = UInt64.max
    var places = [UInt64](repeating: none, count: Int(events))
    for (index, operation) in operations.enumerated() {
      places[Int(operation.invokedAt)] = UInt64(index) << 1
      if operation.completedAt != .max {
        places[Int(operation.completedAt)] = UInt64(index) << 1 | 1
      }
    }
    return places.filter { $0 != none }.map { (Int($0 >> 1), $0 & 1 == 1) }
  }
}
