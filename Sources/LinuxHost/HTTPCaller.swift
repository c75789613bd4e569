import Glibc

/// Asks a web server of this machine: one question a connection, the calling thread waits.
///
/// Shape:  HTTP/1.1; a body with a length, in chunks, or until the server hangs up.
/// Limits: dotted IPv4 addresses; a whole answer has at most 64 MiB.
/// Errors: `LinuxError` where nobody listens, and for what is no answer.
package struct HTTPCaller: Sendable {
  /// What is asked.
  package struct Question: Sendable {
    /// Such as `POST`.
    package var method: String
    /// Such as `/x/brisk-heron-42/do`.
    package var path: String
    /// In their order; length and host are added.
    package var headers: [(name: String, value: String)]
    /// What comes with it.
    package var body: [UInt8]

    /// A question.
    package init(
      _ method: String, _ path: String, headers: [(name: String, value: String)] = [],
      body: [UInt8] = []
    ) {
      self.method = method
      self.path = path
      self.headers = headers
      self.body = body
    }
  }

  /// What is answered.
  package struct Answer: Sendable {
    /// Such as 200.
    package var status: Int
    /// Names in lower case.
    package var headers: [String: String]
    /// Empty where it was handed over as it came.
    package var body: [UInt8]

    /// An answer.
    package init(status: Int, headers: [String: String], body: [UInt8]) {
      self.status = status
      self.headers = headers
      self.body = body
    }
  }

  private let address: String
  private let port: Int

  /// A server's place.
  package init(_ address: String, port: Int) {
    self.address = address
    self.port = port
  }

  /// The whole answer.
  package func ask(
    _ question: Question, within seconds: Int = 60
  ) throws(LinuxError) -> Answer {
    var body: [UInt8] = []
    var answer = try follow(question, silence: seconds) { part in
      body += part
      return body.count <= 64 << 20
    }
    answer.body = body
    return answer
  }

  /// The answer's body as it comes; ends with it, or when `take` returns false.
  ///
  /// `silence` is how many seconds the server may say nothing; 0 is for ever.
  package func follow(
    _ question: Question, silence: Int = 0, take: ([UInt8]) -> Bool
  ) throws(LinuxError) -> Answer {
    let place = "\(address):\(port)"
    let words = question.headers.flatMap { [$0.name, $0.value] }
    let texts = words + [question.method, question.path]
    guard !texts.joined().utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw LinuxError("ask the server", on: place, detail: "a line break in a header")
    }
    let connection = try connect(silence: silence)
    defer { close(connection) }
    try send(question, on: connection)
    var scanner = HTTPAnswerScanner()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while !scanner.isOver {
      let count = read(connection, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        throw LinuxError(
          "hear from the server", on: place, detail: "it said nothing for \(silence) s")
      }
      try checkLast(count, "read the answer", on: place)
      let isWhole = count == 0 ? scanner.end() : scanner.take(buffer[..<count])
      guard isWhole else {
        throw LinuxError(
          "read the answer", on: place, detail: scanner.defect,
          hint: "check that this is the console's address")
      }
      let body = scanner.body
      scanner.body = []
      if !body.isEmpty, !take(body) { break }
    }
    return Answer(status: scanner.status, headers: scanner.headers, body: [])
  }

  private func connect(silence: Int) throws(LinuxError) -> Int32 {
    let place = "\(address):\(port)"
    var bits = in_addr()
    guard inet_pton(AF_INET, address, &bits) == 1, let number = UInt16(exactly: port) else {
      throw LinuxError(
        "connect", on: place, detail: "no dotted address with a port", hint: "use 127.0.0.1")
    }
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    try checkLast(connection, "make a socket", on: "IPv4")
    var patience = timeval(tv_sec: silence, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    var target = InternetSocket.address(address, port: number)
    let result = withUnsafePointer(to: &target) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if result < 0 {
      let error = LinuxError.last("connect", on: place, hint: "start the server")
      close(connection)
      throw error
    }
    return connection
  }

  private func send(_ question: Question, on connection: Int32) throws(LinuxError) {
    var head = "\(question.method) \(question.path) HTTP/1.1\r\nHost: \(address):\(port)\r\n"
    for header in question.headers { head += "\(header.name): \(header.value)\r\n" }
    head += "Content-Length: \(question.body.count)\r\nConnection: close\r\n\r\n"
    var rest = (Array(head.utf8) + question.body)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      // A server that refuses early has answered; the answer says why.
      if count < 0, errno == EPIPE || errno == ECONNRESET { return }
      try checkLast(count, "send the question", on: "\(address):\(port)")
      rest = rest.dropFirst(count)
    }
  }
}
