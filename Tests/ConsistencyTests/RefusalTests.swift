import Consistency
import Histories
import Testing
import Vocabulary

/// Histories on which a method for refused compare-and-sets was wrong once; fuzz found them.
@Suite struct RefusalTests {
  /// The refusal of 3 puts the swap of absence behind moment 7, and then absence lasts over the
  /// refusal of absence; the unanswered write cannot interrupt it, for absence does not come back.
  @Test func `Nothing is put before the absent key to excuse a refusal`() {
    var history = History()
    history.keys = ["k"]
    var numbers: [OperationNumber] = []
    func begin(_ kind: OperationKind, _ argument: Int64?, _ expected: Int64? = nil) {
      numbers.append(
        history.invoke(
          process: numbers.count, kind: kind, key: 0, argument: argument, expected: expected,
          at: .zero))
    }
    func end(_ place: Int, value: Int64? = nil, matched: Bool? = nil) {
      history.complete(numbers[place], outcome: .ok, value: value, matched: matched, at: .zero)
    }
    begin(.write, 1)
    begin(.read, nil)
    begin(.compareAndSet, 3)
    begin(.compareAndSet, 9)
    end(3, matched: false)
    begin(.compareAndSet, 8, 3)
    begin(.compareAndSet, 2, 3)
    end(2, matched: true)
    end(4, matched: false)
    begin(.write, 4)
    begin(.read, nil)
    end(1, value: 2)
    end(7, value: 3)
    end(5, matched: true)
    end(6)
    #expect(LinearizableRegister().check(history).result == .invalid)
  }
}
