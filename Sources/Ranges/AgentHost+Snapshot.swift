import Glibc
import LinuxHost
import Vocabulary

extension AgentHost {
  /// What faults may have left here; sections that a host does not have are left out.
  func snapshot() throws -> HostSnapshot {
    let network = try HostInspection.network(of: namespace)
    return HostSnapshot(
      host: name,
      sections: [
        "packet filter": HostInspection.packetFilter(try filter.run("list ruleset")),
        "old packet filter": try HostInspection.legacyRules(of: namespace),
        "traffic control": network.queues,
        "network": network.links,
        "mounts": HostInspection.mounts(ofProcess: namespace.pid),
        "kernel settings": try HostInspection.settings(of: namespace),
        "disk": try diskLines(),
        "processes": processLines(),
        "clocks": try clockLines(),
        "limits": limitLines(),
        "wanted": wantedLines(),
      ])
  }

  private func diskLines() throws -> [String] {
    guard let disk else { return [] }
    let words = HostSetting.disk(try disk.read().setting).words
    return ["the pass-through disk is \(words)"]
  }

  /// A database that ended by itself is no residue, one that somebody keeps down is.
  private func processLines() -> [String] {
    let processes = databaseProcesses
    let stopped = Set(processes.filter(\.isStopped).map { "\($0.name) is stopped" })
    let isKeptDown = service != nil && processes.isEmpty && isExpectedToEnd
    return stopped + (isKeptDown ? ["the database is kept down"] : [])
  }

  /// Processes whose own code tells another time, whoever remembers having changed it.
  private func clockLines() throws -> [String] {
    #if arch(x86_64)
      return try clockProcesses.host().compactMap { pid in
        guard let victim = try ClockVictim.find(pid), victim.shift != nil else { return nil }
        return "the clock of a process of \(name) is shifted"
      }
    #else
      return []
    #endif
  }

  /// What faults still want here, by the agent's own memory.
  private func wantedLines() -> [String] {
    HostSetting.Part.allCases.compactMap { part in
      let setting = effective(part)
      return setting == .atRest(part) ? nil : "\(part.rawValue): \(setting.words)"
    }
  }
}
