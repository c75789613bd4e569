import NIOCore

/// What a client and a server of one protocol say to each other, as a pure state machine.
///
/// Shape:  one request in flight. Bytes come in torn anywhere; whole messages are taken off them.
/// Errors: `MalformedMessage`; after it the stream cannot be trusted any more.
protocol SessionLanguage: Sendable {
  /// What is asked.
  associatedtype Content: Sendable
  /// What is answered.
  associatedtype Reply: Sendable
  /// What a server says before it ends the connection.
  associatedtype Words: Sendable

  /// What stands at the beginning of a session.
  init()
  /// The bytes of a request; nothing where the server must speak first.
  mutating func ask(_ content: Content) -> ByteBuffer
  /// What the next whole message means; nil where bytes of it are missing.
  mutating func hear(
    _ buffer: inout ByteBuffer, isAsked: Bool
  ) throws(MalformedMessage) -> SessionEvent<Reply, Words>?
  /// Says that we leave, so that the server does not wait for us.
  static var farewell: ByteBuffer { get }
}

/// What a message from a server means for the request in flight.
enum SessionEvent<Reply: Sendable, Words: Sendable>: Sendable {
  /// More must come.
  case more
  /// The server waits for these bytes.
  case say(ByteBuffer)
  /// The whole answer; the server is ready for the next request.
  case reply(Reply)
  /// The server ends the connection, or we do.
  case end(message: String, words: Words?)
}

/// Bytes that are no message of the protocol.
struct MalformedMessage: Error, Sendable, Equatable { var message: String }

/// Why there was no whole answer, and whether the server may have seen the request.
struct SessionFault<Words: Sendable>: Error, Sendable {
  /// False only where not one byte of the request was handed to the kernel.
  var mayHaveArrived: Bool
  /// Whether something answered, but not as this database does.
  var isGarbage = false
  /// What the server said last where it ended the connection; nil where it said nothing.
  var lastWords: Words?
  var message: String
}
