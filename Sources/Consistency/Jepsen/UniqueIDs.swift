package import Histories
package import Vocabulary

/// Whether no identifier was given out twice.
///
/// Input: requests for an identifier, over all keys together.
/// Decides: an identifier that two acknowledged requests got is a duplicate.
/// Complexity: O(n).
/// Unknown when: no request was answered.
/// Source: Jepsen's `checker/unique-ids`.
package struct UniqueIDs: Checker {
  /// As in verdicts.
  package let name = "unique-ids"

  /// A checker without settings.
  package init() {}

  /// Invalid where an identifier was given out twice.
  package func check(_ history: History) -> Verdict {
    var tally = KeyTally(history)
    var first: [Int64: Int] = [:]
    var doubled: Set<Int64> = []
    for (place, operation) in history.operations.enumerated() where operation.kind == .generate {
      tally.count("attempts")
      guard operation.outcome == .ok, let id = operation.value else { continue }
      tally.count("acknowledged")
      guard let other = first[id] else {
        first[id] = place
        continue
      }
      if doubled.insert(id).inserted { tally.count("duplicated") }
      tally.add(
        "duplicate id", key: Int(operation.key), "\(history.label(id)) was given out twice",
        [other, place])
    }
    if tally.counts["acknowledged"] == nil { tally.unsure = "no request was answered" }
    return tally.verdict(
      name, valid: "\(tally.counts["acknowledged", default: 0]) identifiers are all different")
  }
}
