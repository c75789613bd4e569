import ArgumentParser

/// Runbooks: scripted responders as files, and what they are worth.
struct RunbookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runbook",
    abstract: "Runbooks as files, and which of them contains which mission.",
    subcommands: [RunbookList.self, RunbookValidate.self, MatrixCommand.self])
}
