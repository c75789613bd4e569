import Exercises
import Vocabulary

/// An event of the stream as one line of a terminal.
enum EventText {
  static func line(_ streamed: StreamedEvent) -> String {
    let event = streamed.event
    let about = [event.step?.rawValue, event.host?.rawValue].compactMap(\.self)
    let fields = event.fields.sorted { $0.key < $1.key }.filter { $0.value != .null }.map {
      "\($0.key)=\(Terminal.words($0.value))"
    }
    let words = [event.kind.rawValue] + about + fields
    let time = Terminal.padded(Terminal.seconds(event.timeNs), 10)
    return time + Terminal.padded(event.lane.rawValue, 8)
      + Terminal.line(words.joined(separator: "  "))
  }
}
