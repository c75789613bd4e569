import ArgumentParser
import Findings

/// A person says that it is there again.
struct FindingReopen: FindingDecision {
  static let configuration = CommandConfiguration(
    commandName: "reopen", abstract: "Say that a finding is there again, and why.")

  @OptionGroup var verb: FindingVerb
  @Option(help: "Why.") var reason: String

  func commands(on id: FindingID) -> [FindingCommand] { [.reopen(id, reason: reason)] }
}
