import CLinux
import Glibc
import Synchronization
import Vocabulary

/// The receiving end of a burst between machines that share no clock.
///
/// Shape:  a socket of its own on a thread of its own, which ends by itself.
/// Effect: with echoes, the first of each datagram goes back at once; nothing else is sent.
/// Limits: only the peer is heard; times are this machine's own.
package final class LinkReceiver: Sendable {
  /// What arrived, by this machine's clock.
  package struct Heard: Sendable, Equatable, Codable {
    /// The counts; how many were sent and how long they took, only the sender knows.
    package var sample: LinkSample
    /// Numbers of those that were not late, where echoes were asked for.
    package var numbers: [Int]
    /// When each of these arrived.
    package var timesNs: [Int64]

    /// What was heard.
    package init(sample: LinkSample, numbers: [Int], timesNs: [Int64]) {
      self.sample = sample
      self.numbers = numbers
      self.timesNs = timesNs
    }
  }

  /// A receiver that nobody asks ends after so long.
  private static let longestNs: Int64 = 60_000_000_000

  private let descriptor: Int32
  private let peer: UInt32
  private let isEchoing: Bool
  private let state: Mutex<State>
  private let thread = Mutex<pthread_t?>(nil)
  /// Where the sender reaches it.
  package let port: Int

  private struct State: Sendable {
    var tally: LinkTally
    var numbers: [Int] = []
    var timesNs: [Int64] = []
    var endNs: Int64
    var isAllSent = false
  }

  /// Listens from now on.
  package init(
    _ burst: LinkBurst, on own: LinkMeter.Station, from peer: String, isEchoing: Bool
  ) throws(LinuxError) {
    descriptor = try LinkMeter.socket(on: own)
    port = Int(InternetSocket.localPort(descriptor))
    self.peer = InternetSocket.address(peer, port: 0).sin_addr.s_addr
    self.isEchoing = isEchoing
    state = Mutex(
      State(
        tally: LinkTally(burst), endNs: MonotonicClock.now().rawValue + Self.longestNs))
    let started = try OwnThread.start { [self] in
      ThreadPriority.raise()
      serve()
      close(descriptor)
    }
    thread.withLock { $0 = started }
  }

  /// All is sent: waits for the rest, no longer than the burst's patience.
  package func heard() -> Heard {
    state.withLock { state in
      state.isAllSent = true
      state.endNs = MonotonicClock.now().rawValue + state.tally.burst.patienceNs
    }
    let started = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    if let started { pthread_join(started, nil) }
    return state.withLock {
      Heard(sample: $0.tally.sample, numbers: $0.numbers, timesNs: $0.timesNs)
    }
  }

  private func serve() {
    var buffer = [UInt8](repeating: 0, count: state.withLock { $0.tally.burst.bytes + 1 })
    while true {
      let now = MonotonicClock.now().rawValue
      let end = state.withLock { state in
        // Copies come right behind the last original.
        if state.isAllSent, state.tally.isComplete {
          state.endNs = min(state.endNs, now + 2_000_000)
        }
        return state.endNs
      }
      if now >= end { return }
      _ = clinux_wait_readable(descriptor, -1, min(end - now, 5_000_000))
      while let (count, sender) = InternetSocket.receive(&buffer, on: descriptor) {
        if sender.sin_addr.s_addr == peer { take(buffer, count, from: sender) }
      }
    }
  }

  private func take(_ buffer: [UInt8], _ count: Int, from sender: sockaddr_in) {
    let now = MonotonicClock.now().rawValue
    let isFresh = state.withLock { state in
      let limit = state.tally.burst.count
      guard let arrival = state.tally.note(buffer, count, at: now, below: limit) else {
        return false
      }
      if isEchoing, !arrival.isLate {
        state.numbers.append(arrival.number)
        state.timesNs.append(now)
      }
      return true
    }
    if isEchoing, isFresh {
      _ = InternetSocket.send(Array(buffer[..<count]), on: descriptor, to: sender)
    }
  }
}
