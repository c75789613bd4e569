import Vocabulary

extension History {
  /// The events as a follower of the growing history would have seen them.
  package var followedEvents: [HistoryEvent] {
    eventsInOrder.map { place, isCompletion in
      let operation = operations[place]
      var event = HistoryEvent(
        operation: OperationNumber(rawValue: UInt32(place)), process: Int(operation.process),
        kind: operation.kind, key: keyName(operation), argument: operation.argument,
        expected: operation.expected, argumentList: argumentList(operation),
        invokedNs: operation.invokedNs, completion: nil)
      if isCompletion {
        event.completion = HistoryEvent.Completion(
          outcome: operation.outcome, value: operation.value, list: valueList(operation),
          matched: operation.matched, completedNs: operation.completedNs ?? operation.invokedNs)
      }
      return event
    }
  }
}
