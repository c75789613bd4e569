import Glibc

/// Reads whole lines from a descriptor until its end; blocks the calling thread.
struct LineReader {
  let descriptor: Int32
  /// A line longer than this ends the reading: the other side does not speak our protocol.
  var limit = 1 << 22

  func eachLine(_ body: (String) -> Void) {
    var pending: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while pending.count < limit {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      pending.append(contentsOf: buffer[..<count])
      while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        body(String(decoding: pending[..<end], as: UTF8.self))
        pending.removeSubrange(...end)
      }
    }
  }
}
