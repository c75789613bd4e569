import ArgumentParser
import Evidence
import Foundation

/// Everything right of evidence anew: verdict, score and debrief.
struct EvidenceReplay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Verdict, score and debrief anew from the evidence; needs no root and no database.")

  @Argument(help: "The run folder.") var folder: String

  func run() throws {
    let (run, twin) = try Derivation.assess(RunFolder(named: folder))
    try Derivation.writeScore(run, twin: twin)
    try Derivation.writeDebrief(run, twin: twin)
    print(Derivation.terminal(run, twin: twin))
    let place = run.record.folder
    if FileManager.default.fileExists(atPath: place.seal), !(try Seal.defects(of: place)).isEmpty {
      Terminal.say(
        "this is not what was sealed: the evidence was changed, or another version of cygnet "
          + "sealed it\n  hint: cygnet evidence verify \(folder) names the files")
    }
    print("debrief: \(Terminal.path(run.record.folder.debrief))")
  }
}
