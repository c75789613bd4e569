import ArgumentParser
import Findings

/// Somebody says that it is mended.
struct FindingClaim: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claim", abstract: "Say that a finding is mended, and by what; then re-test it.")

  @OptionGroup var verb: FindingVerb
  @Option(help: "What mended it, such as a commit.") var fix: String

  func run() throws { try verb.carryOut { .claimFixed($0, claim: fix) } }
}
