import ArgumentParser
import Findings

/// Somebody says that it is mended.
struct FindingClaim: FindingDecision {
  static let configuration = CommandConfiguration(
    commandName: "claim", abstract: "Say that a finding is mended, and by what; then re-test it.")

  @OptionGroup var verb: FindingVerb
  @Option(help: "What mended it, such as a commit.") var fix: String

  func commands(on id: FindingID) -> [FindingCommand] { [.claimFixed(id, claim: fix)] }
}
