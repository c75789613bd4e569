import ArgumentParser
import Consistency
import Foundation
import Histories
import Testing
import Vocabulary

@testable import Commands

/// `check` and `history` on files of a temporary folder.
@Suite struct HistoryVerbTests {
  private func path(_ name: String) -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)-\(name)")
      .path
  }

  /// The exit code of a command; nil where it went well.
  private func exitCode(_ arguments: [String]) async throws -> Int32? {
    do {
      var command = try Cygnet.parseAsRoot(arguments)
      if var concurrent = command as? any AsyncParsableCommand {
        try await concurrent.run()
      } else {
        try command.run()
      }
      return nil
    } catch let code as ExitCode {
      return code.rawValue
    }
  }

  private static let stale = """
    {:type :invoke, :f :write, :process 0, :value 1}
    {:type :ok, :f :write, :process 0, :value 1}
    {:type :invoke, :f :write, :process 0, :value 2}
    {:type :ok, :f :write, :process 0, :value 2}
    {:type :invoke, :f :read, :process 1, :value nil}
    {:type :ok, :f :read, :process 1, :value 1}

    """

  @Test func `A stale read is invalid, finished and growing, and drawn`() async throws {
    let (edn, blocks, svg) = (path("stale.edn"), path("stale.cyh"), path("witness.svg"))
    defer { for file in [edn, blocks, svg] { try? FileManager.default.removeItem(atPath: file) } }
    try Data(Self.stale.utf8).write(to: URL(fileURLWithPath: edn))
    #expect(try await exitCode(["check", edn, "--svg", svg]) == 1)
    #expect(try String(contentsOfFile: svg, encoding: .utf8).contains("<svg"))
    #expect(try await exitCode(["history", "convert", edn, blocks]) == nil)
    #expect(try await exitCode(["check", blocks, "--json"]) == 1)
    #expect(try await exitCode(["check", "--follow", blocks]) == 1)
    #expect(try await exitCode(["history", "stats", blocks]) == nil)
  }

  @Test func `A part without the read is valid`() async throws {
    let (edn, lines) = (path("stale.edn"), path("part.jsonl"))
    defer { for file in [edn, lines] { try? FileManager.default.removeItem(atPath: file) } }
    try Data(Self.stale.utf8).write(to: URL(fileURLWithPath: edn))
    #expect(try await exitCode(["history", "cut", edn, lines, "--count", "2"]) == nil)
    #expect(try History(importing: lines).operations.count == 2)
    #expect(try await exitCode(["check", lines]) == nil)
  }

  @Test func `A malformed or missing history is not readable, and that is unknown`() async throws {
    let file = path("bad.edn")
    defer { try? FileManager.default.removeItem(atPath: file) }
    try Data("{:type :ok".utf8).write(to: URL(fileURLWithPath: file))
    #expect(try await exitCode(["check", file]) == 2)
    #expect(try await exitCode(["check", path("missing.edn"), "--json"]) == 2)
  }

  @Test func `What to write is told by the name, or by the caller`() throws {
    #expect(try HistoryDocument.target(nil, "a.cyh") == .blocks)
    #expect(try HistoryDocument.target("edn", "a.txt") == .edn)
    #expect(throws: UsageError.self) { try HistoryDocument.target(nil, "a.txt") }
    #expect(throws: UsageError.self) { try HistoryDocument.target("kv-log", "a.txt") }
    #expect(throws: UsageError.self) { try HistoryDocument.target("csv", "a.txt") }
  }

  @Test func `A report says the model, why, and the operations of an anomaly`() throws {
    let history = try History(text: Array(Self.stale.utf8), file: "stale.edn", format: .edn)
    let report = CheckReport(file: "stale.edn", HistoryCheck(history), cpu: .milliseconds(3))
    #expect(report.text.hasPrefix("invalid: 3 operations; model register: it has writes"))
    #expect(report.text.contains("✘") && report.text.contains("read → 1"))
    let json = try CanonicalJSON.line(report)
    #expect(json.contains("\"cpu_ms\":3") && json.contains("\"model_because\":\"it has writes\""))
  }
}
