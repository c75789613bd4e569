/// Everything an agent can do to a host: a fault is a list of these, each with its undo.
///
/// Shape: plain data that is journalled before it is done; the agent knows no faults, only actions.
package enum HostAction: Sendable, Equatable, Codable {
  /// Adds what the fault wants of one part of the host; faults that want the same part merge.
  case set(host: HostName, fault: String, setting: HostSetting)
  /// Takes back what the fault wanted of that part; nothing to do where it wanted nothing.
  case clear(host: HostName, fault: String, part: HostSetting.Part)
  /// Loads an nftables table of the fault's own; `rules` are the chains inside it.
  case loadTable(host: HostName, table: String, rules: String)
  /// Removes that table; nothing to do where it is not there.
  case deleteTable(host: HostName, table: String)
  /// Stops the database as its service manager would, with SIGTERM.
  case stopDatabase(host: HostName)
  /// Starts the database with extra arguments; nothing to do where it runs.
  case startDatabase(host: HostName, extraArguments: [String])
  /// Kills every process of the database at once, with SIGKILL.
  case killDatabase(host: HostName)
  /// Runs what an operator would type there, to its end; never through a shell.
  case command(OperatorCommand)

  /// The host it acts on.
  package var host: HostName {
    switch self {
    case .set(let host, _, _), .clear(let host, _, _), .loadTable(let host, _, _),
      .deleteTable(let host, _), .stopDatabase(let host), .startDatabase(let host, _),
      .killDatabase(let host):
      host
    case .command(let command):
      command.host
    }
  }
}
