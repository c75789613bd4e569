import LinuxHost
import Synchronization
import Vocabulary

extension Agent {
  /// What the kernel says of the database's processes and of what they may use.
  func lookAtProcesses(of host: AgentHost, expecting wanted: ProcessExpectation) throws -> (
    Bool, String
  ) {
    if let fault = wanted.releasedFrom {
      return lookAtRelease(of: host, from: fault, isServing: wanted.isServing)
    }
    var found: [(Bool, String)] = []
    if let share = wanted.processors { found.append(try host.looksLimited(processors: share)) }
    if let bytes = wanted.memoryBytes { found.append(host.looksLimited(memoryBytes: bytes)) }
    if let files = wanted.openFiles { found.append(host.looksLimited(openFiles: files)) }
    return (
      !found.isEmpty && found.allSatisfy(\.0), found.map(\.1).joined(separator: ", ")
    )
  }

  /// Whether a fault is let go, and the processes are as all that are still held want them.
  private func lookAtRelease(
    of host: AgentHost, from fault: String, isServing: Bool
  ) -> (Bool, String) {
    let place = "the database on \(host.name)"
    if state.withLock({ $0.held[fault] != nil }) { return (false, "\(fault) is held") }
    guard case .process(let setting) = host.effective(.process) else {
      preconditionFailure("a part has settings of its own kind only")
    }
    let processes = host.databaseProcesses
    let others = setting == ProcessSetting() ? "" : ", as other faults want it"
    if setting.isDown { return (processes.isEmpty, "\(place) is down\(others)") }
    guard !processes.isEmpty else { return (false, "\(place): no process") }
    let stopped = processes.filter(\.isStopped).count
    guard stopped == (setting.isPaused ? processes.count : 0) else {
      return (false, "\(place): \(stopped) of \(processes.count) processes are stopped")
    }
    if let defect = host.limitDefect(setting) { return (false, "\(place) \(defect)") }
    guard !setting.isPaused, isServing, let readiness = host.service?.readiness else {
      let word = setting.isPaused ? "paused" : "free"
      return (true, "\(place): \(Self.counted(processes)), \(word)\(others)")
    }
    let answers = ReadinessProbe.answers(address: host.address, readiness: readiness)
    return (answers, "\(place) \(answers ? "serves" : "does not serve")\(others)")
  }
}
