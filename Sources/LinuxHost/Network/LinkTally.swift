import Glibc
import Vocabulary

/// Counts what arrives of a burst, and tells its datagrams apart.
///
/// Shape: pure; the number of a datagram stands in it twice, the rest of it is always the same.
struct LinkTally: Sendable {
  let burst: LinkBurst
  private(set) var sample = LinkSample()
  private var arrivals: [UInt8]
  /// What each datagram holds behind its number.
  private let filling: [UInt8]
  private var latest = -1
  private var firstNs: Int64?

  /// A datagram that arrived for the first time; `isLate` where a later one came before.
  struct Arrival {
    var number: Int
    var isLate: Bool
  }

  init(_ burst: LinkBurst) {
    self.burst = burst
    arrivals = [UInt8](repeating: 0, count: burst.count)
    filling = [UInt8](repeating: 0x43, count: burst.bytes)
  }

  /// Whether every datagram has come, or something that was one.
  var isComplete: Bool { sample.arrived + sample.unreadable >= burst.count }

  /// The datagram of that number.
  static func record(_ number: Int, of burst: LinkBurst) -> [UInt8] {
    var record = [UInt8](repeating: 0x43, count: burst.bytes)
    record.withUnsafeMutableBytes {
      $0.storeBytes(of: UInt64(number), as: UInt64.self)
      $0.storeBytes(of: UInt64(number), toByteOffset: 8, as: UInt64.self)
    }
    return record
  }

  /// The number in a datagram; nil where it cannot be trusted.
  static func number(in buffer: [UInt8], _ count: Int, below limit: Int) -> Int? {
    let (number, again) = buffer.withUnsafeBytes {
      ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }
    return count >= 16 && number == again && number < UInt64(limit) ? Int(number) : nil
  }

  /// Counts the first bytes of the buffer; nil for copies and for what nobody can read.
  mutating func note(
    _ buffer: [UInt8], _ count: Int, at now: Int64, below limit: Int
  ) -> Arrival? {
    guard let index = Self.number(in: buffer, count, below: limit) else {
      sample.unreadable += 1
      sample.corrupted += 1
      return nil
    }
    arrivals[index] = min(arrivals[index], 2) + 1
    if arrivals[index] == 2 { sample.duplicated += 1 }
    if arrivals[index] > 1 { return nil }
    sample.arrived += 1
    let isFilled = buffer.withUnsafeBytes { raw in
      raw.baseAddress.map { memcmp($0 + 16, filling, burst.bytes - 16) == 0 } ?? false
    }
    if count != burst.bytes || !isFilled { sample.corrupted += 1 }
    if index < latest {
      sample.late += 1
      return Arrival(number: index, isLate: true)
    }
    latest = index
    if let firstNs {
      sample.spanNs = now - firstNs
      sample.spanBytes += Int64(count + LinkBurst.headerBytes)
    } else {
      firstNs = now
    }
    return Arrival(number: index, isLate: false)
  }
}
