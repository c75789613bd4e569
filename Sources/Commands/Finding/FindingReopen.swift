import ArgumentParser
import Findings

/// A person says that it is there again.
struct FindingReopen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen", abstract: "Say that a finding is there again, and why.")

  @OptionGroup var verb: FindingVerb
  @Option(help: "Why.") var reason: String

  func run() throws { try verb.carryOut { .reopen($0, reason: reason) } }
}
