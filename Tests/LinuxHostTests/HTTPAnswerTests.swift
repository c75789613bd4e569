import Testing

@testable import LinuxHost

@Suite struct HTTPAnswerTests {
  /// The answer to these bytes in pieces of a size: status and body, or what is wrong.
  private func scan(_ text: String, by size: Int) -> (
    status: Int, body: String, isOver: Bool, defect: String
  ) {
    var scanner = HTTPAnswerScanner()
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) where !scanner.isOver {
      guard scanner.take(bytes[start..<min(start + size, bytes.count)]) else { break }
    }
    if !scanner.isOver, scanner.defect.isEmpty { _ = scanner.end() }
    return (
      scanner.status, String(decoding: scanner.body, as: UTF8.self), scanner.isOver, scanner.defect
    )
  }

  @Test(
    "A body with a length, in chunks, until the end, or none is read whole, in any pieces",
    arguments: [
      ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello"),
      ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhellomore", 200, "hello"),
      (
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n",
        200, "hello"
      ),
      ("HTTP/1.1 404 Not Found\r\n\r\nhello", 404, "hello"),
      ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", 204, ""),
    ])
  func whole(text: String, status: Int, body: String) {
    for size in [1, 3, 1_000] {
      let answer = scan(text, by: size)
      #expect(answer.status == status && answer.body == body && answer.isOver)
      #expect(answer.defect.isEmpty)
    }
  }

  @Test(
    "What is no whole answer has a defect",
    arguments: [
      "", "HTTP/1.1 200 OK\r\nContent-Le", "SSH-2.0-OpenSSH\r\n",
      "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
      "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n",
    ])
  func torn(text: String) {
    for size in [1, 1_000] {
      let answer = scan(text, by: size)
      #expect(!answer.isOver && !answer.defect.isEmpty)
    }
  }

  @Test("A line break in a header is refused before anything is sent")
  func injection() {
    let caller = HTTPCaller("127.0.0.1", port: 9)
    #expect(throws: LinuxError.self) {
      try caller.ask(HTTPCaller.Question("GET", "/", headers: [("Cookie", "a\r\nX: b")]))
    }
    #expect(throws: LinuxError.self) {
      try caller.ask(HTTPCaller.Question("GET", "/ HTTP/1.1\r\n"))
    }
  }

  @Test("Where nobody listens the error says so, and an address must be dotted")
  func nobody() throws {
    let refused = try #require(throws: LinuxError.self) {
      try HTTPCaller("127.0.0.1", port: 1).ask(HTTPCaller.Question("GET", "/"))
    }
    #expect(refused.codeName == "ECONNREFUSED")
    #expect(throws: LinuxError.self) {
      try HTTPCaller("localhost", port: 1).ask(HTTPCaller.Question("GET", "/"))
    }
  }
}
