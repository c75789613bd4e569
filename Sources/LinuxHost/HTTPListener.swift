import Glibc

/// A small web server for helpers of a range: one question after the other, one a connection.
///
/// Limits: bodies up to 4 MiB; who is silent for two seconds is hung up on.
package enum HTTPListener {
  /// A question with its body.
  package struct Question: Sendable {
    /// Such as `GET`.
    package var method: String
    /// Such as `/metrics`.
    package var path: String
    /// What came with it.
    package var body: [UInt8]
  }

  /// Answers every question, for ever; what `answer` returns is the body of a plain-text `200`.
  ///
  /// Errors: an address that cannot be listened on.
  package static func serve(
    _ address: String, port: Int, answer: (Question) -> String
  ) throws(LinuxError) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    try checkLast(listener, "make a socket", on: address)
    var on: Int32 = 1
    setsockopt(
      listener, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    var place = InternetSocket.address(address, port: UInt16(port))
    let bound = withUnsafePointer(to: &place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try checkLast(bound, "bind port \(port)", on: address)
    try checkLast(listen(listener, 64), "listen", on: address)
    while true {
      let caller = accept(listener, nil, nil)
      guard caller >= 0 else { continue }
      var patience = timeval(tv_sec: 2, tv_usec: 0)
      let size = socklen_t(MemoryLayout<timeval>.size)
      setsockopt(caller, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
      setsockopt(caller, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
      if let question = question(from: caller) { say(answer(question), to: caller) }
      close(caller)
    }
  }

  private static let mostBytes = 4 << 20

  private static func question(from caller: Int32) -> Question? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < mostBytes {
      if let question = parse(bytes) { return question }
      let count = read(caller, &buffer, buffer.count)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
    }
    return nil
  }

  /// The question, once all of it is there.
  static func parse(_ bytes: [UInt8]) -> Question? {
    let mark: [UInt8] = [13, 10, 13, 10]
    let ends = bytes.indices.dropLast(3)
    guard let end = ends.first(where: { Array(bytes[$0..<$0 + 4]) == mark }) else { return nil }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2 else { return nil }
    let length = lines.dropFirst().lazy.compactMap { line -> Int? in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { return nil }
      return Int(parts[1].filter { $0 != " " })
    }.first
    let body = bytes[(end + 4)...]
    guard body.count >= length ?? 0 else { return nil }
    return Question(
      method: String(words[0]), path: String(words[1]), body: Array(body.prefix(length ?? 0)))
  }

  private static func say(_ text: String, to caller: Int32) {
    let head =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\n"
      + "Content-Length: \(text.utf8.count)\r\nConnection: close\r\n\r\n"
    var rest = Array((head + text).utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(caller, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
