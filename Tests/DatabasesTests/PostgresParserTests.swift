import NIOCore
import Testing

@testable import Databases

@Suite struct PostgresParserTests {
  /// All messages in the parts, fed one after the other.
  private func messages(_ parts: [[UInt8]]) throws -> [PostgresMessage] {
    var buffer = ByteBuffer()
    var messages: [PostgresMessage] = []
    for part in parts {
      buffer.writeBytes(part)
      while let message = try PostgresParser.next(&buffer) { messages.append(message) }
      buffer.discardReadBytes()
    }
    return messages
  }

  private static let stream = Said.all(
    Said.welcome(), Said.message("1", []), Said.message("2", []), Said.message("T", [0, 1, 0]),
    Said.row(["12", nil, ""]), Said.complete("SELECT 1"),
    Said.failure("WARNING", "01000", "careful", detail: "very", kind: "N"),
    Said.failure("ERROR", "40001", "could not serialize access"), Said.ready(.failed))

  private static let expected: [PostgresMessage] = [
    .authentication(0), .parameter(name: "server_version", value: "15.18"),
    .parameter(name: "in_hot_standby", value: "off"),
    .parameter(name: "default_transaction_read_only", value: "off"), .other, .ready(.idle),
    .parsed, .other, .other, .row(["12", nil, ""]), .complete(tag: "SELECT 1"),
    .notice(
      PostgresNotice(severity: "WARNING", code: "01000", message: "careful", detail: "very")),
    .failure(
      PostgresNotice(severity: "ERROR", code: "40001", message: "could not serialize access")),
    .ready(.failed),
  ]

  @Test func `Messages are read whole, however they lie in a stream`() throws {
    #expect(try messages([Self.stream]) == Self.expected)
  }

  @Test func `A stream that is torn at any byte gives the same messages`() throws {
    for place in 0...Self.stream.count {
      let parts = [Array(Self.stream[..<place]), Array(Self.stream[place...])]
      #expect(try messages(parts) == Self.expected, "torn at \(place)")
    }
    #expect(try messages(Self.stream.map { [$0] }) == Self.expected)
  }

  @Test func `What is not whole is no message`() throws {
    let whole = Said.complete("UPDATE 1")
    for count in 0..<whole.count {
      #expect(try messages([Array(whole[..<count])]).isEmpty)
    }
  }

  @Test(arguments: [
    Array("HTTP/1.0 400 Bad Request\r\n".utf8), Array("SSH-2.0-OpenSSH".utf8),
    [UInt8(ascii: "Z"), 0, 0, 0, 5, UInt8(ascii: "?")], [UInt8(ascii: "Z"), 0, 0, 0, 3],
    [UInt8(ascii: "C"), 127, 0, 0, 0], [UInt8(ascii: "C"), 255, 255, 255, 255],
    [UInt8(ascii: "C"), 0, 0, 0, 6, 65, 66],
    [UInt8(ascii: "D"), 0, 0, 0, 10, 0, 1, 0, 0, 0, 9],
    [UInt8(ascii: "D"), 0, 0, 0, 7, 0, 0, 1], [UInt8(ascii: "D"), 0, 0, 0, 6, 255, 255],
    [UInt8(ascii: "R"), 0, 0, 0, 5, 0], [UInt8(ascii: "E"), 0, 0, 0, 5, 0],
  ])
  func `What is no message of PostgreSQL's is refused`(bytes: [UInt8]) {
    #expect(throws: PostgresParser.Malformed.self) { try messages([bytes]) }
  }

  @Test func `A fatal error is told from one that leaves the session`() {
    #expect(PostgresNotice(severity: "FATAL").isFatal)
    #expect(PostgresNotice(severity: "PANIC").isFatal)
    #expect(!PostgresNotice(severity: "ERROR").isFatal)
    #expect(!PostgresNotice(severity: "WARNING").isFatal)
  }

  @Test func `Requests are bytes as the protocol has them`() {
    let hello = PostgresRequest.startup(user: "a", database: "b").bytes()
    #expect(
      Array(hello.readableBytesView)
        == Said.all(
          [0, 0, 0, 51, 0, 3, 0, 0], Said.text("user"), Said.text("a"), Said.text("database"),
          Said.text("b"), Said.text("application_name"), Said.text("cygnet"), [0]))
    let simple = PostgresRequest.simple("BEGIN").bytes()
    #expect(Array(simple.readableBytesView) == Said.message("Q", Said.text("BEGIN")))
    let statement = PostgresStatement(name: "s", text: "SELECT $1")
    let values = PostgresRequest.prepared(statement, ["7", nil])
    let bind = Said.message(
      "B",
      Said.all([0], Said.text("s"), [0, 0, 0, 2, 0, 0, 0, 1, 55, 255, 255, 255, 255, 0, 0]))
    let rest = Said.all(bind, Said.message("E", [0, 0, 0, 0, 0]), Said.message("S", []))
    #expect(Array(values.bytes(isKnown: true).readableBytesView) == rest)
    let parse = Said.message("P", Said.all(Said.text("s"), Said.text("SELECT $1"), [0, 0]))
    #expect(Array(values.bytes().readableBytesView) == parse + rest)
  }
}
