/// Why the console does not serve: what failed, on what, what to try.
package enum ConsoleError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The address is not one of this machine's own.
  case notLoopback(String)
  /// The port cannot be had.
  case cannotListen(address: String, port: Int, reason: String)

  /// In words.
  package var description: String {
    switch self {
    case .notLoopback(let address):
      "the console speaks no TLS and listens on loopback only, not on '\(address)'; "
        + "listen on 127.0.0.1 and let others in with ssh -L 8443:127.0.0.1:PORT"
    case .cannotListen(let address, let port, let reason):
      "cannot listen on \(address):\(port): \(reason); try another port, or 0 for any"
    }
  }
}
