import Synchronization

/// Bytes that one thread collects and others look at.
final class Collected: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  func add(_ more: ArraySlice<UInt8>, limit: Int) {
    bytes.withLock { if $0.count < limit { $0 += more } }
  }

  var words: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
}
