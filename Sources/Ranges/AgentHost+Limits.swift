import LinuxHost
import Vocabulary

extension AgentHost {
  private static let groups = ControlGroups.find()

  private var groupName: String { places.groupPrefix + name.rawValue }

  /// Limits what every process of the database may use; those that come later are taken in when
  /// this is called again.
  func limit(_ setting: ProcessSetting) throws(LinuxError) {
    let processes = databaseProcesses
    try limitProcessors(to: setting.processors, of: processes)
    try limitMemory(to: setting.memoryBytes, of: processes)
    try openFiles.apply(setting.openFiles, to: processes)
  }

  private var openFiles: OpenFileLimits { OpenFileLimits(record: places.openFiles(name)) }

  private func limitProcessors(
    to share: Double?, of processes: [ProcessTree.Entry]
  ) throws(LinuxError) {
    guard let share else {
      try Self.groups.group(groupName, .cpu)?.remove()
      return
    }
    // Where nothing runs there is nobody to limit; the next start calls again.
    guard let first = processes.first else { return }
    let group = try Self.groups.make(groupName, .cpu, for: first.pid)
    try group.limitProcessors(to: share)
    try group.add(Set(processes.map(\.pid)).subtracting(group.processes))
  }

  private func limitMemory(
    to bytes: Int64?, of processes: [ProcessTree.Entry]
  ) throws(LinuxError) {
    guard let bytes else {
      let group = Self.groups.group(groupName, .memory)
      // One that was there before any fault stays: what is charged to it cannot be moved.
      if keepsMemoryGroup { try group?.limitMemory(to: nil) } else { try group?.remove() }
      return
    }
    guard let first = processes.first else { return }
    let group = try Self.groups.make(groupName, .memory, for: first.pid)
    try group.add(Set(processes.map(\.pid)).subtracting(group.processes))
    try group.limitMemory(to: bytes)
  }

  /// Charges a database that was just started to a group of its own, for the kernel moves no
  /// charges later; where that is not permitted, only memory limits are not to be had.
  ///
  /// Whoever it started before it was in the group is fetched; whoever comes later is born there.
  func countMemory(of pid: Int32) {
    guard let group = try? Self.groups.make(groupName, .memory, for: pid) else { return }
    keepsMemoryGroup = true
    var outside: Set<Int32> = [pid]
    // One pass fetches all but those that were born meanwhile; one that cannot be moved stays out.
    for _ in 0..<8 where !outside.isEmpty {
      guard (try? group.add(outside)) != nil else { return }
      // One that has ended and is not yet waited for cannot be moved any more.
      let born = ProcessTree.read().descendants(of: [pid]).filter { $0.state != "Z" }
      outside = Set(born.map(\.pid)).subtracting(group.processes)
    }
  }

  /// Removes the host's groups; nothing to do where there are none.
  func removeGroups() throws(LinuxError) {
    for controller in ControlGroups.Controller.allCases {
      try Self.groups.group(groupName, controller)?.remove()
    }
  }

  /// Whether the limit is in force on every process, and what the kernel says of it.
  func looksLimited(processors share: Double) throws(LinuxError) -> (Bool, String) {
    guard let group = Self.groups.group(groupName, .cpu), let granted = group.processors else {
      return (false, "the database on \(name) has every processor")
    }
    guard granted <= share * 1.001, isWhole(group) else {
      return (false, "the database on \(name) has \(granted) of a processor")
    }
    let held = try ProcessorBurner.throttled(in: group)
    let words = "\(granted) of a processor, held back in \(held) periods"
    return (held > 0, "the database on \(name) has \(words)")
  }

  /// The same for memory.
  func looksLimited(memoryBytes: Int64) -> (Bool, String) {
    guard let group = Self.groups.group(groupName, .memory), let granted = group.memoryBytes else {
      return (false, "the memory of the database on \(name) has no limit")
    }
    let used = group.usedBytes
    let words = "uses \(used) of \(granted) bytes"
    // The kernel counts whole pages.
    let isHeld = granted <= memoryBytes + 4_096 && used <= granted && isWhole(group)
    return (isHeld, "the database on \(name) \(words)")
  }

  /// The same for open files.
  func looksLimited(openFiles limit: Int64) -> (Bool, String) {
    let processes = databaseProcesses
    let most = processes.compactMap { OpenFileLimits.read($0.pid)?.soft }.max() ?? 0
    let isHeld = openFiles.isFelt(by: processes) && most <= UInt64(limit)
    return (isHeld, "each process of the database on \(name) may open \(most) files")
  }

  private func isWhole(_ group: ControlGroup) -> Bool {
    let pids = Set(databaseProcesses.map(\.pid))
    return !pids.isEmpty && pids.isSubset(of: group.processes)
  }

  /// What the kernel still limits although nobody wants it, or no longer although somebody does.
  func limitDefect(_ setting: ProcessSetting) -> String? {
    let processors = Self.groups.group(groupName, .cpu)?.processors
    let memory = Self.groups.group(groupName, .memory)?.memoryBytes
    if (processors == nil) != (setting.processors == nil) {
      return processors.map { "has \($0) of a processor" } ?? "has every processor"
    }
    if (memory == nil) != (setting.memoryBytes == nil) {
      return memory.map { "has \($0) bytes of memory" } ?? "has all memory"
    }
    if openFiles.isActive != (setting.openFiles != nil) { return "has another limit of open files" }
    return nil
  }

  /// What the database's processes may use, for a snapshot; of those that end meanwhile nothing.
  func limitLines() -> [String] {
    let controllers = ControlGroups.Controller.allCases
    var lines: Set<String> = []
    for process in databaseProcesses {
      var own = controllers.map { controller in
        let folder = Self.groups.folder(ofProcess: process.pid, controller)
        return "\(controller.rawValue) in \(folder ?? "no group")"
      }
      if let limit = OpenFileLimits.read(process.pid) {
        own.append("open files: \(limit.soft) of \(limit.hard)")
      }
      // Looked at afterwards: who is ending left its groups first.
      guard let after = ProcessTree.Entry(pid: process.pid), !after.isExiting,
        after.startTicks == process.startTicks
      else { continue }
      lines.formUnion(own)
    }
    for controller in controllers {
      guard let group = Self.groups.group(groupName, controller) else { continue }
      let share = group.processors.map { ", \($0) of a processor" } ?? ""
      lines.insert("\(group.path)\(share)" + (group.memoryBytes.map { ", \($0) bytes" } ?? ""))
    }
    return lines.sorted()
  }
}
