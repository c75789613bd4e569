package import Histories
package import Vocabulary

/// Whether each read of a counter lies between what must and what may have been added.
///
/// Input: additions, also of negative numbers, and reads of the sum, for each key by itself; the
/// counter begins at 0.
/// Decides: what was acknowledged before a read began counts, what was invoked before it was
/// answered and did not fail may count. The bounds are the smallest and the largest sum of these.
/// Complexity: O(n).
/// Unknown when: nobody read.
/// Source: Jepsen's `checker/counter`, which allows no negative additions.
package struct CounterBounds: Checker {
  /// As in verdicts.
  package let name = "counter"

  /// A checker without settings.
  package init() {}

  /// Invalid where a read is out of its bounds.
  package func check(_ history: History) -> Verdict {
    var watches = [CounterWatch](repeating: CounterWatch(), count: history.keys.count)
    var tally = KeyTally(history)
    for event in history.eventsInOrder {
      let operation = history.operations[event.operation]
      let key = Int(operation.key)
      // What failed did not happen; here that is known beforehand.
      if operation.outcome == .fail { continue }
      guard event.isCompletion else {
        watches[key].begin(event.operation, operation.kind, operation.argument)
        continue
      }
      guard operation.outcome == .ok else {
        watches[key].giveUp(event.operation)
        continue
      }
      guard
        let bounds = watches[key].end(event.operation, operation.kind, operation.argument)
      else { continue }
      tally.count("reads")
      let value = operation.value ?? 0
      guard !bounds.contains(value) else { continue }
      tally.add(
        "counter out of bounds", key: key,
        "\(value) was read, which is not in \(bounds.lowerBound) … \(bounds.upperBound)",
        nearby(event.operation, isLow: value < bounds.lowerBound, history) + [event.operation])
    }
    if tally.counts["reads"] == nil { tally.unsure = "nobody read the counter" }
    return tally.verdict(
      name, valid: "\(tally.counts["reads", default: 0]) reads lie within their bounds")
  }

  /// The additions closest to a read that is wrong: the last that it must have seen, or may.
  private func nearby(_ read: Int, isLow: Bool, _ history: History) -> [Int] {
    let wrong = history.operations[read]
    let before = history.operations.indices.filter { place in
      let operation = history.operations[place]
      guard operation.key == wrong.key, operation.kind == .add, operation.outcome != .fail else {
        return false
      }
      return isLow
        ? operation.outcome == .ok && operation.completedAt < wrong.invokedAt
        : operation.invokedAt < wrong.completedAt
    }
    return Array(before.suffix(4))
  }
}

/// The bounds of a counter while its history passes.
///
/// Limits: memory is that of the reads that are open.
struct CounterWatch: Sendable {
  private var triedUp: Int64 = 0
  private var triedDown: Int64 = 0
  private var doneUp: Int64 = 0
  private var doneDown: Int64 = 0
  /// By read what was acknowledged when it began.
  private var open: [Int: (up: Int64, down: Int64)] = [:]

  /// Reads that are not answered yet.
  var openReads: Int { open.count }

  /// An operation was invoked.
  mutating func begin(_ operation: Int, _ kind: OperationKind, _ argument: Int64?) {
    if kind == .read { open[operation] = (doneUp, doneDown) }
    guard kind == .add, let argument else { return }
    if argument > 0 { triedUp = triedUp.adding(argument) }
    if argument < 0 { triedDown = triedDown.adding(argument) }
  }

  /// An operation has no known outcome; a read tells nothing then.
  mutating func giveUp(_ operation: Int) { open[operation] = nil }

  /// An addition turned out not to have happened.
  mutating func fail(_ operation: Int, _ kind: OperationKind, _ argument: Int64?) {
    open[operation] = nil
    guard kind == .add, let argument else { return }
    if argument > 0 { triedUp = triedUp.adding(-argument) }
    if argument < 0 { triedDown = triedDown.adding(argument == .min ? .max : -argument) }
  }

  /// An operation was acknowledged; the bounds of a read.
  mutating func end(
    _ operation: Int, _ kind: OperationKind, _ argument: Int64?
  ) -> ClosedRange<Int64>? {
    if kind == .add, let argument {
      if argument > 0 { doneUp = doneUp.adding(argument) }
      if argument < 0 { doneDown = doneDown.adding(argument) }
    }
    guard kind == .read, let before = open.removeValue(forKey: operation) else { return nil }
    return before.up.adding(triedDown)...triedUp.adding(before.down)
  }
}

extension Int64 {
  /// The sum, or the bound of 64 bits that it passes.
  fileprivate func adding(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : sum
  }
}
