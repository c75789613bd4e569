import ArgumentParser
import Vocabulary

/// All mistakes of runbooks, with line, column and what to try.
struct RunbookValidate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "All mistakes at once, with line, column and what to try.")

  @Argument(help: "Files of runbooks; without one those of Missions/runbooks.")
  var files: [String] = []
  @Flag(help: "One JSON object a mistake on standard output.") var json = false

  func run() throws {
    var diagnostics: [Diagnostic] = []
    for file in files.isEmpty ? try RunbookSource.files(in: "Missions/runbooks") : files {
      do {
        _ = try MissionSource.runbook(path: file)
        if !json { print("\(file): ok") }
      } catch let refused as MissionRefused {
        diagnostics += refused.diagnostics
        if !json { Terminal.say(refused.description) }
      }
    }
    if json { for diagnostic in diagnostics { print(try CanonicalJSON.line(diagnostic)) } }
    if !diagnostics.isEmpty { throw ExitCode(64) }
  }
}
