import CLinux
import Glibc
import Vocabulary

/// A row of numbered datagrams that a probe sends over one link.
package struct LinkBurst: Sendable, Equatable {
  /// How many.
  package var count: Int
  /// The size of each, without headers.
  package var bytes: Int
  /// From one to the next; 0 is as fast as it goes.
  package var spacingNs: Int64
  /// How long to wait for the last ones.
  package var patienceNs: Int64

  /// IPv4 and UDP headers of each.
  package static let headerBytes = 28

  /// A burst.
  package init(count: Int, bytes: Int, spacingNs: Int64, patienceNs: Int64) {
    self.count = count
    self.bytes = bytes
    self.spacingNs = spacingNs
    self.patienceNs = patienceNs
  }
}

/// What arrived of a burst.
package struct LinkSample: Sendable, Equatable {
  /// Datagrams that were sent.
  package var sent = 0
  /// Different ones that arrived and could be told apart.
  package var arrived = 0
  /// Those so corrupted that nobody knows which they were.
  package var unreadable = 0
  /// Those that arrived more than once.
  package var duplicated = 0
  /// Those that arrived after a later one.
  package var late = 0
  /// Those that arrived with another content.
  package var corrupted = 0
  /// One-way delays of those that were not late, sorted.
  package var delaysNs: [Int64] = []
  /// From the first arrival to the last that was not late.
  package var spanNs: Int64 = 0
  /// The bytes that arrived in that span, after the first datagram, headers included.
  package var spanBytes: Int64 = 0

  /// Nothing was sent.
  package init() {}

  /// Anything at all came through.
  package var isAnythingThere: Bool { arrived + unreadable > 0 }
}

/// Sends a burst from one host to another and watches what arrives, by one clock.
///
/// Shape:  sockets of its own, so that measurements do not wait for each other.
/// Limits: datagrams bear no checksum: what is corrupted must arrive to be counted.
package struct LinkMeter: Sendable {
  /// A host with its address.
  package typealias Station = (host: HostNamespace, address: String)

  private let sender: Int32
  private let receiver: Int32
  private let target: sockaddr_in
  private let burst: LinkBurst
  private var sample = LinkSample()
  private var sentAt: [Int64] = []
  private var arrivals: [UInt8]
  /// What each datagram holds behind its number.
  private let filling: [UInt8]
  private var record: [UInt8]
  private var buffer: [UInt8]
  private var latest = -1
  private var firstNs: Int64 = 0

  /// Measures on a raised thread of its own; blocks the calling one meanwhile.
  package static func measure(
    _ burst: LinkBurst, from: Station, to: Station
  ) throws(LinuxError) -> LinkSample {
    let receiver = try socket(on: to)
    defer { close(receiver) }
    let sender = try socket(on: from)
    defer { close(sender) }
    let port = InternetSocket.localPort(receiver)
    let target = InternetSocket.address(to.address, port: port)
    return try OwnThread.run { () throws(LinuxError) -> LinkSample in
      ThreadPriority.raise()
      var meter = LinkMeter(burst, sender, receiver, target)
      return meter.run()
    }
  }

  private init(_ burst: LinkBurst, _ sender: Int32, _ receiver: Int32, _ target: sockaddr_in) {
    self.burst = burst
    self.sender = sender
    self.receiver = receiver
    self.target = target
    arrivals = [UInt8](repeating: 0, count: burst.count)
    filling = [UInt8](repeating: 0x43, count: burst.bytes)
    record = filling
    buffer = [UInt8](repeating: 0, count: burst.bytes + 1)
    sentAt.reserveCapacity(burst.count)
  }

  private static func socket(on station: Station) throws(LinuxError) -> Int32 {
    let (host, address) = station
    return try host.insideNetwork { () throws(LinuxError) -> Int32 in
      let descriptor = try InternetSocket.datagram()
      var on: Int32 = 1
      var room: Int32 = 8 << 20
      let size = socklen_t(MemoryLayout<Int32>.size)
      setsockopt(descriptor, SOL_SOCKET, SO_NO_CHECK, &on, size)
      if setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &room, size) < 0 {
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &room, size)
      }
      do throws(LinuxError) {
        try InternetSocket.bind(descriptor, address)
      } catch {
        close(descriptor)
        throw error
      }
      return descriptor
    }
  }

  private mutating func run() -> LinkSample {
    let start = MonotonicClock.now().rawValue
    var end = Int64.max
    while true {
      let now = send(from: start)
      receive()
      let isSent = sentAt.count == burst.count
      // Copies come right behind the last original.
      if isSent, end == .max { end = now + burst.patienceNs }
      if isSent, sample.arrived + sample.unreadable >= burst.count {
        end = min(end, now + 2_000_000)
      }
      if now >= end { break }
      let next = isSent ? end : start + Int64(sentAt.count) * burst.spacingNs
      _ = clinux_wait_readable(receiver, -1, max(0, min(next, now + 50_000_000) - now))
    }
    sample.sent = sentAt.count
    sample.delaysNs.sort()
    return sample
  }

  /// Sends what is due, a few at a time, so that the receiver's buffer is emptied in between.
  private mutating func send(from start: Int64) -> Int64 {
    var now = MonotonicClock.now().rawValue
    for _ in 0..<8 {
      let number = sentAt.count
      if number == burst.count || start + Int64(number) * burst.spacingNs > now { break }
      record.withUnsafeMutableBytes {
        $0.storeBytes(of: UInt64(number), as: UInt64.self)
        $0.storeBytes(of: UInt64(number), toByteOffset: 8, as: UInt64.self)
      }
      now = MonotonicClock.now().rawValue
      if !InternetSocket.send(record, on: sender, to: target), errno == EAGAIN || errno == ENOBUFS {
        break
      }
      sentAt.append(now)
    }
    return now
  }

  private mutating func receive() {
    while true {
      let count = recv(receiver, &buffer, buffer.count, 0)
      if count < 0 {
        if errno == EINTR { continue }
        return
      }
      note(count, at: MonotonicClock.now().rawValue)
    }
  }

  /// A datagram of that size in the buffer.
  private mutating func note(_ count: Int, at now: Int64) {
    let (number, again, isFilled) = buffer.withUnsafeBytes { raw in
      let number = raw.loadUnaligned(as: UInt64.self)
      let again = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      let behind = raw.baseAddress.map { $0 + 16 }
      let isFilled = behind.map { memcmp($0, filling, burst.bytes - 16) == 0 } ?? false
      return (number, again, isFilled)
    }
    guard count >= 16, number == again, number < UInt64(sentAt.count) else {
      sample.unreadable += 1
      sample.corrupted += 1
      return
    }
    let index = Int(number)
    arrivals[index] = min(arrivals[index], 2) + 1
    if arrivals[index] == 2 { sample.duplicated += 1 }
    if arrivals[index] > 1 { return }
    sample.arrived += 1
    if count != burst.bytes || !isFilled { sample.corrupted += 1 }
    if index < latest {
      sample.late += 1
      return
    }
    latest = index
    sample.delaysNs.append(now - sentAt[index])
    if firstNs == 0 {
      firstNs = now
    } else {
      sample.spanNs = now - firstNs
      sample.spanBytes += Int64(count + LinkBurst.headerBytes)
    }
  }
}
