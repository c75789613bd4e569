import Consistency
import Histories
import Testing
import Vocabulary

@Suite struct FailedOperationsTests {
  /// Operations of a second each, two seconds apart, from 10 s on; the exercise starts there.
  private func history(_ steps: [(OperationKind, Int64?, Outcome)]) -> History {
    var history = History()
    history.keys = ["k"]
    for (index, step) in steps.enumerated() {
      let time = Nanoseconds.seconds(10 + index * 2)
      let number = history.invoke(
        process: index, kind: step.0, key: 0, argument: step.0 == .write ? step.1 : nil, at: time)
      history.complete(
        number, outcome: step.2, value: step.0 == .read ? step.1 : nil, at: time + .seconds(1))
    }
    return history
  }

  private func all(_ history: History) -> [FailedOperation] {
    FailedOperations.all(in: history, origin: .seconds(10))
  }

  @Test func `Every lost write is listed, not only the first eight`() {
    let writes = (1...20).map { (OperationKind.write, Int64?($0), Outcome.ok) }
    let found = all(history(writes + [(.read, 1, .ok)]))
    #expect(found.count == 19)
    #expect(found.allSatisfy { $0.harm == .lost && $0.knownNs == .seconds(41) })
    #expect(found.first?.sinceNs == .seconds(3))
  }

  @Test func `A read behind a write that is seen again is stale, not a loss`() {
    let found = all(
      history([(.write, 1, .ok), (.write, 2, .ok), (.read, 1, .ok), (.read, 2, .ok)]))
    #expect(found == [FailedOperation(.stale, sinceNs: .seconds(3), knownNs: .seconds(5))])
    let verdict = Durability().check(
      history([(.write, 1, .ok), (.write, 2, .ok), (.read, 1, .ok), (.read, 2, .ok)]))
    #expect(verdict.detail["stale_reads"] == .integer(1))
  }

  @Test func `Refused and unanswered operations keep their times, and a fine history has none`() {
    var trouble = history([(.write, 1, .ok), (.write, 2, .fail), (.read, nil, .info)])
    trouble.invoke(process: 9, kind: .write, key: 0, argument: 9, at: .seconds(20))
    #expect(
      all(trouble) == [
        FailedOperation(.refused, sinceNs: .seconds(2), knownNs: .seconds(3)),
        FailedOperation(.unanswered, sinceNs: .seconds(4), knownNs: .seconds(5)),
        FailedOperation(.unanswered, sinceNs: .seconds(10), knownNs: nil),
      ])
    #expect(all(history([(.write, 1, .ok), (.read, 1, .ok)])).isEmpty)
  }

  @Test func `A linearizable history has neither lost writes nor stale reads`() {
    var random = SeededRandom(seed: 11)
    for _ in 0..<300 {
      let found = all(Samples.history(Samples.Shape(lies: 0), &random))
      #expect(found.allSatisfy { $0.harm != .lost && $0.harm != .stale })
    }
  }
}
