import Ranges
import Vocabulary

extension ExerciseConductor {
  /// Takes in what the agent says of its own accord.
  func note(_ event: AgentMessage.Say) {
    switch event {
    case .line("monitor", let text):
      guard let status = try? CanonicalJSON.decode(ClusterStatus.self, from: text) else { return }
      note(status)
    case .line("pager", let text): note(pagerLine: text)
    case .ended(let name, let code):
      guard stop == nil else { return }
      timeline.append(
        .system, .helperEnded, at: now, step: nil, host: nil,
        ["name": .string(name), "status": .integer(Int64(code))])
      end("the \(name) ended by itself with status \(code)", isWhole: false)
    case .databaseExited(let host, let code, let at):
      timeline.append(
        .system, .databaseExited, at: at - origin, step: nil, host: host,
        ["status": .integer(Int64(code))])
      progress("system the database on \(host) ended with status \(code)")
    case .leaseExpired(let fault, let healed, let at):
      noteLeaseEnd(of: fault, healed: healed, at: at - origin)
    case .effective(let host, let setting, let at):
      timeline.append(
        .red, .settingEffective, at: at - origin, step: nil, host: host,
        ["part": .string(setting.part.rawValue), "setting": .string(setting.words)])
    case .commandRan(let record):
      defer { noteBackup(record) }
      timeline.append(
        .system, .commandRan, at: record.startNs - origin, step: nil, host: record.command.host,
        [
          "command": .string(record.command.text), "exit": .integer(Int64(record.exit)),
          "output": .string(record.output), "error": .string(record.error),
          "duration_ns": .integer((record.endNs - record.startNs).rawValue),
        ])
      progress("typed  on \(record.command.host): \(record.command.text) → \(record.exit)")
    case .failed(let message): end(message, isWhole: false)
    default: break
    }
  }

  private func note(_ status: ClusterStatus) {
    let at = status.timeNs - origin
    for change in observer.handle(status) {
      switch change {
      case .leader(let leader):
        if facts.leader != nil || at > .seconds(1), leader != nil { facts.leaderChangedAt = at }
        if let old = facts.leader { facts.formerLeader = old }
        facts.leader = leader
        timeline.append(.system, .leaderSeen, at: at, step: nil, host: leader, [:])
      case .redundancy(let margin):
        facts.redundancy = margin
        timeline.append(
          .system, .redundancySeen, at: at, step: nil, host: nil,
          ["margin": .integer(Int64(margin))])
      }
    }
    facts.silent = observer.silent.filter { !removed.contains($0) }
    facts.serving = status.serving
  }
}
