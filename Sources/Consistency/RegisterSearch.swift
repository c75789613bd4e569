/// Decides linearizability of one register or appended text by search, for any values.
///
/// Method: the events are passed in order. A configuration is the set of open operations that have
/// taken effect and the value they left; operations take effect just in time, when one that has
/// not must complete (Lowe). Its size is that of the operations open at once, not of the history;
/// where nothing is open only values are left, so quiescent points split the search by themselves.
///
/// What keeps it small: operations that change nothing take effect as soon as they can; of equal
/// `info` operations the earlier goes first; of two configurations that differ only in `info`
/// operations used, the one that used fewer stands for both; an `info` write of a value that
/// nobody saw is left out where no compare-and-set was refused; a configuration is dropped where
/// the next reads to complete wait for a value that nothing left can bring (`Outlook`).
///
/// Limits: those of `SearchLimits`, and 256 operations open at once.
/// Source: Wing and Gong, 1993; Lowe, "Testing for linearizability", 2017.
struct RegisterSearch {
  enum Result: Equatable {
    case valid
    /// The place in `operations` of the first whose completion nothing explains.
    case invalid(Int)
    /// Valid until this operation (a place in `operations`) completed.
    case exhausted(Int, String)
  }

  private struct Configuration: Hashable {
    var done: OpenWindow
    var value: Int32
  }

  private let operations: [RegisterOperation]
  private var texts: TextStates
  /// Steps that may still be taken.
  private(set) var budget: Int
  /// With how many steps left the time is asked for again.
  private var nextLook: Int
  private let limits: SearchLimits
  private let looksAhead: Bool
  private var slots: [Int32]
  private var free: [Int32] = (0..<OpenWindow.limit).reversed()
  private var open: [Int] = []
  private var optional = OpenWindow()
  private var outlook: Outlook
  private var frontier: Set<Configuration> = [Configuration(done: OpenWindow(), value: 0)]

  /// A search over operations of one key; `texts` says what values mean where some append.
  init(
    _ operations: [RegisterOperation], texts: TextStates, limits: SearchLimits,
    looksAhead: Bool = true
  ) {
    let seen = Self.seen(operations)
    let isRefused = operations.contains { $0.effect == .refused || $0.effect == .tried }
    let hasAppend = operations.contains { $0.effect == .append }
    self.operations = operations
    self.texts = texts
    budget = limits.steps
    nextLook = limits.steps
    self.limits = limits
    self.looksAhead = looksAhead
    slots = [Int32](repeating: -1, count: operations.count)
    outlook = Outlook(operations)
    guard !isRefused, !hasAppend else { return }
    for (index, operation) in operations.enumerated()
    where operation.isOptional && operation.mutates && !seen.contains(operation.written) {
      slots[index] = -2
    }
  }

  /// Values that something waits for.
  private static func seen(_ operations: [RegisterOperation]) -> Set<Int32> {
    Set(
      operations.filter { $0.effect == .read || $0.effect == .swap || $0.effect == .tried }
        .map(\.expected))
  }

  mutating func run() -> Result {
    if let index = operations.firstIndex(where: \.isContradiction) { return .invalid(index) }
    var events: [(at: UInt32, operation: Int)] = []
    for (index, operation) in operations.enumerated() where slots[index] != -2 {
      events.append((operation.start, index))
      if operation.end != RegisterOperation.never { events.append((operation.end, index)) }
    }
    events.sort { $0.at < $1.at }
    // Once nothing is left that asks for a value, writes can be put in any order.
    let last =
      operations.filter { $0.effect == .swap || !$0.mutates }
      .filter { !$0.isOptional }.map(\.end).max() ?? 0
    events.removeAll { $0.at > last }
    for (at, index) in events {
      if at == operations[index].start {
        guard let slot = free.popLast() else {
          return .exhausted(index, "more than 256 operations are open at once")
        }
        begin(index, slot)
      } else if let result = end(index) {
        return result
      }
    }
    return .valid
  }

  private mutating func begin(_ index: Int, _ slot: Int32) {
    slots[index] = slot
    open.append(index)
    let operation = operations[index]
    if operation.isOptional { optional.insert(slot) }
    guard !operation.mutates else { return }
    frontier = Set(
      frontier.map { configuration in
        var next = configuration
        if allows(operation, next.value) { set(index, in: &next) }
        return next
      })
  }

  private mutating func end(_ index: Int) -> Result? {
    var survivors: Set<Configuration> = []
    var visited: Set<Configuration> = []
    var stack: [Configuration] = []
    if looksAhead { outlook.move(to: operations[index].end, open: open, operations, &texts) }
    for configuration in frontier {
      if isSet(index, configuration) {
        survivors.insert(without(index, configuration))
        continue
      }
      if visited.insert(configuration).inserted { stack.append(configuration) }
    }
    while let configuration = stack.popLast() {
      for other in open where !isSet(other, configuration) && operations[other].mutates {
        if isRepeated(other, configuration) { continue }
        guard var next = apply(other, configuration) else { continue }
        budget -= 1
        settle(&next)
        if isHopeless(next) { continue }
        if isSet(index, next) {
          survivors.insert(without(index, next))
        } else if visited.insert(next).inserted {
          stack.append(next)
        }
      }
      if budget <= nextLook {
        nextLook = budget - 4_096
        if limits.isTimeUp() { return .exhausted(index, "the time is up") }
      }
      if budget < 0 || visited.count + survivors.count > limits.configurations {
        return .exhausted(index, "the search's budget of steps or memory is used up")
      }
    }
    if survivors.isEmpty { return .invalid(index) }
    free.append(slots[index])
    open.removeAll { $0 == index }
    frontier = optional == OpenWindow() ? survivors : Self.undominated(survivors, optional)
    return nil
  }

  /// Whether one of the next reads waits for a value that nothing left can bring.
  private mutating func isHopeless(_ configuration: Configuration) -> Bool {
    for wait in outlook.waits {
      let wanted = operations[wait.read].expected
      if slots[wait.read] >= 0, isSet(wait.read, configuration) { continue }
      if configuration.value == wanted || texts.isPrefix(configuration.value, of: wanted) {
        continue
      }
      if !wait.sources.contains(where: { !isSet($0, configuration) }) { return true }
    }
    return false
  }

  /// Lets everything take effect that changes nothing and can.
  private func settle(_ configuration: inout Configuration) {
    for index in open where !operations[index].mutates && !isSet(index, configuration) {
      if allows(operations[index], configuration.value) { set(index, in: &configuration) }
    }
  }

  private func allows(_ operation: RegisterOperation, _ value: Int32) -> Bool {
    operation.effect == .refused ? operation.expected != value : operation.expected == value
  }

  /// The configuration after a change, where the value allows it.
  private mutating func apply(_ index: Int, _ configuration: Configuration) -> Configuration? {
    let operation = operations[index]
    var next = configuration
    switch operation.effect {
    case .write: next.value = operation.written
    case .swap:
      guard next.value == operation.expected else { return nil }
      next.value = operation.written
    case .tried: if next.value == operation.expected { next.value = operation.written }
    case .append: next.value = texts.append(operation.written, to: next.value)
    case .read, .refused: return nil
    }
    set(index, in: &next)
    return next
  }

  /// Whether an equal `info` operation that began earlier has not been used either.
  private func isRepeated(_ index: Int, _ configuration: Configuration) -> Bool {
    let operation = operations[index]
    guard operation.isOptional else { return false }
    for other in open where operations[other].isOptional {
      if other == index { return false }
      let twin = operations[other]
      if twin.effect == operation.effect, twin.written == operation.written,
        twin.expected == operation.expected, !isSet(other, configuration)
      {
        return true
      }
    }
    return false
  }

  /// Without configurations that used more `info` operations than another that is otherwise equal.
  private static func undominated(
    _ all: Set<Configuration>, _ optional: OpenWindow
  ) -> Set<Configuration> {
    var groups: [Configuration: [OpenWindow]] = [:]
    for configuration in all {
      var shared = configuration
      shared.done &= ~optional
      let used = configuration.done & optional
      var group = groups[shared] ?? []
      if group.contains(where: { $0 & used == $0 }) { continue }
      group.removeAll { $0 & used == used }
      group.append(used)
      groups[shared] = group
    }
    var result: Set<Configuration> = []
    for (shared, group) in groups {
      for used in group {
        result.insert(Configuration(done: shared.done | used, value: shared.value))
      }
    }
    return result
  }

  private func isSet(_ index: Int, _ configuration: Configuration) -> Bool {
    configuration.done.has(slots[index])
  }

  private func set(_ index: Int, in configuration: inout Configuration) {
    configuration.done.insert(slots[index])
  }

  private func without(_ index: Int, _ configuration: Configuration) -> Configuration {
    var next = configuration
    next.done.remove(slots[index])
    return next
  }
}
