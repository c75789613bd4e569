import Consistency
import Histories
import Testing
import Vocabulary

@Suite struct SetDurabilityTests {
  /// What a client asked of one set, each answered before the next was asked.
  private enum Step {
    case add(Int64, Outcome)
    case read([Int64])
  }

  private func history(_ steps: [Step]) -> History {
    var history = History()
    history.keys = ["s0"]
    for (index, step) in steps.enumerated() {
      let (begin, end) = (Nanoseconds.seconds(index * 2), Nanoseconds.seconds(index * 2 + 1))
      switch step {
      case .add(let element, let outcome):
        let number = history.invoke(
          process: index, kind: .add, key: 0, argument: element, at: begin)
        history.complete(number, outcome: outcome, at: end)
      case .read(let elements):
        let number = history.invoke(process: index, kind: .read, key: 0, at: begin)
        history.complete(number, outcome: .ok, list: HistoryList(.elements, elements), at: end)
      }
    }
    return history
  }

  @Test func `Elements that are all there are none lost`() {
    let verdict = SetDurability().check(
      history([.add(1, .ok), .add(2, .ok), .read([1, 2]), .read([2, 1])]))
    #expect(verdict.result == .valid)
    #expect(verdict.checker == "durability")
    #expect(verdict.detail["lost"] == .integer(0))
    #expect(verdict.detail["acknowledged"] == .integer(2))
  }

  @Test func `Each lost element is a failed operation, known by the read that lacks it`() {
    let whole = [Step.add(1, .ok), .add(2, .ok), .add(3, .info), .read([1, 2, 3])]
    func lost(_ steps: [Step]) -> [FailedOperation] {
      FailedOperations.all(in: history(steps), origin: .zero).filter { $0.harm == .lost }
    }
    #expect(lost(whole) == [])
    #expect(
      lost(whole + [.read([2])]) == [
        FailedOperation(.lost, sinceNs: .seconds(1), knownNs: .seconds(9))
      ])
  }

  @Test func `Acknowledged elements that the last read lacks are lost, each once`() {
    let verdict = SetDurability().check(
      history([.add(1, .ok), .add(2, .ok), .add(3, .ok), .read([1, 2, 3]), .read([1]), .read([1])]))
    #expect(verdict.result == .invalid)
    #expect(verdict.detail["lost"] == .integer(2))
    #expect(verdict.summary.contains("2 of 3"))
  }

  @Test func `What failed or what nobody knows of is not lost`() {
    let verdict = SetDurability().check(
      history([.add(1, .ok), .add(2, .fail), .add(3, .info), .read([1])]))
    #expect(verdict.result == .valid)
    #expect(verdict.detail["acknowledged"] == .integer(1))
  }

  @Test func `An element that was away and came back is late, and not lost`() {
    let steps: [Step] = [.add(1, .ok), .add(2, .ok), .read([1]), .read([1, 2])]
    #expect(SetDurability().check(history(steps)).result == .valid)
    let strict = LinearizableSets().check(history(steps))
    #expect(strict.result == .invalid && strict.checker == "linearizable")
    #expect(strict.detail["lost"] == nil)
  }

  @Test func `The checkers of an exercise judge a set as a set`() {
    let verdicts = Checkers.check(
      history([.add(1, .ok), .add(2, .ok), .read([1])]), claims: [.noAcknowledgedLoss])
    let lost = verdicts.first { $0.detail["lost"] != nil }
    #expect(lost?.detail["lost"] == .integer(1))
    #expect(lost?.detail["claimed"] == .bool(true))
    #expect(verdicts.map(\.checker).prefix(2) == ["linearizable", "durability"])
  }
}
