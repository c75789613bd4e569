import Evidence
import Exercises
import Foundation
import Testing
import Vocabulary

@Suite struct EvidencePurgeTests {
  private func sealed() throws -> TrialFolder {
    let trial = try TrialFolder(TrialRun(), twin: TrialRun())
    for file in ["recordings/1.cast", "people.json"] {
      let path = URL(fileURLWithPath: trial.run.path + "/" + file)
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("{}\n".utf8).write(to: path)
    }
    try Seal.write(trial.run)
    return trial
  }

  private func records(_ trial: TrialFolder) throws -> [EvidencePurge.Record] {
    try CanonicalJSON.decode(
      [EvidencePurge.Record].self, from: try #require(trial.bytes(of: "purge.json")))
  }

  @Test("What is not kept goes, its digests stay, and the folder verifies")
  func purge() throws {
    let trial = try sealed()
    let digest = Digest.sha256(try #require(trial.bytes(of: "timeline.jsonl")))
    let seal = Digest.sha256(try #require(trial.bytes(of: "SEAL")))
    let before = trial.files
    let plan = try EvidencePurge.plan(trial.run, keep: [.score, .debrief], from: .open)
    #expect(trial.files == before)
    try EvidencePurge.carryOut(plan, in: trial.run)
    #expect(try Verification.defects(of: trial.run) == [])
    #expect(try records(trial) == [plan])
    #expect(plan.originalSeal == seal)
    #expect(plan.removed.first { $0.path == "timeline.jsonl" }?.sha256 == digest)
    #expect(Set(plan.removed.map(\.path)).isDisjoint(with: trial.files))
    #expect(Set(before + ["purge.json"]) == Set(plan.removed.map(\.path) + trial.files))
    for kept in ["plan.json", "twin/plan.json"] { #expect(trial.files.contains(kept)) }
    for gone in ["people.json", "history.cyh", "twin/timeline.jsonl", "recordings/1.cast"] {
      #expect(!trial.files.contains(gone))
    }
  }

  @Test("A class keeps what is below it, and a second purge is a second record")
  func classes() throws {
    let trial = try sealed()
    let first = try EvidencePurge.plan(trial.run, keep: [], from: .restricted)
    #expect(first.removed.map(\.path) == ["people.json", "recordings/1.cast"])
    try EvidencePurge.carryOut(first, in: trial.run)
    let second = try EvidencePurge.plan(trial.run, keep: [.score, .mission], from: .confidential)
    #expect(second.removed.allSatisfy { $0.dataClass == .confidential })
    try EvidencePurge.carryOut(second, in: trial.run)
    #expect(try records(trial) == [first, second])
    #expect(try Verification.defects(of: trial.run) == [])
  }

  @Test("Refused: no run folder, not sealed, a link; and nothing is removed then")
  func refused() throws {
    let trial = try sealed()
    func refusal(_ folder: RunFolder) throws -> String {
      try #require(throws: EvidenceError.self) {
        try EvidencePurge.plan(folder, keep: [], from: .open)
      }.message
    }
    let elsewhere = RunFolder(path: trial.run.path + "/recordings")
    #expect(try refusal(elsewhere).contains("no run folder"))
    let link = RunFolder(path: trial.run.path + "-link")
    try FileManager.default.createSymbolicLink(
      atPath: link.path, withDestinationPath: trial.run.path)
    #expect(try refusal(link).contains("symbolic link"))
    let plan = try EvidencePurge.plan(trial.run, keep: [], from: .open)
    try trial.remove("SEAL")
    #expect(try refusal(trial.run).contains("not sealed"))
    let before = trial.files
    #expect(throws: EvidenceError.self) { try EvidencePurge.carryOut(plan, in: trial.run) }
    #expect(trial.files == before)
  }
}
