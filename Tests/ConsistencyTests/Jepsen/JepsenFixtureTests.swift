import Consistency
import Foundation
import Histories
import Testing
import Vocabulary

/// Labelled histories of Jepsen's workloads: the folder is the verdict, the name the anomaly.
@Suite struct JepsenFixtureTests {
  static func files(_ verdict: String) -> [String] {
    let path = FixtureTests.folder.appendingPathComponent(verdict).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".jsonl") }.sorted().map { verdict + "/" + $0 }
      .filter { !FixtureTests.isTransactional($0) && !FixtureTests.isOfRegisters($0) }
  }

  @Test(arguments: files("valid"))
  func `A valid history passes`(_ file: String) throws {
    let check = HistoryCheck(try FixtureTests.history(file))
    #expect(check.result == .valid, "\(file): \(check.verdicts)")
    #expect(check.model != nil && check.anomaly == nil)
  }

  @Test(arguments: files("invalid"))
  func `An invalid history is refused under its anomaly's name, finished and growing`(
    _ file: String
  ) throws {
    let name = file.split(separator: "/")[1].split(separator: "-").dropLast()
      .joined(separator: " ")
    let history = try FixtureTests.history(file)
    let check = HistoryCheck(history)
    #expect(check.result == .invalid, "\(file): \(check.verdicts)")
    let names = check.verdicts.flatMap(\.anomalies).map(\.name)
    #expect(names.contains(name), "\(file): \(names)")
    let anomaly = try #require(check.anomaly)
    #expect(!anomaly.witness.isEmpty && anomaly.witness.count <= 5, "\(file): \(anomaly)")
    #expect(anomaly.witness.count { $0.isImpossible } == 1)
    var online = OnlineCheck()
    let found = history.followedEvents.flatMap { online.handle($0) } + online.finish()
    #expect(found.map(\.name).contains(name), "\(file): \(found)")
    #expect(online.result == .invalid)
  }

  @Test(arguments: files("unknown"))
  func `What a history does not tell is unknown`(_ file: String) throws {
    let check = HistoryCheck(try FixtureTests.history(file))
    #expect(check.result == .unknown, "\(file): \(check.verdicts)")
    #expect(check.model != nil || check.reason.contains("tells a set from a counter"))
  }

  @Test func `There is a valid and an invalid history for every checker`() throws {
    for verdict in ["valid", "invalid"] {
      let models = Set(
        try Self.files(verdict).compactMap {
          HistoryModel.detect(try FixtureTests.history($0)).model
        })
      let all: Set<HistoryModel> = [
        .set, .bank, .counter, .longFork, .uniqueIDs, .queue, .mutex,
      ]
      #expect(models == all, "\(verdict)")
    }
  }

  @Test func `A set that is promised to be linearizable has no stale read`() throws {
    let history = try FixtureTests.history("valid/set-stale-1.jsonl")
    var options = CheckOptions()
    #expect(HistoryCheck(history, options: options).result == .valid)
    options.isLinearizable = true
    let check = HistoryCheck(history, options: options)
    #expect(check.result == .invalid)
    #expect(check.anomaly?.name == "stale read")
  }

  @Test func `A bank may be told its total, and that accounts go below nothing`() throws {
    var options = CheckOptions()
    options.allowsNegative = true
    let debt = try FixtureTests.history("invalid/negative-balance-1.jsonl")
    #expect(HistoryCheck(debt, options: options).result == .valid)
    options.total = 21
    let check = HistoryCheck(debt, options: options)
    #expect(check.anomaly?.name == "wrong total")
    #expect(check.verdicts.first?.detail["wrong_total"]?.whole == 2)
  }

  @Test func `A history that the model cannot have is unknown, with the operation`() throws {
    var options = CheckOptions()
    options.model = .register
    let history = try FixtureTests.history("valid/bank-1.jsonl")
    let check = HistoryCheck(history, options: options)
    #expect(check.result == .unknown)
    #expect(check.verdicts.first?.summary.contains("operation 0") == true)
  }

  @Test func `Empty and one-operation histories are judged`() throws {
    #expect(HistoryCheck(History()).result == .unknown)
    #expect(HistoryCheck(History()).reason == "the history holds no operation")
    for model in HistoryModel.allCases {
      var options = CheckOptions()
      options.model = model
      #expect(HistoryCheck(History(), options: options).result == .unknown)
    }
    var one = History()
    one.keys = ["k"]
    let number = one.invoke(process: 0, kind: .write, key: 0, argument: 1, at: .zero)
    #expect(HistoryCheck(one).result == .valid)
    one.complete(number, outcome: .ok, at: .zero)
    #expect(HistoryCheck(one).model == .register)
    #expect(HistoryCheck(one).result == .valid)
  }

  @Test func `Thirty unanswered writes at the end cost nothing`() throws {
    var history = History()
    history.keys = ["k"]
    for value in Int64(1)...30 {
      history.invoke(process: Int(value), kind: .write, key: 0, argument: value, at: .zero)
    }
    let read = history.invoke(process: 99, kind: .read, key: 0, at: .zero)
    history.complete(read, outcome: .ok, value: 7, at: .zero)
    let verdict = LinearizableRegister(steps: 100).check(history)
    #expect(verdict.result == .valid)
    #expect(verdict.detail["keys_searched"]?.whole == 0)
  }

  @Test func `A failed compare-and-set that saw another value did happen`() throws {
    var history = History()
    history.keys = ["k"]
    func call(_ kind: OperationKind, _ argument: Int64?, _ expected: Int64? = nil, value: Int64?) {
      let number = history.invoke(
        process: 0, kind: kind, key: 0, argument: argument, expected: expected, at: .zero)
      history.complete(
        number, outcome: .ok, value: value, matched: kind == .compareAndSet ? false : nil,
        at: .zero)
    }
    call(.write, 1, value: nil)
    call(.compareAndSet, 3, 2, value: 1)
    #expect(HistoryCheck(history).result == .valid)
    // Refused though the key held what it expected: no order explains that.
    call(.compareAndSet, 4, 1, value: nil)
    let check = HistoryCheck(history)
    #expect(check.result == .invalid)
    #expect(check.anomaly?.name == "refused compare-and-set")
  }
}
