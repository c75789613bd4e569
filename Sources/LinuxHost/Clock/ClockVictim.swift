import Glibc
package import Vocabulary

/// A process whose wall clock can be shifted: its vDSO is this machine's, patched or not.
///
/// Effect: until it executes another program; processes that it forks inherit the patch.
/// Errors: a vDSO that is neither the machine's nor patched by cygnet is never written to.
package final class ClockVictim: Sendable {
  /// Its number.
  package let pid: Int32
  let memory: VictimMemory
  let image: ClockImage
  /// Where its vDSO begins.
  let start: UInt64

  /// What its vDSO is at the moment.
  package enum State: Sendable, Equatable {
    /// As the kernel made it.
    case original
    /// With the patch and this shift.
    case shifted(ClockShift)
    /// Another one than this machine's, such as that of a 32-bit program.
    case foreign
    /// The process is gone, or executes another program than when it was found.
    case gone
  }

  /// Finds a process; nil where it is gone or is none that has a vDSO.
  package static func find(_ pid: Int32) throws(LinuxError) -> ClockVictim? {
    let image = try ClockImage.own.get()
    guard let start = HostProcesses.kernelObject(of: pid), start != 0,
      let memory = try VictimMemory(of: pid)
    else { return nil }
    return ClockVictim(memory, image, start)
  }

  /// Finds a process that has just been started: for a moment the kernel does not show its vDSO.
  static func find(_ pid: Int32, within limit: Nanoseconds) throws(LinuxError) -> ClockVictim? {
    let deadline = MonotonicClock.now() + limit
    while true {
      if let victim = try find(pid) { return victim }
      guard MonotonicClock.now() < deadline else { return nil }
      usleep(500)
    }
  }

  private init(_ memory: VictimMemory, _ image: ClockImage, _ start: UInt64) {
    pid = memory.pid
    self.memory = memory
    self.image = image
    self.start = start
  }

  /// The addresses of its vDSO.
  var range: Range<UInt64> { start..<(start + UInt64(image.object.bytes.count)) }

  private var header: UInt64 { start + UInt64(image.place) }

  /// Looks at all of its vDSO.
  package var state: State {
    guard var bytes = memory.read(image.object.bytes.count, at: start) else { return .gone }
    if bytes == image.object.bytes { return .original }
    guard bytes.count == image.object.bytes.count else { return .foreign }
    let own = Array(bytes[image.place..<(image.place + image.bytes.count)])
    // An agent that died may have left the image without some jumps, or none: it is still ours.
    guard own.starts(with: ClockImage.magic) else { return .foreign }
    let hasJumps = image.jumps.allSatisfy { bytes[$0.place...].starts(with: $0.bytes) }
    for (place, length) in [(image.place, image.bytes.count)] + image.jumps.map({ ($0, $1.count) })
    {
      bytes.replaceSubrange(
        place..<(place + length), with: image.object.bytes[place..<(place + length)])
    }
    guard bytes == image.object.bytes else { return .foreign }
    return hasJumps ? .shifted(Self.shift(in: own)) : .shifted(ClockShift(offsetNs: .min))
  }

  /// The shift, read without looking at the rest; nil where there is no patch.
  package var shift: ClockShift? {
    guard let bytes = memory.read(ClockImage.headerSize, at: header),
      bytes.starts(with: ClockImage.magic)
    else { return nil }
    return Self.shift(in: bytes)
  }

  private static func shift(in image: [UInt8]) -> ClockShift {
    let slot = ClockImage.slots + Int(image[ClockImage.sequence] & 1) * ClockImage.slotSize
    return ClockShift(slot: Array(image[slot..<(slot + ClockImage.slotSize)]))
  }

  /// Shifts its wall clock, patching it first where it must; how long its threads were held for it.
  @discardableResult
  package func apply(_ shift: ClockShift) throws(LinuxError) -> Nanoseconds {
    switch state {
    case .gone: return .zero
    case .foreign: throw foreign
    case .shifted(let old) where old.offsetNs != .min:
      if old != shift { try rewrite(shift) }
      return .zero
    case .original, .shifted:
      let bytes = image.bytes(with: shift)
      return try still { [self] () throws(LinuxError) in
        // In this order every moment at which this process may die is a sound one.
        try memory.write(bytes, at: header)
        for (place, jump) in image.jumps { try memory.write(jump, at: start + UInt64(place)) }
      }
    }
  }

  /// Changes the shift of a patched process, without holding it.
  private func rewrite(_ shift: ClockShift) throws(LinuxError) {
    guard let sequence = memory.read(1, at: header + UInt64(ClockImage.sequence))?.first
    else { return }
    let next = sequence &+ 1
    let slot = ClockImage.slots + Int(next & 1) * ClockImage.slotSize
    try ifAlive { () throws(LinuxError) in
      try memory.write(shift.slot, at: header + UInt64(slot))
      try memory.write([next], at: header + UInt64(ClockImage.sequence))
    }
  }

  /// Gives it the machine's clock and its vDSO's original bytes back; harmless where it has them.
  @discardableResult
  package func restore() throws(LinuxError) -> Nanoseconds {
    switch state {
    case .gone, .original: return .zero
    case .foreign:
      // Whatever it is, it is not ours, so nothing of ours is in it.
      return .zero
    case .shifted:
      // True time at once, and even where it cannot be held.
      try? rewrite(ClockShift())
      return try still { [self] () throws(LinuxError) in
        for (place, jump) in image.jumps {
          try memory.write(
            Array(image.object.bytes[place..<(place + jump.count)]), at: start + UInt64(place))
        }
        let end = image.place + image.bytes.count
        try memory.write(Array(image.object.bytes[image.place..<end]), at: header)
      }
    }
  }

  private var foreign: LinuxError {
    LinuxError(
      "shift the clock", on: "process \(pid)",
      detail: "its vDSO is not this machine's 64-bit one, or something else has patched it")
  }

  /// Does something while the process is held outside of its vDSO; how long it was held.
  private func still(
    _ body: @escaping @Sendable () throws(LinuxError) -> Void
  ) throws(LinuxError) -> Nanoseconds {
    let since = try StoppedProcess.with(pid, outside: range, memory: memory) {
      [self] held throws(LinuxError) in
      try ifAlive(body)
      return held.since
    }
    return since.map { MonotonicClock.now() - $0 } ?? .zero
  }

  /// A process that ends meanwhile needs nothing any more.
  private func ifAlive(_ body: () throws(LinuxError) -> Void) throws(LinuxError) {
    do throws(LinuxError) {
      try body()
    } catch {
      guard memory.read(1, at: start) != nil else { return }
      throw error
    }
  }
}
