import Foundation
import Synchronization
import Testing
import Vocabulary

@testable import Evidence

/// A disk that is full for a while, as a file sees it.
@Suite struct FullDiskTests {
  private struct NoSpace: Error {}

  /// Whether the disk takes anything, and how much of a line it takes before it says no.
  private final class Disk: Sendable {
    let room = Atomic<Int>(.max)

    var write: AppendedLines.Write {
      { [self] handle, data in
        let room = room.load(ordering: .relaxed)
        try handle.write(contentsOf: data.prefix(room))
        if data.count > room { throw NoSpace() }
      }
    }
  }

  @Test(
    "What a full disk kept waiting is written once there is room; the chain is whole throughout",
    arguments: [0, 1, 40, 150])
  func waits(room: Int) throws {
    let folder = try TrialFolder()
    let path = folder.run.path + ".jsonl"
    let disk = Disk()
    let writer = try TimelineWriter(creating: path, write: disk.write)
    func add(_ number: Int) { writer.append(.system, .leaderSeen, at: .seconds(number)) }
    add(0)
    add(1)
    disk.room.store(room, ordering: .relaxed)
    add(2)
    add(3)
    #expect(throws: EvidenceError.self) { try writer.flush() }
    #expect(writer.events.count == 4, "nothing is lost that was said")
    // Whoever comes after a crash here finds whole lines.
    let found = try TimelineReader(reading: path)
    #expect(found.defect == nil && found.events.count == 2)
    disk.room.store(.max, ordering: .relaxed)
    add(4)
    try writer.flush()
    try writer.close()
    let reader = try TimelineReader(reading: path)
    #expect(reader.defect == nil && reader.events.map(\.sequence) == Array(0..<5))
  }

  @Test("A disk that stays full is told of at the end")
  func stays() throws {
    let folder = try TrialFolder()
    let disk = Disk()
    let writer = try TimelineWriter(creating: folder.run.path + ".jsonl", write: disk.write)
    disk.room.store(3, ordering: .relaxed)
    writer.append(.system, .leaderSeen, at: .zero)
    #expect(throws: EvidenceError.self) { try writer.close() }
  }

  @Test("A seal is whole or it is none")
  func seal() throws {
    let folder = try TrialFolder()
    try Seal.write(folder.run)
    let seal = try #require(folder.bytes(of: "SEAL"))
    #expect(Seal.isWhole(seal))
    for length in 0..<seal.count { #expect(!Seal.isWhole(seal.prefix(length)), "\(length) bytes") }
    try Seal.write(folder.run)
    #expect(folder.bytes(of: "SEAL") == seal, "written again, it says the same")
    #expect(try Verification.defects(of: folder.run) == [])
  }
}
