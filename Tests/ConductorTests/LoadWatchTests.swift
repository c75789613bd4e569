import Foundation
import Histories
import Testing
import Vocabulary

@testable import Conductor

@Suite struct LoadWatchTests {
  /// A history in which 1 is read after 2 replaced it.
  private func stale(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString)-watch.cyh").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let recorder = try HistoryRecorder(creating: path)
    for value in [Int64(1), 2] {
      let number = recorder.invoke(
        process: 0, kind: .write, key: "k", argument: value, at: .milliseconds(Int(value)))
      recorder.complete(number, outcome: .ok, at: .milliseconds(Int(value)))
    }
    let read = recorder.invoke(process: 1, kind: .read, key: "k", at: .milliseconds(5))
    recorder.complete(read, outcome: .ok, value: 1, at: .milliseconds(6))
    try recorder.flush()
    try body(path)
  }

  @Test func `A stale read is told once where linearizability is claimed`() throws {
    try stale { path in
      var watch = LoadWatch(history: path, claims: [.linearizable])
      watch.read(now: .milliseconds(10))
      #expect(watch.takeViolations().map(\.name) == ["stale read"])
      watch.read(now: .milliseconds(11))
      #expect(watch.takeViolations().isEmpty)
      #expect(watch.lost == 1)
    }
  }

  @Test func `Nothing is told where it is not`() throws {
    try stale { path in
      var watch = LoadWatch(history: path, claims: [.noAcknowledgedLoss])
      watch.read(now: .milliseconds(10))
      #expect(watch.takeViolations().isEmpty)
      #expect(watch.lost == 1)
    }
  }
}
