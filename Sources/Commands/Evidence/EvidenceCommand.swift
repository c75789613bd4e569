import ArgumentParser

/// What was recorded, and everything that follows from it; offline, without root.
struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "What was recorded, and what follows from it: offline, same bytes each time.",
    subcommands: [
      EvidenceList.self, EvidenceShow.self, EvidenceVerify.self, EvidenceScore.self,
      EvidenceCheck.self, EvidenceReplay.self,
    ])
}
