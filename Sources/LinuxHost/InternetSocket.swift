import Glibc

/// The few socket calls that probes need; all sockets are non-blocking and close on exec.
enum InternetSocket {
  static func stream() throws(LinuxError) -> Int32 { try make(SOCK_STREAM) }
  static func datagram() throws(LinuxError) -> Int32 { try make(SOCK_DGRAM) }

  private static func make(_ type: __socket_type) throws(LinuxError) -> Int32 {
    let flags = type.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
    let descriptor = socket(AF_INET, Int32(flags), 0)
    try checkLast(descriptor, "make a socket", on: "IPv4")
    if type == SOCK_STREAM {
      var on: Int32 = 1
      let size = socklen_t(MemoryLayout<Int32>.size)
      setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, size)
    }
    return descriptor
  }

  /// An address as the kernel wants it; port 0 lets the kernel choose.
  static func address(_ text: String, port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    let isAddress = inet_pton(AF_INET, text, &address.sin_addr) == 1
    precondition(isAddress, "an address of the range is dotted IPv4")
    return address
  }

  static func bind(_ descriptor: Int32, _ text: String) throws(LinuxError) {
    var address = address(text, port: 0)
    let result = generic(&address) { Glibc.bind(descriptor, $0, $1) }
    try checkLast(result, "bind a socket", on: text)
  }

  /// Starts to connect; whether it came about is told by poll and `error(of:)`.
  static func connect(_ descriptor: Int32, to target: sockaddr_in) -> Int32 {
    var target = target
    let result = generic(&target) { Glibc.connect(descriptor, $0, $1) }
    return result < 0 && errno != EINPROGRESS ? errno : 0
  }

  static func send(_ bytes: [UInt8], on descriptor: Int32, to target: sockaddr_in) -> Bool {
    var target = target
    let flags = Int32(MSG_NOSIGNAL)
    return generic(&target) { sendto(descriptor, bytes, bytes.count, flags, $0, $1) }
      == bytes.count
  }

  /// The next waiting datagram's size and its sender; nil where none waits.
  static func receive(_ buffer: inout [UInt8], on descriptor: Int32) -> (Int, sockaddr_in)? {
    while true {
      var address = sockaddr_in()
      var size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let count = generic(&address) { pointer, _ in
        recvfrom(descriptor, &buffer, buffer.count, 0, pointer, &size)
      }
      if count >= 0 { return (count, address) }
      if errno != EINTR { return nil }
    }
  }

  static func localPort(_ descriptor: Int32) -> UInt16 {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = generic(&address) { pointer, _ in getsockname(descriptor, pointer, &size) }
    return UInt16(bigEndian: address.sin_port)
  }

  /// The next waiting connection with the peer's address; nil where none waits.
  static func accept(_ listener: Int32) -> (descriptor: Int32, peer: PeerAddress)? {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let accepted = generic(&address) { pointer, _ in Glibc.accept(listener, pointer, &size) }
    if accepted < 0 { return nil }
    _ = fcntl(accepted, F_SETFL, fcntl(accepted, F_GETFL) | O_NONBLOCK)
    _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
    let port = UInt16(bigEndian: address.sin_port)
    return (accepted, PeerAddress(bits: address.sin_addr.s_addr, port: port))
  }

  /// What became of a connection attempt: 0, or an error number.
  static func error(of descriptor: Int32) -> Int32 {
    var error: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size)
    return error
  }

  private static func generic<Value>(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Value
  ) -> Value {
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}

/// Who is at the other end: address bits in network order, and the port.
struct PeerAddress: Hashable {
  var bits: UInt32
  var port: UInt16
}
