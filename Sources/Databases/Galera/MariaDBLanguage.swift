import NIOCore

/// What is said on a session at a MariaDB.
///
/// Shape:  the server speaks first; who we are is said once it did. Each packet of an exchange
///         counts one up, and one that does not is no part of it.
/// Limits: accounts without a password; results as text.
struct MariaDBLanguage: SessionLanguage {
  private enum Phase: Equatable {
    case greeting
    case introducing
    case answering
    case columns(left: Int, of: Int)
    case rows(of: Int)
  }

  /// What the server said of itself.
  private(set) var greeting: MariaDBGreeting?
  private var phase = Phase.greeting
  private var asked: MariaDBRequest?
  private var rows: [[String?]] = []
  private var sequence: UInt8 = 0

  init() {}

  mutating func ask(_ content: MariaDBRequest) -> ByteBuffer {
    asked = content
    // The greeting is not there yet, or has not been looked at.
    guard case .query = content else { return ByteBuffer() }
    phase = .answering
    rows = []
    sequence = 1
    return content.bytes(sequence: 0)
  }

  mutating func hear(
    _ buffer: inout ByteBuffer, isAsked: Bool
  ) throws(MalformedMessage) -> SessionEvent<MariaDBReply, MariaDBFailure>? {
    if phase == .greeting, !isAsked { return nil }
    guard let packet = try MariaDBParser.next(&buffer, sequence: isAsked ? sequence : nil) else {
      return nil
    }
    if isAsked { sequence &+= 1 }
    if packet.kind == 0xFF { return try failed(packet, isAsked: isAsked) }
    guard isAsked else { return .reply(MariaDBReply()) }
    switch phase {
    case .greeting: return try greeted(packet)
    case .introducing: return try introduced(packet)
    case .answering: return try answered(packet)
    case .columns(let left, let count):
      if left > 0 {
        phase = .columns(left: left - 1, of: count)
      } else {
        guard packet.isEnd else { throw MalformedMessage(message: "columns do not end") }
        phase = .rows(of: count)
      }
      return .more
    case .rows(let count):
      if packet.isEnd { return .reply(MariaDBReply(rows: rows)) }
      rows.append(try MariaDBParser.row(packet, columns: count))
      return .more
    }
  }

  static var farewell: ByteBuffer { MariaDBRequest.quit }

  private mutating func failed(
    _ packet: MariaDBParser.Packet, isAsked: Bool
  ) throws(MalformedMessage) -> SessionEvent<MariaDBReply, MariaDBFailure> {
    let failure = try MariaDBParser.failure(packet)
    let isOpen = phase != .greeting && phase != .introducing
    return isOpen && isAsked
      ? .reply(MariaDBReply(failure: failure)) : .end(message: failure.text, words: failure)
  }

  private mutating func greeted(
    _ packet: MariaDBParser.Packet
  ) throws(MalformedMessage) -> SessionEvent<MariaDBReply, MariaDBFailure> {
    greeting = try MariaDBParser.greeting(packet)
    phase = .introducing
    let hello = asked
    return say { hello?.bytes(sequence: $0) ?? ByteBuffer() }
  }

  private mutating func introduced(
    _ packet: MariaDBParser.Packet
  ) throws(MalformedMessage) -> SessionEvent<MariaDBReply, MariaDBFailure> {
    switch packet.kind {
    case 0x00: return .reply(MariaDBReply())
    case 0xFE:
      let method = try MariaDBParser.method(packet)
      guard method == MariaDBRequest.method else {
        return .end(
          message: "the server wants a password (\(method)), and a range has none", words: nil)
      }
      return say { MariaDBRequest.nothing(sequence: $0) }
    default: throw MalformedMessage(message: "an introduction is answered with neither yes nor no")
    }
  }

  private mutating func answered(
    _ packet: MariaDBParser.Packet
  ) throws(MalformedMessage) -> SessionEvent<MariaDBReply, MariaDBFailure> {
    if packet.kind == 0x00 {
      return .reply(MariaDBReply(affected: try MariaDBParser.affected(packet)))
    }
    let count = try MariaDBParser.columns(packet)
    phase = .columns(left: count, of: count)
    return .more
  }

  /// Our own packets count as well.
  private mutating func say(
    _ bytes: (UInt8) -> ByteBuffer
  ) -> SessionEvent<MariaDBReply, MariaDBFailure> {
    defer { sequence &+= 1 }
    return .say(bytes(sequence))
  }
}

/// One session at a MariaDB.
typealias MariaDBConnection = SessionConnection<MariaDBLanguage>

/// Why a MariaDB gave no whole answer.
typealias MariaDBFault = SessionFault<MariaDBFailure>

extension SessionConnection where Language == MariaDBLanguage {
  /// A session as the user who needs no password.
  convenience init(
    host: String, port: Int, user: String = GaleraDatabase.user,
    database: String = GaleraDatabase.schema, eventLoop: any EventLoop
  ) {
    self.init(
      host: host, port: port, hello: .hello(user: user, database: database),
      eventLoop: eventLoop)
  }
}
