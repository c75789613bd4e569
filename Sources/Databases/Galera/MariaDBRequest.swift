import NIOCore

/// What a client says, as bytes.
///
/// Source: MariaDB Server documentation, "Client/Server Protocol", "Connection", "COM_QUERY".
enum MariaDBRequest: Sendable, Equatable {
  /// Who we are and what we want; the server speaks first, and this answers it.
  case hello(user: String, database: String)
  /// A statement with its values in it.
  case query(String)

  /// Bits of the handshake: names after version 4.1, a database, and an update that counts the rows
  /// that it found instead of those that it changed.
  private enum Wanted {
    static let foundRows: UInt32 = 1 << 1
    static let database: UInt32 = 1 << 3
    static let protocol41: UInt32 = 1 << 9
    static let transactions: UInt32 = 1 << 13
    static let methods: UInt32 = 1 << 19
  }

  /// The method by which an account without a password says so.
  static let method = "mysql_native_password"

  /// The packet of it; `sequence` counts the packets of one exchange.
  func bytes(sequence: UInt8) -> ByteBuffer {
    var body = ByteBuffer()
    // A write of a register fits, so the buffer does not grow.
    body.reserveCapacity(128)
    switch self {
    case .hello(let user, let database):
      body.writeInteger(
        Wanted.foundRows | Wanted.database | Wanted.protocol41 | Wanted.transactions
          | Wanted.methods, endianness: .little)
      body.writeInteger(UInt32(1 << 24), endianness: .little)
      // utf8 with its general order, and 23 bytes that were kept free.
      body.writeInteger(UInt8(33))
      body.writeRepeatingByte(0, count: 23)
      // A password of nothing stands between the user and the database.
      for text in [user, "", database, Self.method] {
        body.writeString(text)
        body.writeInteger(UInt8(0))
      }
    case .query(let text):
      body.writeInteger(UInt8(3))
      body.writeString(text)
    }
    return Self.packet(body, sequence: sequence)
  }

  /// Says that we have no password, where the server asks once more.
  static func nothing(sequence: UInt8) -> ByteBuffer { packet(ByteBuffer(), sequence: sequence) }

  /// Says that we leave.
  static var quit: ByteBuffer { packet(ByteBuffer(bytes: [1]), sequence: 0) }

  /// A value in a statement.
  static func literal(_ text: String) -> String {
    // Keys of a load have neither, and to look for both costs more than all the rest.
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "'") })
    else { return "'\(text)'" }
    return "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "''") + "'"
  }

  private static func packet(_ body: ByteBuffer, sequence: UInt8) -> ByteBuffer {
    precondition(body.readableBytes < 0xFF_FFFF, "our requests are short")
    var buffer = ByteBuffer()
    buffer.reserveCapacity(body.readableBytes + 4)
    let length = UInt32(body.readableBytes)
    buffer.writeInteger(length | UInt32(sequence) << 24, endianness: .little)
    buffer.writeImmutableBuffer(body)
    return buffer
  }
}
