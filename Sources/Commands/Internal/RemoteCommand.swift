import ArgumentParser
import Ranges

/// The end of an SSH connection on a machine of an inventory; started by ssh, never by people.
struct RemoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remote", abstract: "The way to the agent of this machine.", shouldDisplay: false)

  @Argument var state: String
  @Flag var anyVersion = false

  func run() throws { try RemoteEntry.run(state: state, isAnyVersion: anyVersion) }
}

/// The agent of a machine; started by its reaper, never by people.
struct RemoteAgentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remote-agent", abstract: "The agent of this machine.", shouldDisplay: false)

  @Argument var state: String
  @Option var linger: Int?

  func run() throws { try RemoteAgent.run(state: state, linger: linger) }
}

/// The reaper of a machine; started by `remote` or by an agent whose reaper died.
struct RemoteReaperCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remote-reaper", abstract: "The reaper of this machine.", shouldDisplay: false)

  @Argument var state: String
  @Flag var replacement = false

  func run() throws { try RemoteReaper.run(state: state, isReplacement: replacement) }
}
