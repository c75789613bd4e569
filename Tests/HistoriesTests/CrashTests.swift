import Foundation
import Histories
import Testing
import Vocabulary

/// What is left of a file after a crash or a bad disk.
@Suite struct CrashTests {
  /// Five blocks of a few operations each, and how many events stand before each byte offset.
  private static func sample() throws -> (bytes: Data, whole: History, ends: [(Int, UInt32)]) {
    let path = temporaryPath("sample.cyh")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let recorder = try HistoryRecorder(creating: path)
    var ends: [(Int, UInt32)] = [(32, 0)]
    var events: UInt32 = 0
    for block in 0..<5 {
      for turn in 0...block {
        let time = Nanoseconds.milliseconds(block * 20 + turn)
        let number = recorder.invoke(
          process: turn, kind: .write, key: "key-with-a-longer-name-\(block)",
          argument: Int64(block * 10 + turn), at: time)
        events += 1
        if turn % 2 == 0 {
          recorder.complete(number, outcome: .ok, at: time)
          events += 1
        }
      }
      try recorder.flush()
      ends.append((try Data(contentsOf: URL(fileURLWithPath: path)).count, events))
    }
    try recorder.close()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    return (bytes, try History(reading: path), ends)
  }

  private static func read(_ bytes: Data) throws -> History {
    let path = temporaryPath("cut.cyh")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try bytes.write(to: URL(fileURLWithPath: path))
    return try History(reading: path)
  }

  @Test func `Cut at any byte the file is readable up to its last whole block`() throws {
    let (bytes, whole, ends) = try Self.sample()
    #expect(whole.endedCleanly)
    for length in 0..<bytes.count {
      let history = try Self.read(bytes.prefix(length))
      let last = ends.last { $0.0 <= length } ?? (0, 0)
      #expect(history.events == last.1, "cut at \(length)")
      #expect(history.bytesCut == length - last.0)
      #expect(!history.endedCleanly)
      #expect(history.keys.elementsEqual(whole.keys.prefix(history.keys.count)))
      for (found, truth) in zip(history.operations, whole.operations) {
        #expect(found.argument == truth.argument && found.invokedNs == truth.invokedNs)
        let isKnown = truth.completedAt < history.events
        #expect(found.outcome == (isKnown ? truth.outcome : .info))
      }
    }
  }

  @Test func `A flipped bit ends the history before its block`() throws {
    let (bytes, _, ends) = try Self.sample()
    for place in 32..<bytes.count {
      var broken = bytes
      broken[place] ^= UInt8(1 << (place % 8))
      let history = try Self.read(broken)
      let before = ends.last { $0.0 <= place } ?? (0, 0)
      #expect(history.events == before.1, "bit flipped in byte \(place)")
      #expect(history.bytesCut == bytes.count - before.0)
    }
  }

  @Test func `A file of something else is refused with what was found`() throws {
    let error = #expect(throws: HistoryError.self) {
      try Self.read(Data("{\"process\":0}\n".utf8))
    }
    #expect(error?.description.contains("7b 22") == true)
  }

  @Test func `A tail reads a block again that was not whole the first time`() throws {
    let (bytes, whole, _) = try Self.sample()
    let path = temporaryPath("growing.cyh")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var tail = HistoryTail(path: path)
    var events = 0
    try Data().write(to: URL(fileURLWithPath: path))
    let handle = try #require(FileHandle(forWritingAtPath: path))
    for start in stride(from: 0, to: bytes.count, by: 13) {
      try handle.write(contentsOf: bytes[start..<min(start + 13, bytes.count)])
      events += try tail.read().count
    }
    #expect(events == Int(whole.events))
    #expect(tail.hasEnded)
  }
}
