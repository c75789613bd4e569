import Databases
import Histories
import Testing
import Vocabulary
import Workloads

@Suite struct TransactionLoadTests {
  private func load(_ kind: String, keys: Int = 3) throws -> TransactionLoad {
    try #require(
      TransactionLoad(
        WorkloadSpecification(
          kind: kind, clients: 2, ratePerS: nil, keys: keys, reads: 0.5, compareAndSets: 0,
          timeoutNs: .seconds(5))))
  }

  private func steps(_ load: TransactionLoad, _ count: Int) -> [[StoreTransaction.Step]] {
    var random = SeededRandom(seed: 4)
    return (0..<count).map { _ in load.next(random: &random) }
  }

  @Test func `No value of a key is written twice, and keys give way when they are full`() throws {
    let all = steps(try load("list-append"), 2_000)
    var written: [String: [Int64]] = [:]
    for step in all.joined() {
      switch step {
      case .append(let key, let value): written[key, default: []].append(value)
      case .readList: break
      case .readRegister, .writeRegister: Issue.record("a register among lists")
      }
    }
    #expect(written.values.allSatisfy { $0 == Array(1...Int64($0.count)) })
    #expect(written.values.allSatisfy { $0.count <= TransactionLoad.writesPerKey })
    #expect(written.values.count { $0.count == TransactionLoad.writesPerKey } > 20)
    #expect(all.allSatisfy { (1...4).contains($0.count) })
    let writes = written.values.map(\.count).reduce(0, +)
    #expect(abs(Double(writes) / Double(all.joined().count) - 0.5) < 0.05)
  }

  @Test func `Registers are read and written where lists would be read and appended to`() throws {
    let all = steps(try load("rw-register"), 200).joined()
    #expect(
      all.allSatisfy { step in
        switch step {
        case .readRegister, .writeRegister: true
        case .readList, .append: false
        }
      })
  }

  @Test func `A load that is none of transactions makes none`() {
    let other = WorkloadSpecification(
      kind: "register", clients: 1, ratePerS: nil, keys: 1, reads: 0, compareAndSets: 0,
      timeoutNs: .seconds(1))
    #expect(TransactionLoad(other) == nil)
  }

  @Test func `The log has what was asked and seen, in the order of events`() {
    let log = TransactionLog(.lists)
    let first: [StoreTransaction.Step] = [.append(key: "a", value: 1), .readList(key: "a")]
    let second: [StoreTransaction.Step] = [.readList(key: "b"), .append(key: "a", value: 2)]
    let one = log.invoke(process: 0, first, at: .zero)
    let two = log.invoke(process: 1, second, at: .milliseconds(1))
    log.complete(one, first, outcome: .ok, seen: [[], [1]], at: .milliseconds(2))
    log.complete(two, second, outcome: .info, at: .milliseconds(3))
    let history = log.history
    #expect(history.count == 2 && history.objects == .lists && history.events == 4)
    #expect(history.outcomes == [.ok, .info])
    #expect(history.processes == [0, 1] && history.keys == ["a", "b"])
    let seen = history.list(history.microReferences[1]).map { history.elementValues[Int($0)] }
    #expect(seen == [1])
    #expect(history.microReferences[2] == TransactionHistory.none, "nobody knows what it saw")
  }

  @Test func `A register that nobody wrote is absent, and none of the values`() {
    let log = TransactionLog(.registers)
    let steps: [StoreTransaction.Step] = [
      .readRegister(key: "a"), .writeRegister(key: "a", value: 1), .readRegister(key: "a"),
    ]
    let number = log.invoke(process: 0, steps, at: .zero)
    log.complete(number, steps, outcome: .ok, seen: [[], [], [1]], at: .milliseconds(1))
    let history = log.history
    #expect(history.microReferences[0] == TransactionHistory.absent)
    #expect(history.microReferences[1] == history.microReferences[2])
  }
}
