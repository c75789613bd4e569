import ArgumentParser
import Foundation
import Ranges
import Vocabulary

/// Opens a shell, or runs a command, inside a host of a range.
struct RangeShell: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell", abstract: "A shell, or one command after --, inside a host of a range.")

  @Argument(help: "The range's name.") var name = "range"
  @Argument(help: "The host.") var host = "n1"
  @Argument(parsing: .postTerminator, help: "A command instead of a shell.")
  var command: [String] = []

  func run() async throws {
    guard let record = RangeRegistry.find(name) else {
      throw UsageError(
        "there is no range '\(name)'", hint: "cygnet range status shows what is up")
    }
    let connection = try RangeConnection(socket: record.places.socket)
    guard case .status(let status) = try await connection.ask(.status) else { return }
    connection.close()
    guard let found = status.hosts.first(where: { $0.name.rawValue == host }) else {
      let names = status.hosts.map(\.name.rawValue).joined(separator: ", ")
      throw UsageError(
        "there is no host '\(host)' on \(name)", hint: "there are: \(names)")
    }
    let arguments = try HostEntry.arguments(
      sandbox: record.pid, host: found.initPid,
      command: command.isEmpty ? [ProcessInfo.processInfo.environment["SHELL"] ?? "sh"] : command)
    try HostEntry.replaceThisProcess(arguments)
  }
}
