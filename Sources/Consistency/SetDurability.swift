package import Histories
package import Vocabulary

/// Whether acknowledged additions to sets were still there when somebody looked last.
///
/// Input: additions to sets and reads of whole sets; the driver reads every set at the end.
/// Decides: what `FullSet` calls lost. An addition that is missing from the last read of its set
/// does not count where that read began before it was known.
/// Complexity: that of `FullSet`.
/// Unknown when: no element was seen to stay, and none is lost.
/// Source: Jepsen's `checker/set-full`.
package struct SetDurability: Checker {
  /// As in verdicts.
  package let name = "durability"

  /// A checker without settings.
  package init() {}

  /// Invalid where an element is lost, doubled or nobody's.
  package func check(_ history: History) -> Verdict {
    var verdict = FullSet().check(history)
    verdict.checker = name
    let acknowledged = history.operations.count { $0.kind == .add && $0.outcome == .ok }
    let lost = verdict.detail["lost"]?.whole ?? 0
    verdict.detail["acknowledged"] = .integer(Int64(acknowledged))
    verdict.detail["lost"] = .integer(lost)
    verdict.detail["bound"] = "lower"
    if lost > 0 {
      verdict.summary = "\(lost) of \(acknowledged) acknowledged additions are lost, at least"
    }
    return verdict
  }
}

/// Whether sets are linearizable as far as single elements show it: a cheap and sound part of it.
///
/// Decides: that every read has each element which was known before it began, for good.
/// Source: Jepsen's `checker/set-full` with `linearizable?`.
package struct LinearizableSets: Checker {
  /// As in claims and verdicts.
  package let name = "linearizable"

  /// A checker without settings.
  package init() {}

  /// Invalid where a read lacks an element that was known when it began.
  package func check(_ history: History) -> Verdict {
    var verdict = FullSet(isLinearizable: true).check(history)
    verdict.checker = name
    // Losses are counted once, by the checker of durability.
    verdict.detail["lost"] = nil
    return verdict
  }
}
