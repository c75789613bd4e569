import Glibc
import LinuxHost
import Vocabulary

extension Agent {
  /// Executes every database process's clock functions and compares what they give.
  func lookAtClock(of host: AgentHost, expecting wanted: ClockExpectation) throws -> (Bool, String)
  {
    let pids = host.clockProcesses.database()
    guard let first = pids.first else {
      return (wanted.setting == nil, "no process of the database runs on \(host.name)")
    }
    let check = ClockCheck(host: host.clock, wanted: wanted)
    var offsets: [Int64] = []
    var early: [Int32: ClockReading] = [:]
    if check.needsRate {
      // Looked at again, a drift has had more time to show.
      early = try pids.reduce(into: [:]) { early, pid in
        early[pid] = try host.clock.reading(of: pid).map {
          host.clock.first(of: pid, or: $0.reading)
        }
      }
      let oldest = early.values.map(\.atNs).max() ?? 0
      let left = Int64(check.rateSpanUs) - (WallClock.now() - oldest) / 1_000
      if left > 0 { usleep(UInt32(clamping: left)) }
    }
    for pid in pids {
      guard let (reading, patch) = try host.clock.reading(of: pid) else { continue }
      let trouble =
        check.trouble(with: reading) ?? check.trouble(with: patch)
        ?? early[pid].flatMap { check.rateTrouble(from: $0, to: reading) }
      if let trouble { return (false, "process \(pid) on \(host.name) \(trouble)") }
      offsets.append(reading.offsetNs)
    }
    guard let low = offsets.min(), let high = offsets.max() else {
      return (wanted.setting == nil, "no process of the database runs on \(host.name)")
    }
    if let strobe = wanted.setting?.strobes.first {
      guard try seesBoth(of: strobe, first, host, check) else {
        return (false, "no jump forth and back was seen on \(host.name)")
      }
    }
    let count = offsets.count == 1 ? "1 process" : "\(offsets.count) processes"
    let verb = offsets.count == 1 ? "reads" : "read"
    let words = ["\(count) on \(host.name) \(verb) \(ClockCheck.words(low, high))"]
    let held = ClockCheck.milliseconds(host.clock.longestHeldNs)
    let ending = "monotonic clock unchanged, held for at most \(held) ms"
    return (true, (words + check.extraWords + [ending]).joined(separator: ", "))
  }

  /// Reads the clock of one process until it was seen with the jump and without it.
  private func seesBoth(
    of strobe: ClockStrobe, _ pid: Int32, _ host: AgentHost, _ check: ClockCheck
  ) throws -> Bool {
    var (isForth, isBack) = (false, false)
    let end = MonotonicClock.now() + Nanoseconds(rawValue: strobe.periodNs.rawValue * 2)
    var count = 0
    // On a busy machine a reading takes longer than many a period.
    while MonotonicClock.now() < end || count < 40 {
      count += 1
      guard let (reading, _) = try host.clock.reading(of: pid) else { return false }
      switch check.isForth(reading) {
      case true?: isForth = true
      case false?: isBack = true
      case nil: if reading.errorNs < ClockCheck.toleranceNs { return false }
      }
      if isForth && isBack { return true }
      usleep(UInt32(clamping: max(500, strobe.periodNs.rawValue / 8_000)))
    }
    return false
  }
}

extension HostClock {
  /// What a process reads, and what its vDSO is; nil where it is gone.
  func reading(of pid: Int32) throws -> (reading: ClockReading, patch: ClockVictim.State)? {
    try exclusively { () throws(LinuxError) in
      guard let victim = try ClockVictim.find(pid) else { return nil }
      let patch = victim.state
      guard let reading = try victim.reading() else { return nil }
      return (reading, patch)
    }
  }
}
