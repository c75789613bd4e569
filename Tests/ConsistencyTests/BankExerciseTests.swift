import Consistency
import Histories
import Testing
import Vocabulary

@Suite struct BankExerciseTests {
  /// One transfer, and two reads that show these balances.
  private func history(_ first: [Int64], _ second: [Int64]) -> History {
    var history = History()
    history.keys = ["bank"]
    let moved = history.invoke(
      process: 0, kind: .transfer, key: 0, list: HistoryList(.transfer, [0, 1, 5]), at: .zero)
    history.complete(moved, outcome: .ok, at: .milliseconds(1))
    for (offset, balances) in [first, second].enumerated() {
      let time = Nanoseconds.milliseconds(10 * (offset + 1))
      let read = history.invoke(process: 1, kind: .read, key: 0, at: time)
      history.complete(
        read, outcome: .ok, list: HistoryList(.map, balances), at: time + .milliseconds(1))
    }
    return history
  }

  @Test("A bank whose total stays keeps the claim, and none of its transfers is lost")
  func whole() {
    let history = history([0, 95, 1, 105], [0, 95, 1, 105])
    let verdicts = Checkers.check(history, claims: [.serializable])
    #expect(verdicts.map(\.checker) == ["bank", "availability"])
    #expect(verdicts[0].result == .valid && verdicts[0].detail["claimed"] == .bool(true))
    #expect(!FailedOperations.all(in: history, origin: .zero).contains { $0.harm == .lost })
  }

  @Test("A bank that made money breaks it")
  func broken() {
    let verdicts = Checkers.check(
      history([0, 95, 1, 105], [0, 95, 1, 110]), claims: [.serializable])
    #expect(verdicts[0].result == .invalid)
  }

  @Test("Elements of a set that were read are not taken for an absent key")
  func sets() {
    var history = History()
    history.keys = ["s0"]
    let added = history.invoke(process: 0, kind: .add, key: 0, argument: 1, at: .zero)
    history.complete(added, outcome: .ok, at: .milliseconds(1))
    let read = history.invoke(process: 1, kind: .read, key: 0, at: .milliseconds(2))
    history.complete(read, outcome: .ok, list: HistoryList(.elements, [1]), at: .milliseconds(3))
    #expect(FailedOperations.all(in: history, origin: .zero).isEmpty)
  }
}
