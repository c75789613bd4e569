import Glibc
import LinuxHost
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
    case (.clock(let clock), _): try host.apply(clock)
    case (.process(let process), .process(let old)):
      try apply(process, to: host, from: old, isNew: setting != nil)
    case (.process, _): preconditionFailure("a part has settings of its own kind only")
    }
    say(.effective(host: host.name, setting: effective, atNs: MonotonicClock.now()))
  }

  /// Kills and starts, stops and continues, and limits the database's processes.
  private func apply(
    _ setting: ProcessSetting, to host: AgentHost, from old: ProcessSetting, isNew: Bool
  ) throws {
    if setting.isDown, isNew { try host.killDatabase() }
    if setting.isPaused != old.isPaused {
      try setting.isPaused ? host.pauseDatabase() : host.continueDatabase()
    }
    if old.isDown, !setting.isDown { try startDatabase(on: host, extraArguments: []) }
    try host.limit(setting)
  }

  /// Starts the database of a host and says so when it ends unasked; nothing to do where it runs.
  func startDatabase(on host: AgentHost, extraArguments: [String]) throws {
    guard let child = try host.startDatabase(extraArguments: extraArguments) else { return }
    Task { [say] in
      let status = await child.wait()
      guard !host.isExpectedToEnd else { return }
      say(.databaseExited(host: host.name, status: status.number, atNs: MonotonicClock.now()))
    }
  }
}
