import Foundation
import Histories
import Testing
import Vocabulary

/// A path in the temporary folder that nobody else uses.
func temporaryPath(_ name: String) -> String {
  FileManager.default.temporaryDirectory
    .appendingPathComponent("\(UUID().uuidString)-\(name)").path
}

@Suite struct RecorderTests {
  @Test func `What is recorded is read back field by field`() throws {
    let path = temporaryPath("fields.cyh")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let recorder = try HistoryRecorder(creating: path)
    let long = String(repeating: "käse/", count: 40)
    let write = recorder.invoke(
      process: 7, kind: .write, key: long, argument: -5, at: .seconds(1))
    let read = recorder.invoke(process: -1, kind: .read, key: "b", at: .seconds(2))
    recorder.complete(write, outcome: .ok, revision: 12, at: .seconds(90))
    try recorder.flush()
    recorder.complete(read, outcome: .ok, value: nil, at: .seconds(91))
    let compare = recorder.invoke(
      process: 2, kind: .compareAndSet, key: "b", argument: 4, expected: 3, at: .seconds(92))
    recorder.complete(compare, outcome: .ok, value: 9, matched: false, at: .seconds(93))
    _ = recorder.invoke(process: 3, kind: .write, key: "b", argument: 8, at: .seconds(94))
    try recorder.close()

    let history = try History(reading: path)
    #expect(history.endedCleanly)
    #expect(history.bytesCut == 0)
    #expect(history.keys == [long, "b"])
    #expect(history.operations.count == 4)
    let first = history.operations[0]
    #expect(first.process == 7)
    #expect(first.argument == -5)
    #expect(first.expected == nil)
    #expect(history.revision(first) == 12)
    #expect(first.invokedNs == .seconds(1))
    #expect(first.completedNs == .seconds(90))
    #expect((first.invokedAt, first.completedAt) == (0, 2))
    #expect(history.operations[1].outcome == .ok)
    #expect(history.operations[1].value == nil)
    #expect(history.operations[2].matched == false)
    #expect(history.operations[2].expected == 3)
    #expect(history.operations[2].value == 9)
    #expect(history.operations[3].outcome == .info)
    #expect(history.operations[3].completedNs == nil)
  }

  @Test func `Many tasks recording at once lose nothing and keep their order`() async throws {
    let path = temporaryPath("many.cyh")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let recorder = try HistoryRecorder(creating: path)
    await withTaskGroup(of: Void.self) { group in
      for process in 0..<8 {
        group.addTask {
          for turn in 0..<4_000 {
            let time = Nanoseconds(rawValue: Int64(turn))
            let number = recorder.invoke(
              process: process, kind: .write, key: "k\(turn % 50)", argument: Int64(turn),
              at: time)
            recorder.complete(number, outcome: .ok, at: time + Nanoseconds(rawValue: 1))
            if turn % 500 == 0 { try? recorder.flush() }
          }
        }
      }
    }
    try recorder.close()
    let history = try History(reading: path)
    #expect(history.operations.count == 32_000)
    #expect(history.events == 64_000)
    for process in 0..<8 {
      let own = history.operations.filter { $0.process == Int32(process) }
      #expect(own.map(\.argument) == (0..<4_000).map { Int64($0) })
      #expect(own.allSatisfy { $0.outcome == .ok && $0.invokedAt < $0.completedAt })
    }
  }

  @Test func `A file that cannot be created is an error with its path`() {
    #expect(throws: HistoryError.self) {
      try HistoryRecorder(creating: "/no-such-folder/history.cyh")
    }
  }

  @Test func `A tail sees what whole blocks bring and nothing before`() throws {
    let path = temporaryPath("tail.cyh")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var tail = HistoryTail(path: path)
    #expect(try tail.read().isEmpty)
    let recorder = try HistoryRecorder(creating: path)
    let number = recorder.invoke(process: 1, kind: .write, key: "a", argument: 3, at: .seconds(5))
    #expect(try tail.read().isEmpty)
    try recorder.flush()
    let invoked = try tail.read()
    #expect(invoked.map(\.key) == ["a"])
    #expect(invoked.first?.completion == nil)
    recorder.complete(number, outcome: .info, at: .seconds(6))
    try recorder.flush()
    let completed = try tail.read()
    #expect(completed.first?.completion?.outcome == .info)
    #expect(completed.first?.invokedNs == .seconds(5))
    #expect(completed.first?.kind == .write)
    #expect(!tail.hasEnded)
    try recorder.close()
    #expect(try tail.read().isEmpty)
    #expect(tail.hasEnded)
  }
}
