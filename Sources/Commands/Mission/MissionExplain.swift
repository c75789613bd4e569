import ArgumentParser
import Conductor
import Vocabulary

/// The plan in plain English, with every command and its undo.
struct MissionExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "The plan in plain English, with every command and its undo; --json is the plan.")

  @Argument(help: "The mission's file.") var mission: String
  @Option(parsing: .unconditional, help: "Every choice that the mission leaves open comes from it.")
  var seed: UInt64 = 1
  @Flag(help: "The plan as JSON.") var json = false

  func run() throws {
    let source = try MissionSource(path: mission)
    if json {
      print(try CanonicalJSON.document(try source.plan(seed: seed)), terminator: "")
    } else {
      print(try Self.text(of: source, seed: seed), terminator: "")
    }
  }

  static func text(of source: MissionSource, seed: UInt64) throws -> String {
    PlanWords(try source.plan(seed: seed)).text
  }
}
