package import Histories
package import Vocabulary

/// Whether all that went into a queue came out of it, and nothing else.
///
/// Input: enqueues, dequeues and drains, for each key by itself; order does not count.
/// Decides: a value is lost that was put in, acknowledged, more often than it was taken; a value is
/// nobody's that was taken though nobody had begun to put it in. Values taken more often than put
/// in are counted as duplicates; a queue may deliver twice. The history must drain the queue.
/// Complexity: O(n).
/// Unknown when: a value is missing, and a drain has no known outcome; or nothing was put in.
/// Source: Jepsen's `checker/total-queue`, which refuses a drain of unknown outcome.
package struct TotalQueue: Checker {
  /// As in verdicts.
  package let name = "queue"

  /// A checker without settings.
  package init() {}

  /// Invalid where a value is lost, or nobody's.
  package func check(_ history: History) -> Verdict {
    var tally = KeyTally(history)
    tally.forEachKey { key, places in check(key, places, history, &tally) }
    if tally.counts["attempts", default: 0] == 0 { tally.unsure = "nothing was put in" }
    return tally.verdict(
      name, valid: "all \(tally.counts["acknowledged", default: 0]) acknowledged values came out")
  }

  /// What happened to a value.
  private struct Passage {
    var attempts = 0
    var acknowledged: [Int] = []
    var taken = 0
    /// The first invocation of an enqueue.
    var begun = UInt32.max
    /// The dequeue or drain that was answered first.
    var firstTaken: Int?
  }

  private func check(
    _ key: Int, _ places: ArraySlice<UInt32>, _ history: History, _ tally: inout KeyTally
  ) {
    var passages: [Int64: Passage] = [:]
    var order: [Int64] = []
    var unsureDrains = 0
    func note(_ value: Int64, _ change: (inout Passage) -> Void) {
      if passages[value] == nil { order.append(value) }
      change(&passages[value, default: Passage()])
    }
    for place in places.map({ Int($0) }) {
      let operation = history.operations[place]
      switch operation.kind {
      case .enqueue:
        guard let value = operation.argument else { continue }
        note(value) { passage in
          passage.attempts += 1
          passage.begun = min(passage.begun, operation.invokedAt)
          if operation.outcome == .ok { passage.acknowledged.append(place) }
        }
      case .dequeue, .drain:
        guard operation.outcome == .ok else {
          if operation.kind == .drain, operation.outcome == .info { unsureDrains += 1 }
          continue
        }
        let taken = operation.value.map { [$0] } ?? Array(history.valueElements(operation) ?? [])
        for value in taken {
          note(value) { passage in
            passage.taken += 1
            let first = passage.firstTaken.map { history.operations[$0].completedAt } ?? .max
            if operation.completedAt < first { passage.firstTaken = place }
          }
        }
      default: continue
      }
    }
    for value in order {
      guard let passage = passages[value] else { continue }
      report(value, passage, key, isUnsure: unsureDrains > 0, history, &tally)
    }
  }

  private func report(
    _ value: Int64, _ passage: Passage, _ key: Int, isUnsure: Bool, _ history: History,
    _ tally: inout KeyTally
  ) {
    let acknowledged = passage.acknowledged.count
    tally.count("attempts", passage.attempts)
    tally.count("acknowledged", acknowledged)
    if let place = passage.firstTaken, history.operations[place].completedAt < passage.begun {
      tally.count("unexpected", passage.taken)
      tally.add(
        "read of a value nobody wrote", key: key,
        "\(history.label(value)) was taken, and nobody had begun to put it in", [place])
      return
    }
    tally.count("duplicated", max(0, passage.taken - passage.attempts))
    tally.count("recovered", max(0, min(passage.taken, passage.attempts) - acknowledged))
    let lost = acknowledged - passage.taken
    guard lost > 0 else { return }
    tally.count("lost", lost)
    guard !isUnsure else {
      tally.unsure =
        tally.unsure ?? "\(history.label(value)) did not come out, but a drain has no known outcome"
      return
    }
    tally.add(
      "lost value", key: key, "\(history.label(value)) was acknowledged, and nobody got it",
      Array(passage.acknowledged.suffix(1)))
  }
}
