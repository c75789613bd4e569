import Exercises
import Synchronization
import Vocabulary

/// Events in the words of an event stream, each written once for all viewers of a role.
final class EventFrames: Sendable {
  private struct Key: Hashable {
    var code: String
    var role: Role
    var number: Int
  }

  private struct Frame {
    var event: TimelineEvent
    var bytes: [UInt8]
  }

  private let frames = Mutex<[Key: Frame]>([:])
  private let most = 1_024

  /// The bytes of one event.
  func frame(_ streamed: StreamedEvent, code: String, role: Role) -> [UInt8] {
    let key = Key(code: code, role: role, number: streamed.number)
    let known = frames.withLock { $0[key] }
    if let known, known.event == streamed.event { return known.bytes }
    let bytes = Self.write(streamed)
    frames.withLock { frames in
      if frames.count >= most { frames.removeAll(keepingCapacity: true) }
      frames[key] = Frame(event: streamed.event, bytes: bytes)
    }
    return bytes
  }

  /// `id`, `event` and one line of `data`: JSON escapes every line end.
  static func write(_ streamed: StreamedEvent) -> [UInt8] {
    let kind = streamed.event.kind.rawValue.filter {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-")
    }
    let data = (try? CanonicalJSON.line(streamed.event)) ?? "{}"
    return Array("id: \(streamed.number)\nevent: \(kind)\ndata: \(data)\n\n".utf8)
  }
}
