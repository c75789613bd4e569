import Histories
import Vocabulary

/// The chains of one register while its history grows.
///
/// Method. As in `ZoneCheck`, a value's operations belong together, compare-and-sets glue values to
/// chains, and a chain's zone lies between its first completion f and its last invocation s. With
/// events in order f is known at once and s only grows, so two zones that conflict will always: the
/// conflict is told when the operation that makes it completes.
///
/// What is forgotten. Let L be the earliest invocation among open operations that look, or now:
/// all looks that will still complete were invoked at L or later. A chain r with f(r) < L is
/// *settled* where another chain w has f(w) < L and s(w) > f(r): whoever sees r from now on makes
/// its zone reach past L, and then w's zone overlaps it or lies inside it. So a settled chain is
/// dropped, and a value that is not known any more is a violation when it is seen. Of dropped
/// chains only the latest s is kept: a chain c that grows past L conflicts with one of them iff
/// f(c) is before it. In the same way a value of a chain is dropped once one behind it was
/// completed before L.
/// A value that is written again after its first writing was dropped counts as new, which is right:
/// nobody can see the first any more.
struct KeyWatch: Sendable {
  enum Outcome {
    case explained
    case unsure(String)
    case violation(Violation)
  }

  /// Why an operation cannot be placed, and the operations of the other chain.
  struct Violation: Error {
    var name: String
    var summary: String
    var others: [WitnessOperation] = []
  }

  /// A value that a write or a compare-and-set tries to leave, and nobody has seen yet.
  private struct Writer {
    var start: UInt64
    var expected: Int64?
    var isSwap: Bool
    var shown: WitnessOperation
  }

  private struct Open {
    var start: UInt64
    var looks: Bool
    var writes: Int64?
  }

  private struct Group {
    var value: Int64?
    var firstEnd = UInt64.max
  }

  private struct Chain {
    var groups: [Group]
    var first = UInt64.max
    var last: UInt64
    /// Its first operation and the one that was invoked last.
    var shown: [WitnessOperation] = []
  }

  private var chains: [Int: Chain] = [0: Chain(groups: [Group(value: nil, firstEnd: 0)], last: 0)]
  private var next = 1
  /// The chain of each value that may still be seen.
  private var live: [Int64: Int] = [:]
  /// The chain of the absent key; nil once it is settled.
  private var initial: Int? = 0
  private var writers: [Int64: Writer] = [:]
  /// Open operations with their invocations; those that look bound what may be forgotten.
  private var open: [OperationNumber: Open] = [:]
  private var settled: UInt64 = 0
  private var gone = RecentValues()

  init() {
    chains[0]?.first = 0
  }

  var remembered: Int { chains.count + live.count + writers.count + open.count }

  mutating func handle(_ event: HistoryEvent, at place: UInt64) -> Outcome {
    do throws(Violation) {
      guard let completion = event.completion else { return begin(event, at: place) }
      let start = open.removeValue(forKey: event.operation)?.start ?? place
      try end(event, completion, start, place)
    } catch {
      return .violation(error)
    }
    settle(now: place)
    return .explained
  }

  private mutating func begin(_ event: HistoryEvent, at place: UInt64) -> Outcome {
    let looks = event.kind == .read || event.kind == .compareAndSet
    switch event.kind {
    case .read:
      open[event.operation] = Open(start: place, looks: looks)
      return .explained
    case .write, .compareAndSet: break
    default: return .unsure("it holds more than reads, writes and compare-and-sets")
    }
    guard let value = event.argument else { return .unsure("a write of nothing") }
    guard live[value] == nil, writers[value] == nil,
      !open.values.contains(where: { $0.writes == value })
    else { return .unsure("\(value) is written again while its first writing may still be read") }
    open[event.operation] = Open(start: place, looks: looks, writes: value)
    writers[value] = Writer(
      start: place, expected: event.expected, isSwap: event.kind == .compareAndSet,
      shown: event.witness(RegisterWatch.label(event), isImpossible: false))
    return .explained
  }

  private mutating func end(
    _ event: HistoryEvent, _ completion: HistoryEvent.Completion, _ start: UInt64, _ now: UInt64
  ) throws(Violation) {
    let shown = event.witness(RegisterWatch.label(event), isImpossible: false)
    switch (event.kind, completion.outcome) {
    case (_, .info), (.read, .fail): return
    case (.read, .ok): try see(completion.value, start, now, shown, isRead: true)
    case (_, .fail): try refuse(event.argument)
    case (.compareAndSet, .ok):
      switch completion.matched {
      case true?: try written(event.argument, start, now, shown)
      case false?:
        try refuse(event.argument)
        guard let value = completion.value else { return }
        guard value != event.expected else {
          throw Violation(
            name: "refused compare-and-set",
            summary: "a compare-and-set was refused though it saw what it expected")
        }
        try see(value, start, now, shown, isRead: true)
      case nil: return
      }
    case (_, .ok): try written(event.argument, start, now, shown)
    }
  }

  /// A write was acknowledged. Where its value was seen before, that told all: the invocation
  /// counts since then, and a later completion is no bound.
  private mutating func written(
    _ value: Int64?, _ start: UInt64, _ now: UInt64, _ shown: WitnessOperation
  ) throws(Violation) {
    guard let value, writers[value] != nil else { return }
    try see(value, start, now, shown, isRead: false)
  }

  /// A write did not happen; nobody may have seen it.
  private mutating func refuse(_ value: Int64?) throws(Violation) {
    // A writer that is no more among those that nobody has seen was seen.
    guard let value, writers.removeValue(forKey: value) == nil else { return }
    throw Violation(
      name: "aborted read", summary: "\(value) was observed, though its write was refused")
  }

  /// An operation that saw or left a value completed.
  private mutating func see(
    _ value: Int64?, _ start: UInt64, _ now: UInt64, _ shown: WitnessOperation, isRead: Bool
  ) throws(Violation) {
    let number = try chain(of: value)
    guard var chain = chains[number],
      let group = chain.groups.firstIndex(where: { $0.value == value })
    else { return }
    if chain.groups[(group + 1)...].contains(where: { $0.firstEnd < start }) {
      throw Violation(
        name: "stale read", summary: "\(Self.text(value)) was observed after it had been replaced",
        others: chain.shown)
    }
    chain.groups[group].firstEnd = min(chain.groups[group].firstEnd, now)
    chain.first = min(chain.first, now)
    if start >= chain.last || chain.shown.isEmpty {
      chain.shown = chain.shown.prefix(1) + [shown]
    }
    chain.last = max(chain.last, start)
    chains[number] = chain
    try compare(chain, number, value, isStale: isRead && chain.last == start)
  }

  /// Whether a chain's zone now conflicts with another's; `isStale` is that a read made it longer,
  /// which then began after what it conflicts with was there.
  private func compare(
    _ chain: Chain, _ number: Int, _ value: Int64?, isStale: Bool
  ) throws(Violation) {
    let summary = "\(Self.text(value)) was observed where no order of the operations allows it"
    if chain.first < settled { throw Violation(name: "stale read", summary: summary) }
    for (other, known) in chains where other != number && known.first != .max {
      // Two forward zones that overlap, or a backward one inside a forward one; two backward zones
      // never are so.
      if chain.first < known.last, known.first < chain.last {
        throw Violation(
          name: isStale ? "stale read" : "order violation", summary: summary, others: known.shown)
      }
    }
  }

  /// The chain of a value, made of its writer where nobody had seen it yet.
  private mutating func chain(of value: Int64?) throws(Violation) -> Int {
    guard let value else {
      guard let initial else {
        throw Violation(
          name: "stale read", summary: "nil was observed after it had been overwritten")
      }
      return initial
    }
    // Compare-and-sets that were seen to have happened, from the last back to one that is known.
    var path: [Int64] = []
    var back: Int64? = value
    while let known = back, live[known] == nil {
      guard let writer = writers[known] else { throw unknown(known) }
      guard !path.contains(known) else {
        throw Violation(
          name: "order violation",
          summary: "\(known) was left by compare-and-sets that each need another one first")
      }
      path.append(known)
      guard writer.isSwap else { break }
      back = writer.expected
      if back == nil { break }
    }
    for value in path.reversed() { try join(value) }
    return live[value] ?? 0
  }

  private func unknown(_ value: Int64) -> Violation {
    let isOld = gone.contains(value)
    return Violation(
      name: isOld ? "stale read" : "read of a value nobody wrote",
      summary: "\(value) was observed"
        + (isOld
          ? " after it had been overwritten"
          : ", and nobody had begun to write it, or it was overwritten long before"))
  }

  /// Moves a value from its writer into a chain: a new one, or the one of what it replaced.
  private mutating func join(_ value: Int64) throws(Violation) {
    guard let writer = writers.removeValue(forKey: value) else { return }
    let group = Group(value: value)
    guard writer.isSwap else {
      chains[next] = Chain(groups: [group], last: writer.start, shown: [writer.shown])
      live[value] = next
      next += 1
      return
    }
    let before = writer.expected == nil ? initial : writer.expected.flatMap { live[$0] }
    guard let before, var chain = chains[before] else {
      throw Violation(
        name: "lost update",
        summary:
          "a compare-and-set replaced \(Self.text(writer.expected)) after it was overwritten",
        others: [writer.shown])
    }
    guard chain.groups.last?.value == writer.expected else {
      throw Violation(
        name: "lost update",
        summary: "two compare-and-sets both replaced \(Self.text(writer.expected)), "
          + "which was there once", others: chain.shown + [writer.shown])
    }
    chain.groups.append(group)
    if writer.start >= chain.last {
      chain.last = writer.start
      chain.shown = chain.shown.prefix(1) + [writer.shown]
    }
    chains[before] = chain
    live[value] = before
  }

  /// Drops what nobody can see any more.
  private mutating func settle(now: UInt64) {
    let low = open.values.filter(\.looks).map(\.start).min() ?? now
    // The two latest invocations among chains that began to complete before `low`.
    var (latest, second, holder) = (settled, UInt64(0), -1)
    for (number, chain) in chains where chain.first < low {
      if chain.last > latest {
        (second, latest, holder) = (latest, chain.last, number)
      } else {
        second = max(second, chain.last)
      }
    }
    for (number, chain) in chains {
      let other = number == holder ? second : latest
      if chain.first < low, other > chain.first {
        drop(chain.groups)
        settled = max(settled, chain.last)
        chains[number] = nil
      } else if chain.groups.count > 1 {
        let behind = chain.groups.lastIndex { $0.firstEnd < low } ?? 0
        drop(Array(chain.groups[..<behind]))
        chains[number]?.groups.removeFirst(behind)
      }
    }
  }

  private mutating func drop(_ groups: [Group]) {
    for group in groups {
      guard let value = group.value else {
        initial = nil
        continue
      }
      live[value] = nil
      gone.insert(value)
    }
  }

  private static func text(_ value: Int64?) -> String { value.map { String($0) } ?? "nil" }
}

/// The last few values that were dropped, to tell a stale read from one of nobody's value.
struct RecentValues: Sendable {
  private static let limit = 256

  private var values: [Int64] = []
  private var next = 0

  mutating func insert(_ value: Int64) {
    if values.count < Self.limit {
      values.append(value)
    } else {
      values[next] = value
      next = (next + 1) % Self.limit
    }
  }

  func contains(_ value: Int64) -> Bool { values.contains(value) }
}
