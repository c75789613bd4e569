import ArgumentParser
import Foundation
import MissionLanguage
import Vocabulary

/// All mistakes of missions and runbooks, with line, column and what to try.
struct MissionValidate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "All mistakes at once, with line, column and what to try.")

  @Argument(help: "Files of missions; a file under runbooks/ is read as a runbook.")
  var files: [String]
  @Option(parsing: .unconditional, help: "The seed to resolve with.")
  var seed: UInt64 = 1
  @Flag(help: "One JSON object a mistake on standard output.") var json = false

  func run() throws {
    var diagnostics: [Diagnostic] = []
    for file in files {
      do {
        if file.contains("runbooks/") {
          _ = try MissionSource.runbook(path: file)
        } else {
          _ = try MissionSource(path: file).plan(seed: seed)
        }
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
