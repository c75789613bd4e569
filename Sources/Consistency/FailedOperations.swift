package import Histories
package import Vocabulary

/// Every operation of a history that ended badly: the input of attribution.
///
/// Input: all operations; `origin` is the start of the exercise on the history's clock.
/// Decides: nothing new. Lost writes are those of `Durability` and `FullSet`, refused and
/// unanswered operations those that `Availability` counts as errors; a read is stale where it saw
/// an older state than a write acknowledged before it began, which was seen again afterwards.
/// Complexity: as `Durability`.
package enum FailedOperations {
  /// All of them, lost writes first.
  package static func all(
    in history: History, origin: Nanoseconds, readsAskQuorum: Bool = true
  ) -> [FailedOperation] {
    let operations = history.operations
    func ended(_ place: Int) -> Nanoseconds? { operations[place].completedNs.map { $0 - origin } }
    let broken = BrokenPromises(history, readsAskQuorum: readsAskQuorum)
    var found = broken.lost.map {
      FailedOperation(.lost, sinceNs: ended($0.write) ?? .zero, knownNs: ended($0.evidence))
    }
    found += broken.stale.map {
      FailedOperation(.stale, sinceNs: ended($0.missed) ?? .zero, knownNs: ended($0.read))
    }
    found += FullSet.losses(in: history).map {
      FailedOperation(.lost, sinceNs: ended($0.add) ?? .zero, knownNs: ended($0.evidence))
    }
    for operation in operations where operation.outcome != .ok {
      found.append(
        FailedOperation(
          operation.outcome == .fail ? .refused : .unanswered,
          sinceNs: operation.invokedNs - origin,
          knownNs: operation.completedNs.map { $0 - origin }))
    }
    return found
  }
}
