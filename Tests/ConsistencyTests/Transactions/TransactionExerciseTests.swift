import Consistency
import Histories
import Testing
import Vocabulary

/// The verdict of an exercise whose load is made of transactions.
@Suite struct TransactionExerciseTests {
  /// Two transactions, each of which reads the list that the other appends to.
  private func skewed() -> TransactionHistory {
    var builder = TransactionBuilder()
    _ = builder.settle(.lists)
    let keys = [builder.key("x"), builder.key("y")]
    for (process, (read, written)) in [(keys[0], keys[1]), (keys[1], keys[0])].enumerated() {
      let number = builder.begin(process: process, at: .milliseconds(process))
      builder.read(read)
      builder.write(written, 1)
      #expect(number == process)
    }
    for number in 0..<2 {
      builder.complete(number, .ok, at: .milliseconds(10 + number))
      builder.see(Int(builder.history.firstMicro[number]), list: [])
    }
    let last = builder.begin(process: 2, at: .milliseconds(20))
    for key in keys { builder.read(key) }
    builder.complete(last, .ok, at: .milliseconds(21))
    for place in 0..<2 {
      builder.see(Int(builder.history.firstMicro[last]) + place, list: [1])
    }
    return builder.history
  }

  @Test("Write skew breaks the claim of serializability, and is told where nothing is claimed")
  func skew() {
    let claimed = Checkers.check(skewed(), claims: [.serializable], origin: .zero)
    #expect(claimed.result == .invalid, "\(claimed.summary)")
    #expect(claimed.anomalies.first?.name == "G2-item")
    #expect(claimed.detail["claimed"] == .bool(true))
    let told = Checkers.check(skewed(), claims: [.noAcknowledgedLoss], origin: .zero)
    #expect(told.detail["claimed"] == .bool(false))
  }

  @Test("Of the operations that stand for transactions only the availability is measured")
  func operations() {
    var history = History()
    history.keys = ["transactions"]
    let first = history.invoke(process: 0, kind: .append, key: 0, argument: 0, at: .zero)
    history.complete(first, outcome: .ok, at: .milliseconds(1))
    let verdicts = Checkers.check(history, claims: [.serializable])
    #expect(verdicts.map(\.checker) == ["availability"])
  }
}
