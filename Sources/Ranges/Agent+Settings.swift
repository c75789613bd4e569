import Glibc
import LinuxHost
import Synchronization
import Vocabulary

extension Agent {
  /// Adds, replaces or, with nil, takes back what a fault wants of a part of a host.
  ///
  /// Effect: the part is set to the merge of what all held faults want, and everybody is told.
  func change(
    _ part: HostSetting.Part, of host: AgentHost, for fault: String, to setting: HostSetting?
  ) throws {
    let before = host.effective(part)
    host.note(setting, of: part, for: fault)
    let effective = host.effective(part)
    switch (effective, before) {
    case (.disk(let disk), _): try host.apply(disk)
    case (.links(let links), _): try host.apply(links)
    case (.clock, _):
      try host.followClock { [say] in
        say(.effective(host: host.name, setting: effective, atNs: MonotonicClock.now()))
      }
    case (.process(let process), .process(let old)):
      let wish: ProcessSetting? = if case .process(let wish) = setting { wish } else { nil }
      try apply(process, to: host, from: old, adding: wish)
    case (.process, _): preconditionFailure("a part has settings of its own kind only")
    }
    say(.effective(host: host.name, setting: effective, atNs: MonotonicClock.now()))
  }

  /// Kills and starts, stops and continues, and limits the database's processes; `wish` is what one
  /// more fault wants, nil where one is taken back.
  private func apply(
    _ setting: ProcessSetting, to host: AgentHost, from old: ProcessSetting,
    adding wish: ProcessSetting?
  ) throws {
    if wish?.isDown == true || wish?.isRestarted == true { try host.killDatabase() }
    // What a limit has ended is started again without it, as a supervisor would.
    let hasSuccumbed = wish == nil && old.isLimited && !host.isExpectedToEnd && !host.isRunning
    if hasSuccumbed { try host.killDatabase() }
    var isStarted = false
    if !setting.isDown, old.isDown || wish?.isRestarted == true || hasSuccumbed {
      try startDatabase(on: host, extraArguments: [])
      isStarted = true
    }
    if setting.isPaused {
      if !old.isPaused || isStarted { try host.pauseDatabase() }
    } else if wish == nil {
      // Also where this agent knows of no pause: one before it may have left it.
      try host.continueDatabase()
    }
    if setting.isLimited || wish == nil { try host.limit(setting) }
  }

  /// Keeps up what held faults want of processes that come and go; called several times a second.
  func keepUp() {
    let hosts = state.withLock { Array($0.hosts.values) }
    for host in hosts {
      guard case .process(let setting) = host.effective(.process),
        setting.isLimited || setting.crashEveryNs != nil
      else { continue }
      _ = host.actions.withLockIfAvailable { _ in try? keepUp(host) }
    }
  }

  /// With the host to itself, for a heal may have come first.
  private func keepUp(_ host: AgentHost) throws {
    guard case .process(let setting) = host.effective(.process) else { return }
    // One that is stopped for maintenance is not started by a crash.
    if let every = setting.crashEveryNs, !setting.isDown, !setting.isPaused, host.isRunning,
      MonotonicClock.now() > host.startedAt + every
    {
      try host.killDatabase()
      try startDatabase(on: host, extraArguments: [])
    }
    if setting.isLimited { try host.limit(setting) }
  }

  /// Starts the database of a host and says so when it ends unasked; nothing to do where it runs.
  func startDatabase(on host: AgentHost, extraArguments: [String]) throws {
    guard let child = try host.startDatabase(extraArguments: extraArguments) else { return }
    if case .process(let setting) = host.effective(.process), setting.isLimited {
      try host.limit(setting)
    }
    host.keepClock()
    Task { [say] in
      let status = await child.wait()
      guard !host.isExpectedToEnd else { return }
      say(.databaseExited(host: host.name, status: status.number, atNs: MonotonicClock.now()))
    }
  }
}
