package import Histories
package import Vocabulary

/// Compares a restored state with what all clients were told: what is lost, missing, or foreign.
///
/// Shape:  pure; written values are unique, so that a value names the write that it came from.
/// Limits: a write counts as acknowledged before the restore where its answer came before the
///         restored members were started; other members that go on serving count as after.
package enum RestoreComparison {
  /// The figures, completed from a history whose clock had `origin` at the exercise's start.
  package static func complete(
    _ figures: RestoreFigures, with state: RestoredState?, history: History, origin: Nanoseconds
  ) -> RestoreFigures {
    var figures = figures
    guard let started = figures.startedNs.map({ $0 + origin }) else { return figures }
    var before: [UInt32: [Operation]] = [:]
    for operation in history.operations where operation.isAcknowledgedWrite {
      guard let completed = operation.completedNs else { continue }
      if completed > started {
        figures.firstAcknowledgedNs = earlier(figures.firstAcknowledgedNs, completed - origin)
      } else {
        figures.lastAcknowledgedNs = later(figures.lastAcknowledgedNs, completed - origin)
        figures.acknowledged += 1
        before[operation.key, default: []].append(operation)
      }
    }
    guard figures.failure == nil else { return figures }
    guard let state else {
      figures.failure = "what was restored was not read"
      return figures
    }
    compare(state, before, history, origin, &figures)
    return figures
  }

  private static func compare(
    _ state: RestoredState, _ before: [UInt32: [Operation]], _ history: History,
    _ origin: Nanoseconds, _ figures: inout RestoreFigures
  ) {
    figures.keys = state.entries.count
    let held = Dictionary(state.entries.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    var writers: [UInt32: [Int64: Operation]] = [:]
    for operation in history.operations where operation.kind.isWrite && operation.outcome != .fail {
      guard let value = operation.argument, operation.matched != false else { continue }
      writers[operation.key, default: [:]][value] = operation
    }
    let numbers = Dictionary(
      history.keys.enumerated().map { ($1, UInt32($0)) }, uniquingKeysWith: { first, _ in first })
    var foreign = Set(state.entries.map(\.key)).filter { numbers[$0] == nil }
    for (name, number) in numbers {
      let acknowledged = before[number] ?? []
      guard let entry = held[name] else {
        if !acknowledged.isEmpty { figures.missing.append(name) }
        lose(acknowledged, origin, &figures)
        continue
      }
      guard let value = Int64(entry.value), let writer = writers[number]?[value] else {
        foreign.insert(name)
        lose(acknowledged, origin, &figures)
        continue
      }
      let lost = acknowledged.filter { isAfter($0, writer, entry, history) }
      if !lost.isEmpty { figures.behind.append(name) }
      lose(lost, origin, &figures)
    }
    figures.foreign = foreign.sorted()
    figures.missing.sort()
    figures.behind.sort()
  }

  /// By the store's own numbers, or where one lineage ended and another began, by time.
  private static func isAfter(
    _ operation: Operation, _ writer: Operation, _ entry: RestoredState.Entry,
    _ history: History
  ) -> Bool {
    guard operation.argument != writer.argument else { return false }
    if let revision = history.revision(operation), let held = entry.revision, revision > held {
      return true
    }
    guard let known = writer.completedNs, writer.outcome == .ok else { return false }
    return operation.invokedNs > known
  }

  private static func lose(
    _ operations: [Operation], _ origin: Nanoseconds, _ figures: inout RestoreFigures
  ) {
    figures.lost += operations.count
    for completed in operations.compactMap(\.completedNs) {
      figures.firstLostNs = earlier(figures.firstLostNs, completed - origin)
      figures.lastLostNs = later(figures.lastLostNs, completed - origin)
    }
  }

  private static func earlier(_ known: Nanoseconds?, _ time: Nanoseconds) -> Nanoseconds {
    min(known ?? time, time)
  }

  private static func later(_ known: Nanoseconds?, _ time: Nanoseconds) -> Nanoseconds {
    max(known ?? time, time)
  }
}
