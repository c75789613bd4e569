import Evidence
import Foundation
import Testing
import Vocabulary

@Suite struct TimelineChainTests {
  private func defect(_ bytes: Data, _ trial: TrialFolder) throws -> String? {
    try trial.write(bytes, to: "timeline.jsonl")
    return try TimelineReader(reading: trial.run.timeline).defect
  }

  private func original(_ trial: TrialFolder) throws -> (bytes: Data, lines: [Data]) {
    let bytes = try #require(trial.bytes(of: "timeline.jsonl"))
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map { Data($0) + Data("\n".utf8) }
    return (bytes, lines)
  }

  @Test("A timeline reads back as it was written")
  func readsBack() throws {
    let trial = try TrialFolder()
    let reader = try TimelineReader(reading: trial.run.timeline)
    #expect(reader.defect == nil)
    #expect(reader.events.map(\.sequence) == Array(0..<7))
    #expect(reader.events.first?.kind == .exerciseStarted)
    #expect(reader.events.last?.fields["whole"]?.flag == true)
  }

  @Test("Every single-byte change before the last line breaks the chain")
  func everyByteCounts() throws {
    let trial = try TrialFolder()
    let (bytes, lines) = try original(trial)
    let covered = bytes.count - lines[lines.count - 1].count
    for index in 0..<covered {
      for mask: UInt8 in [0x01, 0x20] {
        var changed = bytes
        changed[index] ^= mask
        #expect(try defect(changed, trial) != nil, "byte \(index) with \(mask)")
      }
    }
  }

  @Test("A line that is taken out, put in twice, or moved breaks the chain")
  func linesCannotMove() throws {
    let trial = try TrialFolder()
    let lines = try original(trial).lines
    for index in lines.indices.dropLast() {
      var fewer = lines
      fewer.remove(at: index)
      #expect(try defect(Data(fewer.joined()), trial) != nil)
      var more = lines
      more.insert(lines[index], at: index)
      #expect(try defect(Data(more.joined()), trial) != nil)
      var moved = lines
      moved.swapAt(index, index + 1)
      #expect(try defect(Data(moved.joined()), trial) != nil)
      var padded = lines
      padded.insert(Data("\n".utf8), at: index)
      #expect(try defect(Data(padded.joined()), trial) != nil)
    }
  }

  @Test("A cut inside a line is a torn line; a cut between lines leaves an exercise without an end")
  func truncationIsFound() throws {
    let trial = try TrialFolder()
    let (bytes, lines) = try original(trial)
    let ends = Set(lines.indices.map { lines[...$0].reduce(0) { $0 + $1.count } })
    for length in 1..<bytes.count {
      let torn = try defect(bytes.prefix(length), trial)
      #expect((torn == nil) == ends.contains(length), "cut to \(length)")
      if torn == nil && length > lines[0].count {
        let record = try RunRecord(reading: trial.run)
        #expect(
          ExerciseValidity.defects(of: record)
            .contains("its end is not recorded: the controller died"))
      }
    }
  }

  @Test("What stands before the defect is kept")
  func prefixIsKept() throws {
    let trial = try TrialFolder()
    let (bytes, _) = try original(trial)
    try trial.write(bytes.dropLast(4), to: "timeline.jsonl")
    #expect(try TimelineReader(reading: trial.run.timeline).events.count == 6)
  }

  @Test("A timeline that is there is never written over")
  func neverOverwritten() throws {
    let trial = try TrialFolder()
    #expect(throws: EvidenceError.self) { try TimelineWriter(creating: trial.run.timeline) }
  }
}
