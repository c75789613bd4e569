import Evidence
import Foundation
import Testing

@Suite struct SealTests {
  private func sealed() throws -> TrialFolder {
    let trial = try TrialFolder(TrialRun(), twin: TrialRun())
    try Seal.write(trial.run)
    return trial
  }

  @Test("A folder as it was sealed has no defect, and its twin is part of it")
  func intact() throws {
    let trial = try sealed()
    #expect(try Seal.defects(of: trial.run) == [])
    #expect(try Verification.defects(of: trial.run) == [])
    #expect(trial.files.contains("twin/history.cyh"))
    #expect(trial.files.count == 15)
  }

  @Test("One byte changed in any file names that file")
  func everyFileCounts() throws {
    let trial = try sealed()
    for file in trial.files {
      let bytes = try #require(trial.bytes(of: file))
      for place in [0, bytes.count / 2, bytes.count - 1] {
        var changed = bytes
        changed[place] ^= 0x01
        try trial.write(changed, to: file)
        let defects = try Verification.defects(of: trial.run)
        #expect(defects.contains { $0.hasPrefix(file + ":") }, "\(file), byte \(place)")
      }
      try trial.write(bytes, to: file)
    }
    #expect(try Seal.defects(of: trial.run) == [])
  }

  @Test("Every single byte of the seal itself counts")
  func everySealByteCounts() throws {
    let trial = try sealed()
    let bytes = try #require(trial.bytes(of: "SEAL"))
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 0x01
      try trial.write(changed, to: "SEAL")
      let defects = try Seal.defects(of: trial.run)
      #expect(defects.contains { $0.hasPrefix("SEAL:") }, "byte \(place)")
    }
  }

  @Test("A file that is gone is named", arguments: ["plan.json", "twin/timeline.jsonl"])
  func missing(file: String) throws {
    let trial = try sealed()
    try trial.remove(file)
    #expect(try Seal.defects(of: trial.run) == ["\(file): it is missing"])
  }

  @Test("A file that was added is named", arguments: ["notes.txt", "hosts/n1/core", "twin/SEAL"])
  func added(file: String) throws {
    let trial = try sealed()
    try trial.write(Data(), to: file)
    #expect(try Seal.defects(of: trial.run) == ["\(file): it was added after the seal"])
  }

  @Test("A run without a seal is verified by its chain and the blocks of its history")
  func unsealed() throws {
    let trial = try TrialFolder()
    #expect(throws: EvidenceError.self) { try Seal.defects(of: trial.run) }
    #expect(try Verification.defects(of: trial.run) == [])
    var bytes = try #require(trial.bytes(of: "timeline.jsonl"))
    bytes[40] ^= 1
    try trial.write(bytes, to: "timeline.jsonl")
    #expect(try Verification.defects(of: trial.run).count == 1)
    #expect(throws: EvidenceError.self) {
      try Verification.defects(of: RunFolder(path: trial.run.path + "/hosts"))
    }
  }

  @Test("sha256sum accepts the seal, and no longer once a byte was changed")
  func coreutilsAgree() throws {
    let tool = "/usr/bin/sha256sum"
    guard FileManager.default.isExecutableFile(atPath: tool) else { return }
    let trial = try sealed()
    func verify() throws -> Int32 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: tool)
      process.arguments = ["--check", "--strict", "--quiet", "SEAL"]
      process.currentDirectoryURL = URL(fileURLWithPath: trial.run.path)
      process.standardError = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus
    }
    #expect(try verify() == 0)
    try trial.write(Data("mission: trail\n".utf8), to: "mission.yaml")
    #expect(try verify() != 0)
  }
}
