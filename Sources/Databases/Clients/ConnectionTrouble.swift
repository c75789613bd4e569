import NIOCore
import NIOPosix

/// Why a connection could not be opened, in the kernel's words.
enum ConnectionTrouble {
  static func describe(_ error: any Error) -> String {
    switch error {
    case let error as NIOConnectionError:
      error.connectionErrors.first.map { "\($0.error)" } ?? "no address for \(error.host)"
    case let error as IOError: error.description
    case ChannelError.connectTimeout: "no answer to the connection request in time"
    default: "\(error)"
    }
  }
}
