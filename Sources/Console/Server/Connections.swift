import NIOCore
import Synchronization

/// The open connections, counted and bounded.
final class Connections: Sendable {
  private let open = Mutex<[ObjectIdentifier: any Channel]>([:])
  private let most: Int

  init(most: Int) { self.most = most }

  /// Whether there is room; a connection that was let in leaves by itself when it closes.
  func admit(_ channel: any Channel) -> Bool {
    let id = ObjectIdentifier(channel)
    let isIn = open.withLock { open in
      guard open.count < most else { return false }
      open[id] = channel
      return true
    }
    if isIn {
      channel.closeFuture.whenComplete { _ in
        self.open.withLock { $0[id] = nil }
      }
    }
    return isIn
  }

  /// Hangs up on everybody.
  func closeAll() {
    for channel in open.withLock({ Array($0.values) }) { channel.close(promise: nil) }
  }
}
