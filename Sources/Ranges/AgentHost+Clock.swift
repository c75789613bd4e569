import LinuxHost
import Vocabulary

extension AgentHost {
  /// Makes every process of the database take the time that the held faults want together.
  ///
  /// - Parameter again: called when a process that was started later had to be shifted as well.
  func followClock(again: @escaping @Sendable () -> Void) throws(LinuxError) {
    let wishes = wishes(.clock).compactMapValues { setting -> ClockSetting? in
      if case .clock(let clock) = setting { clock } else { nil }
    }
    try clock.follow(wishes, of: clockProcesses, again: again)
  }

  /// Shifts the clock of a database that has just been started, where a fault wants that.
  func keepClock() { clock.keep(clockProcesses) }

  /// Which processes have this host's clock.
  var clockProcesses: HostClock.Processes {
    if found != nil {
      // Nobody else's processes are looked at on a machine that is not ours.
      let own: @Sendable () -> [Int32] = { [self] in databaseProcesses.map(\.pid) }
      return HostClock.Processes(database: own, host: own)
    }
    // What left its family, as PostgreSQL leaves Patroni's, the host's first process adopted.
    let whole: @Sendable () -> [Int32] = { [self, namespace] in
      guard let database else { return [] }
      let own = HostProcesses.family(of: database.pid)
      let adopted = HostProcesses.family(of: namespace.pid).dropFirst()
      return own + adopted.filter { !own.contains($0) }
    }
    return HostClock.Processes(
      database: whole,
      host: { [namespace] in HostProcesses.neighbours(of: namespace.pid) })
  }
}
