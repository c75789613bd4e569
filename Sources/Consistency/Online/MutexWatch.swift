import Histories
import Vocabulary

/// Judges mutexes while their history grows; as `MutualExclusion`.
///
/// Method: the just-in-time search of `ModelSearch` without its end: a configuration is whether the
/// mutex is held and which open operations have taken effect; when one completes that has not, open
/// ones take effect until it has.
/// Unknown when: more than `limit` configurations are open at once.
struct MutexWatch: ModelWatch {
  private static let limit = 20_000

  private struct Configuration: Hashable, Sendable {
    var isHeld = false
    var done: Set<UInt32> = []
  }

  private struct Lock: Sendable {
    /// Open operations, and whether each acquires, in order of invocation.
    var open: [(number: UInt32, acquires: Bool, isUnsure: Bool)] = []
    var configurations: Set<Configuration> = [Configuration()]
  }

  private var locks: [String: Lock] = [:]
  private var broken: Set<String> = []
  private(set) var state = WatchState(model: .mutex)

  mutating func handle(_ event: HistoryEvent, at place: UInt64) -> [Anomaly] {
    guard event.kind == .acquire || event.kind == .release, !broken.contains(event.key) else {
      return []
    }
    var lock = locks[event.key, default: Lock()]
    defer {
      locks[event.key] = lock
      state.remembered = locks.values.reduce(0) { $0 + $1.open.count + $1.configurations.count }
    }
    let number = event.operation.rawValue
    let acquires = event.kind == .acquire
    guard let completion = event.completion else {
      lock.open.append((number, acquires, false))
      return []
    }
    guard let index = lock.open.firstIndex(where: { $0.number == number }) else { return [] }
    switch completion.outcome {
    case .info: lock.open[index].isUnsure = true
    case .fail:
      lock.open.remove(at: index)
      lock.configurations = lock.configurations.filter { !$0.done.contains(number) }
    case .ok:
      let reached = Self.reaching(number, lock)
      lock.open.remove(at: index)
      guard let reached else {
        broken.insert(event.key)
        state.unsure = ["too many operations on a mutex are open at once"]
        return []
      }
      lock.configurations = reached
    }
    guard lock.configurations.isEmpty else { return [] }
    broken.insert(event.key)
    return [
      event.anomaly(
        "mutual exclusion violated",
        acquires
          ? "an acquire was acknowledged though the mutex was held"
          : "a release was acknowledged though nobody held the mutex", label: event.kind.word)
    ]
  }

  mutating func finish() -> [Anomaly] {
    if locks.isEmpty { state.unsure = ["nobody took a mutex"] }
    return []
  }

  /// The configurations in which the operation has taken effect; nil where they are too many.
  private static func reaching(_ number: UInt32, _ lock: Lock) -> Set<Configuration>? {
    var found: Set<Configuration> = []
    var seen = lock.configurations
    var waiting = Array(lock.configurations)
    while let configuration = waiting.popLast() {
      if configuration.done.contains(number) {
        var next = configuration
        next.done.remove(number)
        found.insert(next)
        continue
      }
      var unsureTried: Set<Bool> = []
      for (other, acquires, isUnsure) in lock.open
      where !configuration.done.contains(other) && acquires != configuration.isHeld {
        // Of unsure operations that do the same the one invoked first goes first.
        if isUnsure, !unsureTried.insert(acquires).inserted { continue }
        var next = configuration
        next.isHeld = acquires
        next.done.insert(other)
        if seen.insert(next).inserted { waiting.append(next) }
      }
      if seen.count > limit { return nil }
    }
    return found
  }
}
