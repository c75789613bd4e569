import Faults
import Vocabulary

/// Finds actions of a compiled fault that nothing takes back, and undoing of what is not its own.
enum UndoAudit {
  /// Actions that leave a host changed once the undo is done.
  static func leftovers(of fault: CompiledFault) -> [HostAction] {
    fault.actions.enumerated().filter { index, action in
      let later = Array(fault.actions[(index + 1)...]) + fault.undo
      return !isTakenBack(action, by: later)
    }.map(\.element)
  }

  /// Undo actions that touch something which the fault's own actions did not.
  static func strangers(in fault: CompiledFault) -> [HostAction] {
    fault.undo.filter { undo in !fault.actions.contains { isTakenBack($0, by: [undo]) } }
  }

  /// A command that touches the folder of backups, and no data of a member.
  private static func isAboutBackups(_ command: OperatorCommand) -> Bool {
    command.arguments.contains { $0.hasPrefix("<backups>") }
      && !command.arguments.contains { $0.contains("<data directory") }
  }

  /// Whether one command is the pause of a manager and another, on the same host, its end.
  private static func isPause(_ command: OperatorCommand, endedBy other: HostAction) -> Bool {
    guard case .command(let end) = other, end.host == command.host else { return false }
    return command.text.contains(" pause ") && end.text.contains(" resume ")
  }

  private static func isTakenBack(_ action: HostAction, by later: [HostAction]) -> Bool {
    let start = { (host: HostName) in HostAction.startDatabase(host: host, extraArguments: []) }
    switch action {
    case .loadTable(let host, let table, _):
      return later.contains(.deleteTable(host: host, table: table))
    case .set(let host, let fault, let setting):
      return later.contains(.clear(host: host, fault: fault, part: setting.part))
    case .killDatabase(let host), .stopDatabase(let host): return later.contains(start(host))
    case .startDatabase(_, let extra): return extra.isEmpty
    // What an operator typed cannot be taken back by an agent; a question changes nothing, what was
    // refused neither, and a backup needs not to be.
    case .command(let command):
      return command.isRefused || command.text.contains("endpoint health")
        || isAboutBackups(command) || command.text.contains(" resume ")
        || later.contains { isPause(command, endedBy: $0) }
    case .deleteTable, .clear: return true
    }
  }
}
