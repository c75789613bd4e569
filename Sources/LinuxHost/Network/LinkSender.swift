import CLinux
import Glibc
import Vocabulary

/// The sending end of a burst between machines that share no clock.
package enum LinkSender {
  /// What was sent, and what of it came back, by this machine's clock.
  package struct Sent: Sendable, Equatable, Codable {
    /// How many.
    package var count: Int
    /// When each went, where echoes were waited for.
    package var sentNs: [Int64]
    /// When the echo of each came back; 0 for those that did not.
    package var echoedNs: [Int64]

    /// What was sent.
    package init(count: Int, sentNs: [Int64], echoedNs: [Int64]) {
      self.count = count
      self.sentNs = sentNs
      self.echoedNs = echoedNs
    }
  }

  /// Sends it all, then waits for the echoes, no longer than the burst's patience.
  package static func send(
    _ burst: LinkBurst, from own: LinkMeter.Station, to address: String, port: Int,
    isEchoed: Bool
  ) throws(LinuxError) -> Sent {
    let descriptor = try LinkMeter.socket(on: own)
    defer { close(descriptor) }
    let target = InternetSocket.address(address, port: UInt16(clamping: port))
    return try OwnThread.run { () throws(LinuxError) -> Sent in
      ThreadPriority.raise()
      return run(burst, descriptor, target, isEchoed)
    }
  }

  private static func run(
    _ burst: LinkBurst, _ descriptor: Int32, _ target: sockaddr_in, _ isEchoed: Bool
  ) -> Sent {
    var sentNs: [Int64] = []
    var echoedNs = [Int64](repeating: 0, count: burst.count)
    var missing = burst.count
    var buffer = [UInt8](repeating: 0, count: burst.bytes + 1)
    let start = MonotonicClock.now().rawValue
    var end = Int64.max
    while true {
      var now = MonotonicClock.now().rawValue
      while sentNs.count < burst.count, start + Int64(sentNs.count) * burst.spacingNs <= now {
        now = MonotonicClock.now().rawValue
        let record = LinkTally.record(sentNs.count, of: burst)
        if !InternetSocket.send(record, on: descriptor, to: target),
          errno == EAGAIN || errno == ENOBUFS
        {
          break
        }
        sentNs.append(now)
      }
      while isEchoed, let (count, _) = InternetSocket.receive(&buffer, on: descriptor) {
        guard let number = LinkTally.number(in: buffer, count, below: sentNs.count),
          echoedNs[number] == 0
        else { continue }
        echoedNs[number] = MonotonicClock.now().rawValue
        missing -= 1
      }
      let isSent = sentNs.count == burst.count
      if isSent, !isEchoed || missing == 0 { break }
      if isSent, end == .max { end = now + burst.patienceNs }
      if now >= end { break }
      let next = isSent ? end : start + Int64(sentNs.count) * burst.spacingNs
      _ = clinux_wait_readable(descriptor, -1, max(50_000, min(next - now, 50_000_000)))
    }
    return Sent(
      count: sentNs.count, sentNs: isEchoed ? sentNs : [], echoedNs: isEchoed ? echoedNs : [])
  }
}
