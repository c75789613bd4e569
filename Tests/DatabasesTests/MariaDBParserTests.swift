import NIOCore
import Testing

@testable import Databases

@Suite struct MariaDBParserTests {
  /// What the language makes of the parts, with a statement asked after the introduction.
  private func events(_ parts: [[UInt8]]) throws -> [String] {
    var language = MariaDBLanguage()
    _ = language.ask(.hello(user: "root", database: "cygnet"))
    var buffer = ByteBuffer()
    var words: [String] = []
    for part in parts {
      buffer.writeBytes(part)
      while let event = try language.hear(&buffer, isAsked: true) {
        switch event {
        case .more: break
        case .say: words.append("say")
        case .end(let message, _): words.append("end \(message)")
        case .reply(let reply):
          words.append(Self.word(reply))
          _ = language.ask(.query("SELECT 1"))
        }
      }
      buffer.discardReadBytes()
    }
    return words
  }

  private static func word(_ reply: MariaDBReply) -> String {
    if let failure = reply.failure { return failure.text }
    let rows = reply.rows.map { rows in
      rows.map { $0.map { $0 ?? "NULL" }.joined(separator: ",") }.joined(separator: ";")
    }
    return rows ?? "count \(reply.affected)"
  }

  private static let stream =
    Told.greeting + Told.okay(2) + Told.rows([["12", nil], ["", "b"]], columns: 2)
    + Told.okay(affected: 2) + Told.failure(1213, "40001", "Deadlock found") + Told.rows([])

  private static let expected = [
    "say", "count 0", "12,NULL;,b", "count 2", "1213 (40001): Deadlock found", "",
  ]

  @Test func `A session is understood however it is torn`() throws {
    #expect(try events([Self.stream]) == Self.expected)
    #expect(try events(Self.stream.map { [$0] }) == Self.expected)
    for size in [2, 3, 7, 64] {
      let parts = stride(from: 0, to: Self.stream.count, by: size).map {
        Array(Self.stream[$0..<min($0 + size, Self.stream.count)])
      }
      #expect(try events(parts) == Self.expected)
    }
  }

  @Test func `A server that asks once more is told that there is no password`() throws {
    let native = Told.greeting + Told.switching(to: "mysql_native_password") + Told.okay(4)
    #expect(try events([native]) == ["say", "say", "count 0"])
    let other = try events([Told.greeting + Told.switching(to: "client_ed25519")])
    #expect(other.count == 2 && other[1].contains("wants a password (client_ed25519)"))
    let old = try events([Told.greeting + Told.packet(2, [254])])
    #expect(old.last?.contains("mysql_old_password") == true)
  }

  @Test func `A server that is full says so instead of a greeting`() throws {
    let words = try events([Told.failure(1040, nil, "Too many connections", sequence: 0)])
    #expect(words == ["end 1040: Too many connections"])
  }

  @Test func `Before anybody asks nothing is taken off`() throws {
    var language = MariaDBLanguage()
    var buffer = ByteBuffer(bytes: Told.greeting)
    #expect(try language.hear(&buffer, isAsked: false) == nil)
    #expect(buffer.readableBytes == Told.greeting.count)
  }

  @Test(arguments: [
    Array("HTTP/1.0 400 Bad Request\r\n\r\n".utf8), Array("SSH-2.0-OpenSSH_9.2\r\n".utf8),
    Told.packet(0, [9, 52, 0]), Told.packet(0, []), [255, 255, 255, 0],
    Told.packet(1, Array(Told.greeting.dropFirst(4))), Told.packet(0, [10, 65, 66]),
    Told.greeting + Told.packet(2, [1, 2, 3]), Told.greeting + Told.okay(3),
  ])
  func `What is no MariaDB is told apart`(bytes: [UInt8]) {
    #expect(throws: MalformedMessage.self) {
      _ = try events([bytes + [UInt8](repeating: 7, count: 80)])
    }
  }

  @Test(arguments: [
    // A result of NULL columns, of none, a row that is too short, one that is too long.
    Told.packet(1, [251]), Told.packet(1, [255, 1]),
    Told.packet(1, [1]) + Told.packet(2, [3]) + Told.end(3) + Told.packet(4, [9, 65]),
    Told.packet(1, [1]) + Told.packet(2, [3]) + Told.end(3) + Told.packet(4, [1, 65, 66]),
    Told.packet(1, [1]) + Told.packet(2, [3]) + Told.packet(3, [1, 65]),
    Told.packet(1, [0, 252]), Told.packet(2, [0, 0, 0, 2, 0, 0, 0]),
  ])
  func `An answer that contradicts itself is none`(bytes: [UInt8]) {
    #expect(throws: MalformedMessage.self) {
      _ = try events([Told.greeting + Told.okay(2) + bytes])
    }
  }

  @Test func `Numbers of more than one byte are read from the lowest on`() throws {
    let affected = Told.packet(1, [0, 252, 44, 1, 0, 2, 0, 0, 0])
    let long = String(repeating: "x", count: 300)
    let row = Told.packet(4, [252, 44, 1] + Array(long.utf8))
    let result = Told.packet(1, [1]) + Told.packet(2, [3]) + Told.end(3)
    let wide = [UInt8](row)
    #expect(
      try events([Told.greeting + Told.okay(2) + affected]) == ["say", "count 0", "count 300"])
    #expect(
      try events([Told.greeting + Told.okay(2) + result + wide + Told.end(5)]).last == long)
  }

  @Test func `What we say is what the protocol wants`() {
    var hello = MariaDBRequest.hello(user: "root", database: "cygnet").bytes(sequence: 1)
    let header = hello.readBytes(length: 4)
    #expect(header.map { Int($0[0]) } == hello.readableBytes && header?[3] == 1)
    let bits: UInt32? = hello.readInteger(endianness: .little)
    #expect(bits == 0x8_220A)
    let end = Array("root\0\0cygnet\0mysql_native_password\0".utf8)
    #expect(Array(hello.readableBytesView.suffix(end.count)) == end)
    let query = MariaDBRequest.query("SELECT 1").bytes(sequence: 0)
    #expect(Array(query.readableBytesView) == [9, 0, 0, 0, 3] + Array("SELECT 1".utf8))
    #expect(MariaDBRequest.literal(#"it's a \ "#) == #"'it''s a \\ '"#)
  }
}
