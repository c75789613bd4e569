import CLinux
import Glibc
import Synchronization
import Vocabulary

/// Serves the kernel's queue of packets that arrive on one host over degraded links.
///
/// Shape:  a thread of its own, which waits in the kernel; settings are changed from any thread.
/// Effect: see `LinkShaper`. What waits longer than a new setting says is passed on at once.
/// Cure:   when this process dies the kernel passes on what follows, and drops what waited.
final class LinkQueue: Sendable {
  /// The queue's number in the host's net namespace.
  static let number: UInt16 = 51_049

  private let descriptor: Int32
  private let copies: Int32
  private let wake: [Int32]
  private let state: Mutex<State>
  private let thread = Mutex<pthread_t?>(nil)

  private struct State {
    var shaper: LinkShaper
    var changed: [UInt32: Changed] = [:]
    var isEnding = false
    var failure: Int32?
  }

  /// A packet that passes in another form than it came, or twice.
  private struct Changed {
    var bytes: [UInt8]
    var isCorrupted: Bool
    var isDuplicated: Bool
  }

  /// Opens the queue; on a thread inside the host's net namespace.
  init(on host: String) throws(LinuxError) {
    descriptor = try check(
      clinux_queue_open(Self.number, UInt32(LinkShaper.mostPackets * 4)), "open a packet queue",
      on: host)
    let copies = clinux_copies_open()
    var ends: [Int32] = [-1, -1]
    let made = copies < 0 ? copies : clinux_pipe(&ends)
    if made < 0 {
      close(descriptor)
      if copies >= 0 { close(copies) }
      throw LinuxError("open a packet queue", on: host, code: -made)
    }
    self.copies = copies
    wake = ends
    state = Mutex(State(shaper: LinkShaper(seed: SeededRandom.seed(of: host))))
    let served = try OwnThread.start { [self] in serve() }
    thread.withLock { $0 = served }
  }

  /// The error that ended the serving; nil while it goes on.
  var failure: Int32? { state.withLock { $0.failure } }

  /// What has become of a sender's packets; nil for one whose link is whole.
  func report(of source: UInt32) -> LinkReport? {
    state.withLock { $0.shaper.report(of: source) }
  }

  /// Replaces all settings; links without one are whole.
  func set(_ links: [UInt32: LinkSetting]) {
    let copied: UInt32 = links.values.contains(where: \.needsBytes) ? 0xffff : 64
    let joined = links.values.allSatisfy(\.onlyDelays)
    _ = clinux_queue_mode(descriptor, Self.number, copied, joined ? 1 : 0)
    state.withLock { state in
      state.shaper.set(links, at: MonotonicClock.now().rawValue)
      passDue(&state)
    }
    rouse()
  }

  /// Passes on what is there and closes the queue; returns when the thread has ended.
  func end() {
    set([:])
    state.withLock { $0.isEnding = true }
    rouse()
    let served = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    if let served { pthread_join(served, nil) }
  }

  private func rouse() {
    var byte: UInt8 = 0
    _ = write(wake[1], &byte, 1)
  }

  private func serve() {
    // A link does not wait for a processor; see the disk.
    ThreadPriority.raise()
    var buffer = [UInt8](repeating: 0, count: 1 << 17)
    while true {
      let due = state.withLock { $0.shaper.nextDueNs }
      let left = due.map { max(0, $0 - MonotonicClock.now().rawValue) } ?? -1
      let ready = clinux_wait_readable(descriptor, wake[0], left)
      if ready & 2 != 0 { _ = read(wake[0], &buffer, 512) }
      let goesOn = state.withLock { state in
        let outcome = ready < 0 ? ready : receive(&state, &buffer)
        passDue(&state)
        if outcome < 0 { state.failure = -outcome }
        return outcome >= 0 && !(state.isEnding && outcome == 0)
      }
      if !goesOn { break }
    }
    for open in [descriptor, copies] + wake { close(open) }
  }

  /// Takes packets in; 0 when none is left, 1 when there may be more, below 0 on an error.
  private func receive(_ state: inout State, _ buffer: inout [UInt8]) -> Int32 {
    let now = MonotonicClock.now().rawValue
    let size = buffer.count
    return buffer.withUnsafeMutableBufferPointer { bytes in
      var packet = clinux_packet()
      for _ in 0..<128 {
        let outcome = clinux_queue_read(descriptor, bytes.baseAddress, size, &packet)
        if outcome <= 0 { return outcome }
        take(packet, &state, now)
      }
      return 1
    }
  }

  private func take(_ packet: clinux_packet, _ state: inout State, _ now: Int64) {
    let isWhole = packet.captured == packet.length && packet.captured >= 20
    let words = isWhole ? packet.bytes.map { Int($0[0] & 15) } : nil
    let fate = state.shaper.arrive(
      LinkShaper.Packet(
        id: packet.id, source: packet.source, bytes: Int(packet.length),
        headerBytes: (words ?? 5) * 4, isWhole: isWhole),
      at: now)
    if fate.isDropped { return verdict([packet.id], passes: false) }
    guard fate.isDuplicated || fate.corruptedBit != nil, let bytes = packet.bytes else { return }
    var copy = Array(UnsafeBufferPointer(start: bytes, count: Int(packet.captured)))
    if let bit = fate.corruptedBit { copy[bit / 8] ^= 1 << UInt8(bit % 8) }
    state.changed[packet.id] = Changed(
      bytes: copy, isCorrupted: fate.corruptedBit != nil, isDuplicated: fate.isDuplicated)
  }

  private func passDue(_ state: inout State) {
    let due = state.shaper.due(at: MonotonicClock.now().rawValue)
    if due.isEmpty { return }
    var plain: [UInt32] = []
    for id in due {
      if state.changed.isEmpty {
        plain.append(id)
        continue
      }
      guard let changed = state.changed.removeValue(forKey: id) else {
        plain.append(id)
        continue
      }
      // In order: those before it go first.
      verdict(plain, passes: true)
      plain = []
      verdict([id], passes: true, changed.isCorrupted ? changed.bytes : [])
      if changed.isDuplicated {
        _ = clinux_copies_send(copies, changed.bytes, UInt32(changed.bytes.count))
      }
    }
    verdict(plain, passes: true)
  }

  /// A packet that the kernel has given up meanwhile is refused, and nothing is lost by it.
  private func verdict(_ ids: [UInt32], passes: Bool, _ bytes: [UInt8] = []) {
    var rest = ids[...]
    while !rest.isEmpty {
      let part = Array(rest.prefix(60))
      _ = clinux_queue_verdict(
        descriptor, Self.number, part, Int32(part.count), passes ? 1 : 0, bytes,
        UInt32(bytes.count))
      rest = rest.dropFirst(60)
    }
  }
}

extension SeededRandom {
  /// A seed of its own for each host, the same in every run.
  fileprivate static func seed(of host: String) -> UInt64 {
    var random = SeededRandom(seed: 0, purpose: host)
    return random.next()
  }
}
