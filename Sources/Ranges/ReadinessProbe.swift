import Glibc
import Vocabulary

/// Asks a member over TCP whether it serves, and waits half a second for the answer.
enum ReadinessProbe {
  /// Whether every question of one way is answered well; blocks the calling thread.
  static func answers(address: String, readiness: ServiceCommand.Readiness) -> Bool {
    readiness.ways.contains { questions in
      questions.allSatisfy { asked in
        let asks = asked.address ?? address
        return exchange(address: asks, port: asked.port, question: asked.question) { text in
          asked.answers.allSatisfy { text.contains($0) }
        } != nil
      }
    }
  }

  /// The answer to a question, as soon as it is enough; nil where it never is.
  static func exchange(
    address: String, port: Int, question: String, until isEnough: (String) -> Bool
  ) -> String? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var limit = timeval(tv_sec: 0, tv_usec: 500_000)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    var target = sockaddr_in()
    target.sin_family = sa_family_t(AF_INET)
    target.sin_port = in_port_t(UInt16(clamping: port).bigEndian)
    guard inet_pton(AF_INET, address, &target.sin_addr) == 1 else { return nil }
    let connected = withUnsafePointer(to: target) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0, UnixSocket.send(question, to: descriptor) else { return nil }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while answer.count < 1 << 16 {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      answer += buffer[..<count]
      let text = String(decoding: answer, as: UTF8.self)
      if isEnough(text) { return text }
    }
    return nil
  }
}
