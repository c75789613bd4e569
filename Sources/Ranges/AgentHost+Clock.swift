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
    HostClock.Processes(
      database: { [self] in database.map { HostProcesses.family(of: $0.pid) } ?? [] },
      host: { [namespace] in HostProcesses.neighbours(of: namespace.pid) })
  }
}
