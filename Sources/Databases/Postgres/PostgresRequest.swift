import NIOCore

/// What a client says, as bytes.
///
/// Source: PostgreSQL 15, "Frontend/Backend Protocol", "Message Formats".
enum PostgresRequest: Sendable, Equatable {
  /// Who we are and what we want, said first.
  case startup(user: String, database: String)
  /// A text of statements without values in it.
  case simple(String)
  /// A statement that is understood once, with a value for each `$1`, `$2`, …; nil is NULL.
  case prepared(PostgresStatement, [String?])

  private static let version: Int32 = 3 << 16

  /// All messages of it, ending in the one after which the server says that it is ready.
  func bytes(isKnown: Bool = false) -> ByteBuffer {
    var buffer = ByteBuffer()
    // A known statement with its values fits, so the buffer does not grow message by message.
    buffer.reserveCapacity(128)
    switch self {
    case .startup(let user, let database):
      Self.write(nil, to: &buffer) { body in
        body.writeInteger(Self.version)
        for (name, value) in [
          ("user", user), ("database", database), ("application_name", "cygnet"),
        ] {
          Self.write(text: name, to: &body)
          Self.write(text: value, to: &body)
        }
        body.writeInteger(UInt8(0))
      }
    case .simple(let text):
      Self.write("Q", to: &buffer) { Self.write(text: text, to: &$0) }
    case .prepared(let statement, let values):
      if !isKnown { Self.write(parse: statement, to: &buffer) }
      Self.write(bind: statement, values, to: &buffer)
      Self.write("E", to: &buffer) { body in
        body.writeInteger(UInt8(0))
        body.writeInteger(Int32(0))
      }
      Self.write("S", to: &buffer) { _ in }
    }
    return buffer
  }

  /// Says that we leave, so that the server does not wait for us.
  static var terminate: ByteBuffer {
    var buffer = ByteBuffer()
    write("X", to: &buffer) { _ in }
    return buffer
  }

  private static func write(parse statement: PostgresStatement, to buffer: inout ByteBuffer) {
    write("P", to: &buffer) { body in
      write(text: statement.name, to: &body)
      write(text: statement.text, to: &body)
      body.writeInteger(Int16(0))
    }
  }

  private static func write(
    bind statement: PostgresStatement, _ values: [String?], to buffer: inout ByteBuffer
  ) {
    write("B", to: &buffer) { body in
      body.writeInteger(UInt8(0))
      write(text: statement.name, to: &body)
      body.writeInteger(Int16(0))
      body.writeInteger(Int16(values.count))
      for value in values {
        guard let value else {
          body.writeInteger(Int32(-1))
          continue
        }
        body.writeInteger(Int32(value.utf8.count))
        body.writeString(value)
      }
      body.writeInteger(Int16(0))
    }
  }

  private static func write(
    _ kind: Unicode.Scalar?, to buffer: inout ByteBuffer, _ body: (inout ByteBuffer) -> Void
  ) {
    if let kind { buffer.writeInteger(UInt8(ascii: kind)) }
    // The length counts itself, and is known once the rest is written.
    let start = buffer.writerIndex
    buffer.writeInteger(Int32(0))
    body(&buffer)
    buffer.setInteger(Int32(buffer.writerIndex - start), at: start)
  }

  private static func write(text: String, to buffer: inout ByteBuffer) {
    buffer.writeString(text)
    buffer.writeInteger(UInt8(0))
  }
}

/// A statement that each connection has the server understand once.
struct PostgresStatement: Sendable, Hashable {
  /// What it is called on the connection.
  var name: String
  var text: String
}

/// What a request was answered with, once the server was ready for the next.
struct PostgresReply: Sendable, Equatable {
  /// Of all statements, in their order.
  var rows: [[String?]] = []
  /// One for each statement that was executed.
  var tags: [String] = []
  /// Warnings and less.
  var notices: [PostgresNotice] = []
  /// Where it went wrong; what was executed before is undone with it.
  var failure: PostgresNotice?
  /// Whether a transaction is open now.
  var block = PostgresBlock.idle
}
