import Evidence
import Findings
import Foundation
import Ledger
import LinuxHost
import Testing
import Vocabulary

/// `kill -9` of processes that write, two at once, at random moments.
@Suite(.serialized) struct KillTests {
  private static let kills = 100

  /// The writer that was built beside the tests.
  private static let writer: String? = {
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    for bundle in CommandLine.arguments.filter({ $0.contains(".xctest") }) + [own ?? ""] {
      var place = URL(fileURLWithPath: bundle)
      while place.path.count > 1 {
        place.deleteLastPathComponent()
        let candidate = place.appendingPathComponent("LedgerWriter").path
        if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
      }
    }
    return nil
  }()

  private func start(_ name: String, count: Int? = nil, at trial: TrialPlace) throws
    -> ChildProcess
  {
    try ChildProcess.start(
      Launch(
        try #require(Self.writer),
        [trial.place.root, name, "\(count ?? .max)"], input: .null,
        output: .appending(said(trial)), error: .appending(trial.place.root + "/errors")))
  }

  private func said(_ trial: TrialPlace) -> String { trial.place.root + "/said" }

  private func lines(_ trial: TrialPlace) -> [String] {
    String(decoding: trial.bytes(said(trial)), as: UTF8.self).split(separator: "\n")
      .map(String.init)
  }

  /// Whatever a process said was written is in the journal and in the index.
  private func check(_ trial: TrialPlace) throws {
    let ledger = try TeamLedger(at: trial.place)
    try ledger.catchUp()
    let journal = Backlog(try trial.journal.read().events)
    let indexed = Dictionary(
      uniqueKeysWithValues: try ledger.findings(.everything, on: "2026-06-02").map {
        ($0.id, $0.title)
      })
    let exercises = Set(try ledger.exercises(ExerciseFilter()).map(\.folder))
    for line in lines(trial) {
      let words = line.split(separator: " ")
      if words[0] == "exercise" {
        #expect(exercises.contains(String(words[1])), "lost: \(line)")
        continue
      }
      let id = FindingID(rawValue: String(words[1]))
      let title = words[2...].joined(separator: " ")
      #expect(journal[id]?.title == title, "lost from the journal: \(line)")
      #expect(journal[id]?.trials.count == 1, "its trial is lost: \(line)")
      #expect(indexed[id] == title, "lost from the index: \(line)")
    }
    #expect(journal.strays.isEmpty)
    #expect(try trial.journal.read().defect == nil)
    // Runs that were sealed and not yet recorded are what `ledger rebuild` is for.
    let status = try ledger.status(on: "2026-06-02")
    if !status.missing.isEmpty { _ = try TeamLedger.rebuild(at: trial.place, program: nil) }
    #expect(try ledger.defects(program: nil).isEmpty)
    #expect(trial.bytes(trial.place.root + "/errors").isEmpty)
  }

  @Test func `What was acknowledged outlives kill -9 at any moment`() async throws {
    let trial = try TrialPlace()
    var random = SeededRandom(seed: 20_261_128)
    for round in 0..<(Self.kills / 2) {
      let known = lines(trial).count
      let writers = try (0..<2).map { try start("w\(round)-\($0)", at: trial) }
      // Not before something was written, or the kill would meet the loader of programs only.
      while lines(trial).count < known + 2, writers.allSatisfy({ $0.exitStatus == nil }) {
        try await Task.sleep(for: .milliseconds(2))
      }
      for writer in writers {
        try await Task.sleep(for: .microseconds(random.below(30_000)))
        try writer.signal(9)
        _ = await writer.wait()
      }
      if round % 10 == 9 { try check(trial) }
    }
    #expect(lines(trial).count > Self.kills)
    try check(trial)
  }

  @Test func `Two processes at once lose nothing of each other`() async throws {
    let trial = try TrialPlace()
    let writers = try (0..<3).map { try start("p\($0)", count: 30, at: trial) }
    for writer in writers { #expect(await writer.wait() == .exited(0)) }
    #expect(lines(trial).count == 3 * 30 * 2)
    try check(trial)
    let ledger = try TeamLedger(at: trial.place)
    #expect(try ledger.count(.everything, on: "2026-06-02") == 90)
    #expect(try ledger.status(on: "2026-06-02").missing.isEmpty)
  }
}
