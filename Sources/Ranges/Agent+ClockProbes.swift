import Glibc
import LinuxHost
import Vocabulary

extension Agent {
  /// Has every process of the database read its clocks, and compares them with what they should show.
  func lookAtClock(of host: AgentHost, expecting wanted: ClockExpectation) throws -> (Bool, String)
  {
    let pids = host.clockProcesses.database()
    guard let first = pids.first else {
      return (wanted.setting == nil, "no process of the database runs on \(host.name)")
    }
    let check = ClockCheck(host: host.clock, wanted: wanted)
    var offsets: [Int64] = []
    var heldNs: Int64 = 0
    var early: [Int32: ClockReading] = [:]
    if check.needsRate {
      early = try pids.reduce(into: [:]) { $0[$1] = try host.clock.reading(of: $1)?.reading }
      usleep(check.rateSpanUs)
    }
    for pid in pids {
      guard let (reading, isOriginal) = try host.clock.reading(of: pid) else { continue }
      let trouble =
        check.trouble(with: reading, isOriginal: isOriginal)
        ?? early[pid].flatMap { check.rateTrouble(from: $0, to: reading) }
      if let trouble { return (false, "process \(pid) on \(host.name) \(trouble)") }
      offsets.append(reading.offsetNs)
      heldNs = max(heldNs, reading.heldNs)
    }
    guard let low = offsets.min(), let high = offsets.max() else {
      return (wanted.setting == nil, "no process of the database runs on \(host.name)")
    }
    if let strobe = wanted.setting?.strobes.first {
      guard try seesBoth(of: strobe, first, host, check) else {
        return (false, "no jump forth and back was seen on \(host.name)")
      }
    }
    let words = ["\(offsets.count) processes on \(host.name) read \(ClockCheck.words(low, high))"]
    let kept = max(Nanoseconds(rawValue: heldNs), host.clock.longestHeldNs)
    let ending = "monotonic clock unchanged, held for at most \(ClockCheck.milliseconds(kept)) ms"
    return (true, (words + check.extraWords + [ending]).joined(separator: ", "))
  }

  /// Reads the clock of one process until it was seen with the jump and without it.
  private func seesBoth(
    of strobe: ClockStrobe, _ pid: Int32, _ host: AgentHost, _ check: ClockCheck
  ) throws -> Bool {
    var (isForth, isBack) = (false, false)
    let end = MonotonicClock.now() + Nanoseconds(rawValue: strobe.periodNs.rawValue * 2)
    repeat {
      guard let (reading, _) = try host.clock.reading(of: pid) else { return false }
      switch check.isForth(reading) {
      case true?: isForth = true
      case false?: isBack = true
      case nil: return false
      }
      if isForth && isBack { return true }
      usleep(UInt32(clamping: max(500, strobe.periodNs.rawValue / 8_000)))
    } while MonotonicClock.now() < end
    return false
  }
}

extension HostClock {
  /// What a process reads, and whether its vDSO has its original bytes; nil where it is gone.
  func reading(of pid: Int32) throws -> (reading: ClockReading, isOriginal: Bool)? {
    try exclusively { () throws(LinuxError) in
      guard let victim = try ClockVictim.find(pid) else { return nil }
      let isOriginal = victim.state == .original
      guard let reading = try victim.reading() else { return nil }
      return (reading, isOriginal)
    }
  }
}
