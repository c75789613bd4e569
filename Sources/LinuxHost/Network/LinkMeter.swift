import CLinux
import Glibc
import Vocabulary

/// A row of numbered datagrams that a probe sends over one link.
package struct LinkBurst: Sendable, Equatable, Codable {
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
package struct LinkSample: Sendable, Equatable, Codable {
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
  private var tally: LinkTally
  private var delaysNs: [Int64] = []
  private var sentAt: [Int64] = []
  private var buffer: [UInt8]

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
    tally = LinkTally(burst)
    buffer = [UInt8](repeating: 0, count: burst.bytes + 1)
    sentAt.reserveCapacity(burst.count)
  }

  static func socket(on station: Station) throws(LinuxError) -> Int32 {
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
      if isSent, tally.isComplete {
        end = min(end, now + 2_000_000)
      }
      if now >= end { break }
      let next = isSent ? end : start + Int64(sentAt.count) * burst.spacingNs
      _ = clinux_wait_readable(receiver, -1, max(0, min(next, now + 50_000_000) - now))
    }
    var sample = tally.sample
    sample.sent = sentAt.count
    sample.delaysNs = delaysNs.sorted()
    return sample
  }

  /// Sends what is due, a few at a time, so that the receiver's buffer is emptied in between.
  private mutating func send(from start: Int64) -> Int64 {
    var now = MonotonicClock.now().rawValue
    for _ in 0..<8 {
      let number = sentAt.count
      if number == burst.count || start + Int64(number) * burst.spacingNs > now { break }
      let record = LinkTally.record(number, of: burst)
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
      let now = MonotonicClock.now().rawValue
      guard let arrival = tally.note(buffer, count, at: now, below: sentAt.count),
        !arrival.isLate
      else { continue }
      delaysNs.append(now - sentAt[arrival.number])
    }
  }
}
