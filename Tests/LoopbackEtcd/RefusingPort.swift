import Glibc

/// A port that refuses connections as long as this is held: it is taken, and nothing listens.
///
/// A port that is merely free may become another test's in the next moment.
package final class RefusingPort: Sendable {
  /// The port on the loopback.
  package let number: Int
  private let socket: Int32

  /// Takes a port that the kernel chooses.
  package init() {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = socket
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    precondition(isBound, "the loopback has a free port")
    number = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit { close(socket) }
}
