package import Vocabulary

extension BlueRecord {
  /// What blue's record lacks of what blue was to see: a crash came between two writes.
  ///
  /// Shape:  `events` is all that happened, `kept` the record as it lies on disk, oldest first.
  ///         Each event counts as often as it happened, so nothing is seen twice.
  /// Limits: what only blue's record holds stays in it: blue has seen it.
  package static func missing(
    of events: [TimelineEvent], in kept: [TimelineEvent]
  ) -> [TimelineEvent] {
    var left: [Seen: Int] = [:]
    for event in kept { left[Seen(event), default: 0] += 1 }
    return events.compactMap(Visibility.blue).filter { event in
      guard let count = left[Seen(event)], count > 0 else { return true }
      left[Seen(event)] = count - 1
      return false
    }
  }

  /// All of an event but its number, which is another one in each file.
  private struct Seen: Hashable {
    var time: Int64
    var lane: TimelineEvent.Lane
    var kind: TimelineEvent.Kind
    var host: HostName?
    var fields: [String: JSONValue]

    init(_ event: TimelineEvent) {
      time = event.timeNs.rawValue
      lane = event.lane
      kind = event.kind
      host = event.host
      fields = event.fields
    }
  }
}
