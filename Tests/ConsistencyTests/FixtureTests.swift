import Consistency
import Foundation
import Histories
import Testing
import Vocabulary

/// Labelled histories: the folder is the verdict, the file's name the anomaly.
@Suite struct FixtureTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fixtures/histories")

  static func files(_ verdict: String) -> [String] {
    let path = folder.appendingPathComponent(verdict).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".jsonl") }.sorted().map { verdict + "/" + $0 }
      .filter { !isTransactional($0) && isOfRegisters($0) }
  }

  /// Histories of Jepsen's other workloads are for `JepsenFixtureTests`.
  static func isOfRegisters(_ file: String) -> Bool {
    guard let history = try? history(file) else { return false }
    return history.operations.isEmpty || HistoryModel.detect(history).model == .register
  }

  /// Histories of transactions are for `IsolationFixtureTests`.
  static func isTransactional(_ file: String) -> Bool {
    let text = try? String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    return text?.contains("\"txn\"") ?? false
  }

  static func history(_ file: String) throws -> History {
    let bytes = try Data(contentsOf: folder.appendingPathComponent(file))
    return try History(text: Array(bytes), file: file, format: .jsonLines)
  }

  @Test(arguments: files("valid"))
  func `A valid history passes every checker`(_ file: String) throws {
    let verdicts = Checkers.check(try Self.history(file), claims: Claim.allCases)
    for verdict in verdicts {
      #expect(verdict.result == .valid, "\(file): \(verdict.checker) \(verdict.summary)")
    }
  }

  @Test(arguments: files("invalid"))
  func `An invalid history is refused under its anomaly's name with a small witness`(
    _ file: String
  ) throws {
    let name = file.split(separator: "/")[1].split(separator: "-").dropLast()
      .joined(separator: " ").replacingOccurrences(of: " repeated values", with: "")
      .replacingOccurrences(of: "compare and set", with: "compare-and-set")
    let history = try Self.history(file)
    let checker: any Checker = name == "lost write" ? Durability() : LinearizableRegister()
    let verdict = checker.check(history)
    #expect(verdict.result == .invalid, "\(file): \(verdict.summary)")
    let anomaly = try #require(verdict.anomalies.first)
    #expect(anomaly.name == name, "\(file): \(anomaly)")
    #expect(anomaly.witness.count <= 5)
    #expect(anomaly.witness.count { $0.isImpossible } == 1)
  }

  @Test func `A budget that is used up says how far the history is valid`() throws {
    let verdict = LinearizableRegister(steps: 50).check(try Self.history("unknown/budget-1.jsonl"))
    #expect(verdict.result == .unknown)
    #expect(verdict.summary.contains("valid up to operation"))
    #expect(verdict.detail["valid_up_to"]?.whole != nil)
  }

  @Test func `An empty history is linearizable and tells nothing of the rest`() throws {
    let history = try Self.history("unknown/empty-1.jsonl")
    #expect(LinearizableRegister().check(history).result == .valid)
    #expect(Durability().check(history).result == .unknown)
    #expect(Availability().check(history).result == .unknown)
  }

  @Test func `Repeated values fall back to the search and say so`() throws {
    let history = try Self.history("valid/trailing-info-repeated-values-1.jsonl")
    let verdict = LinearizableRegister().check(history)
    #expect(verdict.result == .valid)
    #expect(verdict.detail["searched_because"]?.text?.contains("more than once") == true)
  }

  @Test func `Verdicts say which checkers the database's claims cover`() throws {
    let verdicts = Checkers.check(
      try Self.history("invalid/stale-read-1.jsonl"), claims: [.noAcknowledgedLoss])
    #expect(verdicts.map(\.checker) == ["linearizable", "durability", "availability"])
    #expect(verdicts.map { $0.detail["claimed"]?.flag } == [false, true, false])
    #expect(verdicts[0].result == .invalid)
  }
}
