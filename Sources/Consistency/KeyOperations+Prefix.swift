import Histories
import Vocabulary

extension KeyOperations {
  /// What the key's values are as texts, for a search over appends.
  func textStates(_ history: History) -> TextStates {
    guard hasAppend else { return TextStates() }
    return TextStates([""] + (1..<valueCount).map { text(Int32($0), history) })
  }

  /// A value as text; the absent key is the empty one.
  func text(_ value: Int32, _ history: History) -> String {
    if value == 0 { return "" }
    let place = Int(self.value(value))
    return history.texts.indices.contains(place) ? history.texts[place] : String(place)
  }

  /// How many operations had completed before that moment.
  func completed(before moment: UInt32) -> Int { operations.count { $0.end < moment } }

  /// The longest beginning of the history in which the key is linearizable, where zones decide it.
  ///
  /// What is linearizable stays so when the end is cut off, so halving finds the first completion
  /// that is too much. Complexity: O(n log n).
  func validPrefix(_ history: History) -> ValidPrefix? {
    let ends = operations.map(\.end).filter { $0 != RegisterOperation.never }.sorted()
    var zones = ZoneCheck()
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      let part = before(events: ends[middle])
      let result =
        hasAppend
        ? AppendChains.check(part, history, &zones)
        : zones.check(part.operations, values: valueCount)
      switch result {
      case .valid: low = middle + 1
      case .invalid: high = middle
      case .undecided: return nil
      }
    }
    return prefix(low, of: ends, history)
  }

  /// The same where a search found that nothing explains the completion of `index`.
  func prefix(before index: Int, _ history: History) -> ValidPrefix? {
    let ends = operations.map(\.end).filter { $0 != RegisterOperation.never }.sorted()
    return prefix(completed(before: operations[index].end), of: ends, history)
  }

  private func prefix(_ count: Int, of ends: [UInt32], _ history: History) -> ValidPrefix? {
    guard count < ends.count else { return nil }
    let last = count == 0 ? nil : operations.first { $0.end == ends[count - 1] }
    return ValidPrefix(
      operations: count, of: operations.count,
      untilNs: last.flatMap { history.operations[Int($0.number)].completedNs })
  }
}
