import Glibc

/// Unix sockets by path, blocking; the way between a controller and a local agent.
enum UnixSocket {
  /// A socket that listens at the path, readable and writable by this user only.
  static func listen(at path: String) throws(RangeError) -> Int32 {
    unlink(path)
    let descriptor = try make()
    guard withAddress(of: path, { bind(descriptor, $0, $1) }) == 0, chmod(path, 0o600) == 0,
      Glibc.listen(descriptor, 16) == 0
    else { throw failure("cannot listen at", path, descriptor) }
    return descriptor
  }

  /// A connection to the agent at the path.
  static func connect(to path: String) throws(RangeError) -> Int32 {
    let descriptor = try make()
    guard withAddress(of: path, { Glibc.connect(descriptor, $0, $1) }) == 0 else {
      throw failure("cannot reach an agent at", path, descriptor)
    }
    return descriptor
  }

  /// Writes all bytes or says that the other side is gone.
  static func send(_ text: String, to descriptor: Int32) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      bytes = bytes.dropFirst(count)
    }
    return true
  }

  private static func make() throws(RangeError) -> Int32 {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_UNIX, type, 0)
    guard descriptor >= 0 else {
      throw RangeError(
        "cannot make a Unix socket: \(String(cString: strerror(errno)))",
        hint: "raise the limit of open files: ulimit -n")
    }
    return descriptor
  }

  private static func failure(_ what: String, _ path: String, _ descriptor: Int32) -> RangeError {
    let words = String(cString: strerror(errno))
    close(descriptor)
    return RangeError(
      "\(what) \(path): \(words)", hint: "cygnet range status shows which ranges are up")
  }

  private static func withAddress(
    of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      errno = ENAMETOOLONG
      return -1
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
