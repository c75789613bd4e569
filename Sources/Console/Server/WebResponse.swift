import Debrief
import NIOHTTP1
import Vocabulary

/// An answer: a value, or a stream that is written as it comes.
struct WebResponse: Sendable {
  /// What follows the head.
  enum Body: Sendable {
    case bytes([UInt8])
    case stream(@Sendable (BodyWriter) async throws -> Void)
  }

  var status: HTTPResponseStatus
  var headers: [(name: String, value: String)]
  var body: Body

  /// A page.
  static func page(_ markup: Markup, status: HTTPResponseStatus = .ok) -> WebResponse {
    .text(markup.source, type: "text/html; charset=utf-8", status: status)
  }

  /// Text of a media type.
  static func text(
    _ text: String, type: String, status: HTTPResponseStatus = .ok
  ) -> WebResponse {
    WebResponse(status: status, headers: [("Content-Type", type)], body: .bytes(Array(text.utf8)))
  }

  /// A JSON value.
  static func json(_ value: some Encodable, status: HTTPResponseStatus = .ok) -> WebResponse {
    guard let line = try? CanonicalJSON.line(value) else {
      return .text(
        "{\"error\":\"no JSON\"}", type: "application/json", status: .internalServerError)
    }
    return .text(line + "\n", type: "application/json", status: status)
  }

  /// Sends a browser on after a write; `path` is one that this server wrote.
  static func seeOther(_ path: String) -> WebResponse {
    WebResponse(status: .seeOther, headers: [("Location", path)], body: .bytes([]))
  }

  /// An answer without end, such as an event stream.
  static func stream(
    type: String, _ write: @escaping @Sendable (BodyWriter) async throws -> Void
  ) -> WebResponse {
    WebResponse(status: .ok, headers: [("Content-Type", type)], body: .stream(write))
  }

  /// The same answer with one more header.
  func with(_ name: String, _ value: String) -> WebResponse {
    var copy = self
    copy.headers.append((name, value))
    return copy
  }
}
