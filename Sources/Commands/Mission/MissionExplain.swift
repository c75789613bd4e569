import ArgumentParser
import Conductor
import Faults
import LinuxHost
import MissionLanguage
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
    let plan = try source.plan(seed: seed)
    let addresses = plan.hosts.enumerated().map {
      ($1.name, HostLinks.address(ofHost: $0 + 1))
    }
    let facts = ClusterFacts(addresses: Dictionary(uniqueKeysWithValues: addresses))
    var commands: [StepName: [(command: String, undo: String?)]] = [:]
    for step in plan.steps {
      guard let fault = FaultCatalogue.compile(step, on: facts) else { continue }
      let undo = fault.undo.map(ActionText.words)
      commands[step.name] = fault.actions.enumerated().map { index, action in
        (ActionText.words(action), undo.indices.contains(index) ? undo[index] : nil)
      }
    }
    return PlanText.explain(
      plan, commands: commands, signatures: FaultCatalogue.all.map(\.signature))
  }
}
