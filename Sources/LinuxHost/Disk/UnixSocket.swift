import Glibc

/// Stream sockets at a path, and lines over them.
enum UnixSocket {
  static func listen(_ path: String) throws(LinuxError) -> Int32 {
    let descriptor = try make(path)
    unlink(path)
    var address = try address(path)
    let bound = generic(&address) { bind(descriptor, $0, $1) }
    if bound < 0 || Glibc.listen(descriptor, 16) < 0 {
      let error = LinuxError.last("listen", on: path)
      close(descriptor)
      throw error
    }
    return descriptor
  }

  static func connect(_ path: String) throws(LinuxError) -> Int32 {
    let descriptor = try make(path)
    var address = try address(path)
    if generic(&address, { Glibc.connect(descriptor, $0, $1) }) < 0 {
      let error = LinuxError.last("connect", on: path, hint: "see whether its process is alive")
      close(descriptor)
      throw error
    }
    return descriptor
  }

  private static func make(_ path: String) throws(LinuxError) -> Int32 {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    return try checkLast(socket(AF_UNIX, type, 0), "make a socket", on: path)
  }

  private static func address(_ path: String) throws(LinuxError) -> sockaddr_un {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard path.utf8.count < room else {
      throw LinuxError(
        "use a socket path", on: path, code: ENAMETOOLONG, hint: "at most \(room - 1) bytes")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return address
  }

  private static func generic(
    _ address: inout sockaddr_un, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  /// Reads up to the next newline; nil where the other end has closed or the time is up.
  static func readLine(_ descriptor: Int32, pending: inout [UInt8]) -> String? {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeSubrange(...end)
        return line
      }
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 || pending.count > 1 << 20 { return nil }
      pending += buffer.prefix(count)
    }
  }

  static func writeLine(_ line: String, on descriptor: Int32) -> Bool {
    let bytes = Array((line + "\n").utf8)
    return send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }
}
