import ArgumentParser
import Findings

/// White takes a trial out of k and n.
struct FindingExclude: FindingDecision {
  static let configuration = CommandConfiguration(
    commandName: "exclude",
    abstract: "Take a trial out of k and n, with a reason; its owner may not.")

  @OptionGroup var verb: FindingVerb
  @Option(name: .customLong("run"), help: "The trial's run, as finding show names it.")
  var trial: String
  @Option(help: "Why it says nothing of the gap.") var reason: String

  func commands(on id: FindingID) -> [FindingCommand] {
    [.exclude(id, run: trial, reason: reason)]
  }
}
