import ArgumentParser

/// The index over a team's run folders and findings.
struct LedgerNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "The index over a team's run folders and findings: status, verify, rebuild.",
    discussion: """
      Run folders and findings.jsonl are the truth; .cygnet/ledger.db can be made again from them.
      """,
    subcommands: [LedgerStatusVerb.self, LedgerVerify.self, LedgerRebuildVerb.self])
}
