import ArgumentParser
import Evidence
import Foundation

/// What was recorded, and everything that follows from it; offline, without root.
struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "What was recorded, and what follows from it: offline, same bytes each time.",
    subcommands: [
      EvidenceList.self, EvidenceShow.self, EvidenceVerify.self, EvidenceScore.self,
      EvidenceCheck.self, EvidenceReplay.self, EvidenceTrials.self,
      EvidenceExport.self, EvidenceRedact.self, EvidencePurgeCommand.self,
    ])
}

extension RunFolder {
  /// The folder that somebody named; a path that holds no run is the caller's mistake.
  init(named path: String) throws {
    self.init(path: path)
    let files = FileManager.default
    guard !files.fileExists(atPath: plan), !files.fileExists(atPath: seal) else { return }
    throw UsageError(
      "there is no run in \(path)", hint: "cygnet evidence list shows the folders of runs")
  }
}
