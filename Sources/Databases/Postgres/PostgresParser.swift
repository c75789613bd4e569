import NIOCore

/// Takes whole messages off a stream of bytes that is torn anywhere.
///
/// Limits: messages of 64 MiB, rows of 1,664 columns, as many as PostgreSQL has.
/// Errors: `Malformed`; after it the stream cannot be trusted any more.
enum PostgresParser {
  typealias Malformed = MalformedMessage

  private static let longest = 64 << 20
  private static let mostColumns = 1_664

  /// The next whole message, taken off the buffer; nil where bytes of it are missing.
  static func next(_ buffer: inout ByteBuffer) throws(Malformed) -> PostgresMessage? {
    let start = buffer.readerIndex
    guard let kind: UInt8 = buffer.getInteger(at: start) else { return nil }
    // What is no server of ours is known by its first byte, before a length is made of its text.
    guard isKnown(kind) else { throw Malformed(message: "a message begins with byte \(kind)") }
    guard let length: Int32 = buffer.getInteger(at: start + 1) else { return nil }
    guard length >= 4, length <= longest else {
      throw Malformed(message: "a message of \(length) bytes")
    }
    guard buffer.readableBytes >= Int(length) + 1 else { return nil }
    buffer.moveReaderIndex(forwardBy: 5)
    guard var body = buffer.readSlice(length: Int(length) - 4) else { return nil }
    return try message(kind, &body)
  }

  private static func isKnown(_ kind: UInt8) -> Bool {
    "RSKZTDCIEN123nsAt".utf8.contains(kind)
  }

  private static func message(
    _ kind: UInt8, _ body: inout ByteBuffer
  ) throws(Malformed) -> PostgresMessage {
    switch kind {
    case UInt8(ascii: "R"): return .authentication(try integer(&body))
    case UInt8(ascii: "S"):
      let name = try text(&body)
      return .parameter(name: name, value: try text(&body))
    case UInt8(ascii: "Z"):
      guard let byte: UInt8 = body.readInteger(), let block = PostgresBlock(rawValue: byte) else {
        throw Malformed(message: "it is ready in no state that we know")
      }
      return .ready(block)
    case UInt8(ascii: "D"): return .row(try row(&body))
    case UInt8(ascii: "C"): return .complete(tag: try text(&body))
    case UInt8(ascii: "1"): return .parsed
    case UInt8(ascii: "E"): return .failure(try notice(&body))
    case UInt8(ascii: "N"): return .notice(try notice(&body))
    default: return .other
    }
  }

  private static func row(_ body: inout ByteBuffer) throws(Malformed) -> [String?] {
    guard let count: Int16 = body.readInteger(), count >= 0, count <= mostColumns else {
      throw Malformed(message: "a row of no number of columns")
    }
    var values: [String?] = []
    values.reserveCapacity(Int(count))
    for _ in 0..<count {
      let length: Int32 = try integer(&body)
      if length == -1 {
        values.append(nil)
        continue
      }
      guard length >= 0, let value = body.readString(length: Int(length)) else {
        throw Malformed(message: "a value is longer than its row")
      }
      values.append(value)
    }
    guard body.readableBytes == 0 else {
      throw Malformed(message: "a row is longer than its values")
    }
    return values
  }

  private static func notice(_ body: inout ByteBuffer) throws(Malformed) -> PostgresNotice {
    var notice = PostgresNotice()
    var translated = ""
    while let field: UInt8 = body.readInteger(), field != 0 {
      let value = try text(&body)
      switch field {
      case UInt8(ascii: "S"): translated = value
      case UInt8(ascii: "V"): notice.severity = value
      case UInt8(ascii: "C"): notice.code = value
      case UInt8(ascii: "M"): notice.message = value
      case UInt8(ascii: "D"): notice.detail = value
      default: break
      }
    }
    // Before a session has its settings there may be only the one that could be translated.
    if notice.severity.isEmpty { notice.severity = translated }
    guard !notice.severity.isEmpty else { throw Malformed(message: "an error without severity") }
    return notice
  }

  private static func integer(_ body: inout ByteBuffer) throws(Malformed) -> Int32 {
    guard let value: Int32 = body.readInteger() else {
      throw Malformed(message: "a message ends within a number")
    }
    return value
  }

  private static func text(_ body: inout ByteBuffer) throws(Malformed) -> String {
    guard let text = body.readNullTerminatedString() else {
      throw Malformed(message: "a text does not end")
    }
    return text
  }
}
