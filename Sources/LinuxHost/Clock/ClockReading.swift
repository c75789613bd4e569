import CLinux
import Glibc
import Vocabulary

/// What the clock functions of a process give, beside those of this process.
package struct ClockReading: Sendable, Equatable {
  /// Its `clock_gettime(CLOCK_REALTIME)` minus the machine's wall clock.
  package var offsetNs: Int64
  /// Its `gettimeofday` minus the machine's wall clock.
  package var dayOffsetNs: Int64
  /// Its `time` minus the machine's wall clock, in whole seconds rounded down.
  package var secondOffset: Int64
  /// Its `clock_gettime(CLOCK_MONOTONIC)` minus the machine's monotonic clock.
  package var monotonicOffsetNs: Int64
  /// How far off the first two may be.
  package var errorNs: Int64
  /// When it was read, on the machine's wall clock.
  package var atNs: Int64
}

extension ClockVictim {
  /// Executes the process's own clock functions as they are now; nil where the process is gone.
  ///
  /// Effect: none on the process. Its whole vDSO is copied over that of a child of this process,
  ///         which calls the functions and is killed: were a thread of the victim borrowed instead,
  ///         the end of this process at the wrong moment would be the victim's end.
  package func reading() throws(LinuxError) -> ClockReading? {
    let size = image.object.bytes.count
    guard let bytes = memory.read(size, at: start), bytes.count == size else { return nil }
    let child = try ChildProcess.start(Launch("sleep", ["60"], output: .null))
    defer { try? child.signal(SIGKILL) }
    ThreadPriority.raise(child.pid)
    guard let stand = try ClockVictim.find(child.pid, within: .seconds(2)) else {
      throw LinuxError("read a clock", on: "a child process", code: ESRCH)
    }
    let reading = try StoppedProcess.with(child.pid, outside: stand.range, memory: stand.memory) {
      held throws(LinuxError) -> ClockReading? in
      try stand.memory.write(bytes, at: stand.start)
      return try held.still.first.map { thread throws(LinuxError) in
        try stand.read(with: thread)
      } ?? nil
    }
    return reading ?? nil
  }

  private func read(with thread: Int32) throws(LinuxError) -> ClockReading? {
    var (place, stack) = (UInt64(0), UInt64(0))
    guard clinux_thread_place(thread, &place, &stack) == 0 else { return nil }
    // Below what the interrupted function may use without saying so.
    let buffer = (stack - 256) & ~15
    return try VictimCall(victim: self, thread: thread, buffer: buffer).readClocks()
  }
}

/// Calls of the functions in a child's vDSO by its own thread, which is held.
private struct VictimCall {
  let victim: ClockVictim
  let thread: Int32
  /// 16 bytes for what the function writes; its stack is below.
  let buffer: UInt64
  /// What a reading is not repeated for.
  private static let goodErrorNs: Int64 = 30_000

  func readClocks() throws(LinuxError) -> ClockReading {
    let ahead = clinux_wall_ahead_ns()
    var best: ClockReading?
    // On a busy machine it may lose its processor between two of these.
    for _ in 0..<10 where best?.errorNs ?? .max > Self.goodErrorNs {
      let before = try time(clock: CLOCK_MONOTONIC)
      let wall = try time(clock: CLOCK_REALTIME)
      let after = try time(clock: CLOCK_MONOTONIC)
      let day = try call("__vdso_gettimeofday", buffer, 0)
      let last = try time(clock: CLOCK_MONOTONIC)
      let dayNs = day.first * 1_000_000_000 + day.second * 1_000
      let middle = before + (after - before) / 2
      let later = after + (last - after) / 2
      let reading = ClockReading(
        offsetNs: wall - middle - ahead, dayOffsetNs: dayNs - later - ahead, secondOffset: 0,
        monotonicOffsetNs: 0, errorNs: max(after - before, last - after) / 2 + 1_000,
        atNs: middle + ahead)
      if reading.errorNs < best?.errorNs ?? .max { best = reading }
    }
    guard var reading = best else { preconditionFailure("one reading was made at least") }
    let seconds = try call("__vdso_time", 0, 0).value
    let low = MonotonicClock.now().rawValue
    let inside = try time(clock: CLOCK_MONOTONIC)
    let high = MonotonicClock.now().rawValue
    reading.secondOffset = seconds - (low + ahead) / 1_000_000_000
    reading.monotonicOffsetNs = inside < low ? inside - low : max(0, inside - high)
    return reading
  }

  private func time(clock: Int32) throws(LinuxError) -> Int64 {
    let result = try call("__vdso_clock_gettime", UInt64(UInt32(clock)), buffer)
    return result.first * 1_000_000_000 + result.second
  }

  private func call(
    _ name: String, _ first: UInt64, _ second: UInt64
  ) throws(LinuxError) -> (value: Int64, first: Int64, second: Int64) {
    guard let function = victim.image.object.functions[name] else {
      throw LinuxError("read a clock", on: "process \(victim.pid)", detail: "no \(name)")
    }
    // It returns to address 0: nothing is there, so the thread stops and is put back.
    try victim.memory.write([UInt8](repeating: 0, count: 24), at: buffer - 8)
    var value: Int64 = 0
    let address = victim.start + UInt64(function.lowerBound)
    try check(
      clinux_call(thread, address, first, second, buffer - 8, &value), "read a clock",
      on: "process \(victim.pid)")
    guard let bytes = victim.memory.read(16, at: buffer), bytes.count == 16 else {
      throw LinuxError("read a clock", on: "process \(victim.pid)", code: ESRCH)
    }
    return (value, bytes.signed(0), bytes.signed(8))
  }
}
