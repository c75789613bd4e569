package import Histories
package import Vocabulary

/// Whether the last read of a set has all that was acknowledged and nothing that nobody added.
///
/// Input: adds of elements and reads of the whole set, for each key by itself.
/// Decides: an element is lost where its add was acknowledged before the last read began and the
/// read does not have it; an element is of nobody where no add of it was tried. One whose add has
/// no known outcome may be there or not.
/// Complexity: O(adds + elements of the last read).
/// Unknown when: a set was never read.
/// Source: Jepsen's `checker/set`, which takes every acknowledged add to be before the last read.
package struct FinalSet: Checker {
  /// As in verdicts.
  package let name = "set"

  /// A checker without settings.
  package init() {}

  /// Invalid where an element is lost, or nobody's.
  package func check(_ history: History) -> Verdict {
    var tally = KeyTally(history)
    tally.forEachKey { key, places in check(key, places, history, &tally) }
    return tally.verdict(
      name, valid: "all \(tally.counts["acknowledged", default: 0]) acknowledged elements are there"
    )
  }

  private func check(
    _ key: Int, _ places: ArraySlice<UInt32>, _ history: History, _ tally: inout KeyTally
  ) {
    var attempts: [Int64: Int] = [:]
    var acknowledged: [Int64: Int] = [:]
    var last: Int?
    for place in places.map({ Int($0) }) {
      let operation = history.operations[place]
      switch operation.kind {
      case .add:
        guard let element = operation.argument else { continue }
        attempts[element] = attempts[element] ?? place
        if operation.outcome == .ok { acknowledged[element] = acknowledged[element] ?? place }
      case .read:
        guard operation.outcome == .ok, operation.valueListNumber != nil else { continue }
        let isLater =
          last.map { history.operations[$0].completedAt < operation.completedAt } ?? true
        if isLater { last = place }
      default: continue
      }
    }
    tally.count("attempts", attempts.count)
    tally.count("acknowledged", acknowledged.count)
    guard let last, let elements = history.valueElements(history.operations[last]) else {
      tally.unsure = tally.unsure ?? "the set \(history.keys[key]) was never read"
      return
    }
    let final = Set(elements)
    let begun = history.operations[last].invokedAt
    for (element, place) in acknowledged.sorted(by: { $0.value < $1.value })
    where !final.contains(element) && history.operations[place].completedAt < begun {
      tally.count("lost")
      tally.add(
        "lost element", key: key,
        "\(history.label(element)) was acknowledged, and the last read does not have it",
        [place, last])
    }
    for element in final.sorted() where attempts[element] == nil {
      tally.count("unexpected")
      tally.add(
        "read of a value nobody wrote", key: key,
        "\(history.label(element)) is in the set, and nobody added it", [last])
    }
    tally.count("recovered", final.count { attempts[$0] != nil && acknowledged[$0] == nil })
  }
}
