import Consistency
import Histories
import Vocabulary

/// Jepsen's checkers as their definitions read, without any care for time; histories of one key.
enum PlainJepsen {
  static func result(_ model: HistoryModel, _ history: History) -> Validity {
    switch model {
    case .set: set(history)
    case .setFull: fullSet(history, isLinearizable: false)
    case .bank: bank(history)
    case .counter: counter(history)
    case .longFork: longFork(history)
    case .uniqueIDs: uniqueIDs(history)
    case .queue: queue(history)
    default: mutex(history)
    }
  }

  private static func answered(_ kind: OperationKind, _ history: History) -> [Operation] {
    history.operations.filter { $0.kind == kind && $0.outcome == .ok }
  }

  private static func all(_ kind: OperationKind, _ history: History) -> [Operation] {
    history.operations.filter { $0.kind == kind }
  }

  private static func elements(_ read: Operation, _ history: History) -> [Int64] {
    history.valueList(read)?.elements ?? []
  }

  private static func set(_ history: History) -> Validity {
    let reads = answered(.read, history).sorted { $0.completedAt < $1.completedAt }
    guard let last = reads.last else { return .unknown }
    let there = elements(last, history)
    let attempts = all(.add, history).map(\.argument)
    let first = Dictionary(grouping: answered(.add, history)) { $0.argument }
      .compactMapValues { $0.first }
    let isLost = first.contains { value, add in
      add.completedAt < last.invokedAt && !there.contains { $0 == value }
    }
    return isLost || there.contains { !attempts.contains($0) } ? .invalid : .valid
  }

  static func fullSet(_ history: History, isLinearizable: Bool) -> Validity {
    let reads = answered(.read, history)
    let adds = all(.add, history)
    for read in reads {
      let seen = elements(read, history)
      if Set(seen).count < seen.count { return .invalid }
      for element in seen
      where !adds.contains(where: {
        $0.argument == element && $0.invokedAt < read.completedAt
      }) {
        return .invalid
      }
    }
    var hasStable = false
    var isBroken = false
    for element in Set(adds.compactMap(\.argument)) {
      let own = adds.filter { $0.argument == element }
      let added = own.map(\.invokedAt).min() ?? 0
      let present = reads.filter { elements($0, history).contains(element) }
      let absent = reads.filter {
        !elements($0, history).contains(element) && $0.completedAt > added
      }
      let known = (own.filter { $0.outcome == .ok } + present).map(\.completedAt).min()
      let lastPresent = present.map(\.invokedAt).max().map { Int64($0) } ?? -1
      let lastAbsent = absent.map(\.invokedAt).max().map { Int64($0) } ?? -1
      if lastPresent >= 0, lastAbsent < lastPresent {
        hasStable = true
        if isLinearizable, let known, Int64(known) < lastAbsent { isBroken = true }
      } else if lastAbsent > lastPresent, let known, Int64(known) < lastAbsent {
        isBroken = true
      }
    }
    return isBroken ? .invalid : hasStable ? .valid : .unknown
  }

  private static func bank(_ history: History) -> Validity {
    let reads = answered(.read, history)
    if reads.isEmpty { return .unknown }
    let isRight = reads.allSatisfy { read in
      let pairs = history.valueList(read)?.pairs ?? []
      return pairs.allSatisfy { (0...2).contains($0.key) && ($0.value ?? -1) >= 0 }
        && pairs.reduce(0) { $0 + ($1.value ?? 0) } == 30
    }
    return isRight ? .valid : .invalid
  }

  private static func counter(_ history: History) -> Validity {
    let reads = answered(.read, history)
    if reads.isEmpty { return .unknown }
    let adds = all(.add, history).filter { $0.outcome != .fail }
    let isRight = reads.allSatisfy { read in
      let must = adds.filter { $0.outcome == .ok && $0.completedAt < read.invokedAt }
      let may = adds.filter { add in
        add.invokedAt < read.completedAt && !must.contains { $0.invokedAt == add.invokedAt }
      }.map { $0.argument ?? 0 }
      let sure = must.reduce(0) { $0 + ($1.argument ?? 0) }
      let low = sure + may.filter { $0 < 0 }.reduce(0, +)
      let high = sure + may.filter { $0 > 0 }.reduce(0, +)
      return low <= read.value ?? 0 && read.value ?? 0 <= high
    }
    return isRight ? .valid : .invalid
  }

  private static func longFork(_ history: History) -> Validity {
    let reads = answered(.read, history).compactMap { history.valueList($0)?.pairs }
    for read in answered(.read, history) {
      let written = all(.write, history).filter { $0.invokedAt < read.completedAt }
        .compactMap { history.argumentList($0)?.pairs.first?.key }
      let seen = (history.valueList(read)?.pairs ?? []).filter { $0.value != nil }
      if seen.contains(where: { !written.contains($0.key) }) { return .invalid }
    }
    var hasCompared = false
    for (place, one) in reads.enumerated() {
      for other in reads[(place + 1)...] where one.map(\.key) == other.map(\.key) {
        hasCompared = true
        let more = zip(one, other).contains { $0.value != nil && $1.value == nil }
        let less = zip(one, other).contains { $0.value == nil && $1.value != nil }
        if more, less { return .invalid }
      }
    }
    return hasCompared ? .valid : .unknown
  }

  private static func uniqueIDs(_ history: History) -> Validity {
    let ids = answered(.generate, history).compactMap(\.value)
    if ids.isEmpty { return .unknown }
    return ids.contains { id in ids.count { $0 == id } > 1 } ? .invalid : .valid
  }

  private static func queue(_ history: History) -> Validity {
    let attempts = all(.enqueue, history).compactMap(\.argument)
    if attempts.isEmpty, answered(.dequeue, history).allSatisfy({ $0.value == nil }),
      answered(.drain, history).allSatisfy({ elements($0, history).isEmpty })
    {
      return .unknown
    }
    let taken =
      answered(.dequeue, history).compactMap(\.value)
      + answered(.drain, history).flatMap { elements($0, history) }
    for take in answered(.dequeue, history) + answered(.drain, history) {
      let values = take.value.map { [$0] } ?? elements(take, history)
      for value in values
      where !all(.enqueue, history).contains(where: {
        $0.argument == value && $0.invokedAt < take.completedAt
      }) {
        return .invalid
      }
    }
    var lost = answered(.enqueue, history).compactMap(\.argument)
    for value in taken { if let place = lost.firstIndex(of: value) { lost.remove(at: place) } }
    if lost.isEmpty { return .valid }
    let isUnsure = all(.drain, history).contains { $0.outcome == .info }
    return isUnsure ? .unknown : .invalid
  }

  private static func mutex(_ history: History) -> Validity {
    isOrdered(history.operations.filter { $0.outcome != .fail }, isHeld: false) ? .valid : .invalid
  }

  private static func isOrdered(_ rest: [Operation], isHeld: Bool) -> Bool {
    if rest.allSatisfy({ $0.outcome == .info }) { return true }
    let limit = rest.filter { $0.outcome == .ok }.map(\.completedAt).min() ?? .max
    return rest.indices.contains { place in
      guard rest[place].invokedAt < limit, (rest[place].kind == .acquire) != isHeld else {
        return false
      }
      var fewer = rest
      fewer.remove(at: place)
      return isOrdered(fewer, isHeld: !isHeld)
    }
  }
}
