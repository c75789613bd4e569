import NIOCore
import Testing

@testable import Databases

@Suite struct RESPParserTests {
  /// All replies in the parts, fed one after the other.
  private func replies(_ parts: [String]) throws -> [RESPValue] {
    var parser = RESPParser()
    var buffer = ByteBuffer()
    var replies: [RESPValue] = []
    for part in parts {
      buffer.writeString(part)
      while let reply = try parser.next(&buffer) { replies.append(reply) }
      buffer.discardReadBytes()
    }
    return replies
  }

  private static let stream =
    "+OK\r\n-READONLY You can't write against a read only replica.\r\n:42\r\n:-7\r\n"
    + "$5\r\n12\r\n3\r\n$0\r\n\r\n$-1\r\n*-1\r\n"
    + "*0\r\n*3\r\n$2\r\nk0\r\n*2\r\n:1\r\n*1\r\n$-1\r\n+end\r\n+PONG\r\n"

  private static let expected: [RESPValue] = [
    .simple("OK"), .error("READONLY You can't write against a read only replica."),
    .integer(42), .integer(-7), .bulk("12\r\n3"), .bulk(""), .bulk(nil), .array(nil), .array([]),
    .array([
      .bulk("k0"), .array([.integer(1), .array([.bulk(nil)])]), .simple("end"),
    ]),
    .simple("PONG"),
  ]

  @Test func `Every kind of reply is read, arrays in arrays too`() throws {
    #expect(try replies([Self.stream]) == Self.expected)
  }

  @Test func `A stream that is torn at any byte gives the same replies`() throws {
    let bytes = Array(Self.stream.utf8)
    for place in 1..<bytes.count {
      let parts = [bytes[..<place], bytes[place...]].map { String(decoding: $0, as: UTF8.self) }
      #expect(try replies(parts) == Self.expected, "torn at byte \(place)")
    }
    let single = bytes.map { String(decoding: [$0], as: UTF8.self) }
    #expect(try replies(single) == Self.expected, "byte by byte")
  }

  @Test func `A reply of which the last byte is missing is none yet`() throws {
    for text in ["+OK\r", "$3\r\n12", "$2\r\n12\r", "*2\r\n:1\r\n", "*1\r\n*1\r\n", ":1"] {
      #expect(try replies([text]).isEmpty, "\(text.debugDescription)")
    }
  }

  @Test(arguments: [
    "HTTP/1.1 400 Bad Request\r\n", "\r\n", "+OK\n", ":seven\r\n", ":\r\n", "$\r\n", "$-2\r\n",
    "$99999999999\r\n", "$2\r\n123\r\n", "*x\r\n", "*9999999\r\n", "$1\r\nab\r\n",
  ])
  func `Bytes that are no reply are refused`(text: String) {
    #expect(throws: RESPParser.Malformed.self) { try replies([text]) }
  }

  @Test func `Arrays that lie too deep and lines without an end are refused`() {
    let deep = String(repeating: "*1\r\n", count: 17)
    #expect(throws: RESPParser.Malformed.self) { try replies([deep]) }
    let long = "+" + String(repeating: "x", count: 1 << 16)
    #expect(throws: RESPParser.Malformed.self) { try replies([long]) }
  }

  @Test func `Commands are arrays of strings with their length in bytes`() {
    let bytes = RESPCommand.bytes([["SET", "k0", "é"], ["PING"]])
    #expect(
      String(buffer: bytes)
        == "*3\r\n$3\r\nSET\r\n$2\r\nk0\r\n$2\r\né\r\n*1\r\n$4\r\nPING\r\n")
  }

  @Test func `An array of names and values is a table, anything else is none`() {
    #expect(RESPValue.array([.bulk("ip"), .bulk("1")]).table == ["ip": "1"])
    #expect(RESPValue.array([.bulk("ip")]).table == nil)
    #expect(RESPValue.array([.bulk("ip"), .integer(1)]).table == nil)
    #expect(RESPValue.bulk("ip").table == nil)
  }
}
