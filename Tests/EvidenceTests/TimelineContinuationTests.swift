import Evidence
import Foundation
import Testing
import Vocabulary

@Suite struct TimelineContinuationTests {
  private func write(_ path: String, first: Int = 0) throws {
    let writer = try TimelineWriter(creating: path, first: first)
    for number in 0..<3 { writer.append(.system, .leaderSeen, at: .seconds(number)) }
    try writer.close()
  }

  @Test("Another process goes on where the first one stopped, and the chain holds")
  func goesOn() throws {
    let folder = try TrialFolder()
    let path = folder.run.path + ".jsonl"
    try write(path, first: 1)
    let writer = try TimelineWriter(continuing: path, first: 1)
    #expect(writer.append(.white, .exerciseEnded, at: .seconds(9)).sequence == 4)
    try writer.close()
    let reader = try TimelineReader(reading: path, first: 1)
    #expect(reader.defect == nil && reader.events.map(\.sequence) == [1, 2, 3, 4])
    #expect(try TimelineReader(reading: path).defect != nil, "the first number is part of it")
  }

  @Test("A torn last line is cut off wherever it was torn")
  func tornTail() throws {
    let folder = try TrialFolder()
    let path = folder.run.path + ".jsonl"
    try write(path)
    let whole = try #require(FileManager.default.contents(atPath: path))
    let lines = whole.split(separator: UInt8(ascii: "\n"))
    let kept = lines[0].count + lines[1].count + 2
    for length in kept..<whole.count {
      try whole.prefix(length).write(to: URL(fileURLWithPath: path))
      let writer = try TimelineWriter(continuing: path)
      writer.append(.white, .exerciseEnded, at: .seconds(9))
      try writer.close()
      let reader = try TimelineReader(reading: path)
      #expect(reader.defect == nil && reader.events.count == 3, "cut to \(length)")
    }
  }

  @Test("Nothing is appended to a timeline that was changed")
  func forgery() throws {
    let folder = try TrialFolder()
    let path = folder.run.path + ".jsonl"
    try write(path)
    var text = try String(contentsOfFile: path, encoding: .utf8)
    text = text.replacingOccurrences(of: "1000000000", with: "1000000001")
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: EvidenceError.self) { try TimelineWriter(continuing: path) }
  }
}
