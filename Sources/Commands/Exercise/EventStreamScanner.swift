import Exercises
import Vocabulary

/// Takes an event stream's bytes in any pieces and gives its events.
///
/// Source: html.spec.whatwg.org, "Server-sent events"; `id` and one line of `data` are read.
struct EventStreamScanner {
  private var pending: [UInt8] = []
  private var number: Int?
  private var data: String?

  /// The events that are whole now; comments and what is no event are passed over.
  mutating func take(_ bytes: [UInt8]) -> [StreamedEvent] {
    pending += bytes
    var events: [StreamedEvent] = []
    var rest = pending[...]
    while let end = rest.firstIndex(of: 10) {
      var line = rest[..<end]
      if line.last == 13 { line.removeLast() }
      rest = rest[(end + 1)...]
      if let event = take(line: String(decoding: line, as: UTF8.self)) { events.append(event) }
    }
    pending = Array(rest)
    return events
  }

  private mutating func take(line: String) -> StreamedEvent? {
    if line.isEmpty {
      defer { (number, data) = (nil, nil) }
      guard let number, let data,
        let event = try? CanonicalJSON.decode(TimelineEvent.self, from: data)
      else { return nil }
      return StreamedEvent(number: number, event: event)
    }
    let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let value = parts[1].hasPrefix(" ") ? parts[1].dropFirst() : parts[1]
    switch parts[0] {
    case "id": number = Int(value)
    case "data": data = (data.map { $0 + "\n" } ?? "") + value
    default: break
    }
    return nil
  }
}
