import NIOCore

/// Takes whole packets off a stream of bytes that is torn anywhere, and reads what stands in them.
///
/// Limits: packets below 16 MiB, which is where MariaDB begins to split them; 4,096 columns, as
///         many as a table may have.
/// Errors: `MalformedMessage`; after it the stream cannot be trusted any more.
enum MariaDBParser {
  typealias Malformed = MalformedMessage

  /// One packet.
  struct Packet: Sendable, Equatable {
    var body: ByteBuffer

    /// Its first byte, which tells what most packets are.
    var kind: UInt8? { body.getInteger(at: body.readerIndex) }
    /// Whether it ends columns or rows; a row that begins so is longer.
    var isEnd: Bool { kind == 0xFE && body.readableBytes < 9 }
  }

  private static let split = 0xFF_FFFF
  static let mostColumns: UInt64 = 4_096

  /// The next whole packet, taken off the buffer; nil where bytes of it are missing.
  ///
  /// What is no server of ours is known by its number, before a length is made of its text.
  static func next(
    _ buffer: inout ByteBuffer, sequence: UInt8?
  ) throws(Malformed) -> Packet? {
    guard let header = buffer.getBytes(at: buffer.readerIndex, length: 4) else { return nil }
    if let sequence, header[3] != sequence {
      throw Malformed(message: "packet \(header[3]) instead of \(sequence)")
    }
    let length = Int(header[0]) | Int(header[1]) << 8 | Int(header[2]) << 16
    guard length < split else { throw Malformed(message: "a packet that goes on in the next") }
    guard length > 0 else { throw Malformed(message: "a packet of nothing") }
    guard buffer.readableBytes >= length + 4 else { return nil }
    buffer.moveReaderIndex(forwardBy: 4)
    guard let body = buffer.readSlice(length: length) else { return nil }
    return Packet(body: body)
  }

  /// Version 10 of the handshake; what comes after the server's name is of no use without secrets.
  static func greeting(_ packet: Packet) throws(Malformed) -> MariaDBGreeting {
    var body = packet.body
    guard body.readInteger(as: UInt8.self) == 10 else {
      throw Malformed(message: "it does not begin with version 10 of the protocol")
    }
    let version = try text(&body)
    guard let thread: UInt32 = body.readInteger(endianness: .little) else {
      throw Malformed(message: "a greeting ends too early")
    }
    return MariaDBGreeting(version: version, thread: thread)
  }

  /// `0xFF`, the number, `#` and the SQLSTATE where a session is open, and words.
  static func failure(_ packet: Packet) throws(Malformed) -> MariaDBFailure {
    var body = packet.body
    guard body.readInteger(as: UInt8.self) == 0xFF,
      let code: UInt16 = body.readInteger(endianness: .little)
    else { throw Malformed(message: "an error without a number") }
    var state = ""
    if body.getInteger(at: body.readerIndex, as: UInt8.self) == UInt8(ascii: "#") {
      body.moveReaderIndex(forwardBy: 1)
      guard let text = body.readString(length: 5) else {
        throw Malformed(message: "an error ends within its state")
      }
      state = text
    }
    return MariaDBFailure(
      code: code, state: state, message: body.readString(length: body.readableBytes) ?? "")
  }

  /// `0x00` and how many rows a statement found.
  static func affected(_ packet: Packet) throws(Malformed) -> Int64 {
    var body = packet.body
    body.moveReaderIndex(forwardBy: 1)
    guard let count = try number(&body), let affected = Int64(exactly: count),
      try number(&body) != nil, body.readableBytes >= 4
    else { throw Malformed(message: "an answer without a count") }
    return affected
  }

  /// How many columns a result has.
  static func columns(_ packet: Packet) throws(Malformed) -> Int {
    var body = packet.body
    guard let count = try number(&body), count > 0, count <= mostColumns, body.readableBytes == 0
    else { throw Malformed(message: "a result of no number of columns") }
    return Int(count)
  }

  /// As many values as there are columns.
  static func row(_ packet: Packet, columns: Int) throws(Malformed) -> [String?] {
    var body = packet.body
    var values: [String?] = []
    values.reserveCapacity(columns)
    for _ in 0..<columns {
      guard let length = try number(&body) else {
        values.append(nil)
        continue
      }
      guard let count = Int(exactly: length), let value = body.readString(length: count) else {
        throw Malformed(message: "a value is longer than its row")
      }
      values.append(value)
    }
    guard body.readableBytes == 0 else {
      throw Malformed(message: "a row is longer than its values")
    }
    return values
  }

  /// The name of the method that the server wants us to say who we are by.
  static func method(_ packet: Packet) throws(Malformed) -> String {
    var body = packet.body
    body.moveReaderIndex(forwardBy: 1)
    // Before version 4.1 there was one method only, which has no name.
    return body.readableBytes == 0 ? "mysql_old_password" : try text(&body)
  }

  /// A number of one to nine bytes; nil is NULL.
  private static func number(_ body: inout ByteBuffer) throws(Malformed) -> UInt64? {
    guard let first: UInt8 = body.readInteger() else {
      throw Malformed(message: "a packet ends within a number")
    }
    let size: Int
    switch first {
    case 0xFB: return nil
    case 0xFC: size = 2
    case 0xFD: size = 3
    case 0xFE: size = 8
    case 0xFF: throw Malformed(message: "a number begins with byte 255")
    default: return UInt64(first)
    }
    guard let bytes = body.readBytes(length: size) else {
      throw Malformed(message: "a packet ends within a number")
    }
    return bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func text(_ body: inout ByteBuffer) throws(Malformed) -> String {
    guard let text = body.readNullTerminatedString() else {
      throw Malformed(message: "a text does not end")
    }
    return text
  }
}
