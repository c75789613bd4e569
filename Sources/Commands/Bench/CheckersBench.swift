import Foundation
import Histories
import LinuxHost
import Vocabulary

/// Makes histories, has them checked by processes of their own, and times the recorder.
struct CheckersBench {
  var folder: String
  var repeats: Int
  var porcupine: String?
  var porcupineSeconds: Int

  /// A family at one size: its block file and, where wanted, the same as JSON lines.
  func rows(
    _ family: CheckersFamily, _ size: Int, withJSONLines: Bool
  ) throws -> [CheckersReport.Row] {
    let blocks = folder + "/history.cyh"
    try family.record(size, to: blocks)
    defer { try? FileManager.default.removeItem(atPath: blocks) }
    var row = try row(family, size, blocks, form: "blocks")
    row.barMs = family.barsMs[size]
    row.barMib = family.barsMiB[size]
    let peer = family.hasPorcupine ? porcupine : nil
    guard withJSONLines || peer != nil else { return [row] }
    let lines = folder + "/history.jsonl"
    try Data(try family.jsonLines(size).utf8).write(to: URL(fileURLWithPath: lines))
    defer { try? FileManager.default.removeItem(atPath: lines) }
    if let peer { try compare(&row, peer, lines) }
    guard withJSONLines else { return [row] }
    var text = try self.row(family, size, lines, form: "jsonl")
    text.barMs = family.barsMs[size].map { $0 * 2 }
    return [row, text]
  }

  private func row(
    _ family: CheckersFamily, _ size: Int, _ path: String, form: String
  ) throws -> CheckersReport.Row {
    var measured: [CheckOnce.Measured] = []
    for _ in 0..<repeats { measured.append(try check(path, family.isLinearizable)) }
    measured.sort { $0.cpuMs < $1.cpuMs }
    let median = measured[measured.count / 2]
    return CheckersReport.Row(
      family: family.name, operations: size, form: form, result: median.result,
      cpuMs: median.cpuMs, repeats: repeats, peakMib: measured.map(\.peakMib).max() ?? 0,
      operationsPerS: Double(size) / max(median.cpuMs, 0.001) * 1_000)
  }

  /// What a process has that checks nothing.
  func emptyMiB() throws -> Double {
    let path = folder + "/empty.cyh"
    try HistoryRecorder(creating: path).close()
    return try check(path, false).peakMib
  }

  private func check(_ path: String, _ isLinearizable: Bool) throws -> CheckOnce.Measured {
    let output = try Command.succeed(
      "/proc/self/exe",
      ["bench", CheckOnce.name, path] + (isLinearizable ? ["--linearizable"] : []),
      timeout: .seconds(600))
    return try CanonicalJSON.decode(CheckOnce.Measured.self, from: Data(output.utf8))
  }

  /// What the program prints; reading its JSON lines is part of `cpu_ms`.
  private struct Peer: Decodable {
    var result: String
    var cpuMs: Double
    var parseMs: Double
    var peakMib: Double
  }

  private func compare(
    _ row: inout CheckersReport.Row, _ program: String, _ path: String
  ) throws {
    let answer = try Command.run(
      program, [path], timeout: .seconds(porcupineSeconds))
    if answer.isTimedOut || !answer.status.isSuccess {
      row.porcupineResult =
        answer.isTimedOut ? "no answer in \(porcupineSeconds) s" : "\(answer.status)"
      return
    }
    let peer = try CanonicalJSON.decode(Peer.self, from: Data(answer.output.utf8))
    row.porcupineResult = peer.result
    row.porcupineMs = peer.cpuMs - peer.parseMs
    row.porcupineMib = peer.peakMib
  }

  /// One client that records as fast as it can; blocks are written when they are full.
  func recorder(operations: Int = 1_000_000) throws -> CheckersReport.Recorder {
    let path = folder + "/recorded.cyh"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let keys = (0..<1_000).map { "k\($0)" }
    let recorder = try HistoryRecorder(creating: path)
    let start = ProcessClock.cpu()
    for turn in 0..<operations {
      let number = recorder.invoke(
        process: turn & 15, kind: .write, key: keys[turn % keys.count], argument: Int64(turn),
        at: MonotonicClock.now())
      recorder.complete(number, outcome: .ok, at: MonotonicClock.now())
    }
    try recorder.flush()
    let seconds = (ProcessClock.cpu() - start).inSeconds
    try recorder.close()
    return CheckersReport.Recorder(
      operations: operations, nsPerOperation: seconds / Double(operations) * 1e9,
      operationsPerS: (Double(operations) / seconds).rounded())
  }
}
