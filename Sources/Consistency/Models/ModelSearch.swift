/// Decides linearizability of any object by search.
///
/// Method: the events are passed in order. A configuration is the set of open calls that have taken
/// effect and the number of the state they left; calls take effect just in time, when one that has
/// not must complete (Lowe). The set is a window of the calls open at once, not of the history, and
/// where nothing is open only states are left, so that quiescent points cut the search.
///
/// What keeps it small: calls that change nothing take effect as soon as they can; of equal calls
/// the one that completes first goes first (both are open, so they can change places); where the
/// call that must complete commutes with every other that is open, and nobody open waits to look,
/// no other is put before it (any that stood before may as well stand behind).
///
/// Limits: those it is given, and 256 calls open at once.
/// Source: Wing and Gong, 1993; Lowe, "Testing for linearizability", 2017.
struct ModelSearch<Model: SequentialModel> {
  enum Result: Equatable {
    case valid
    /// The place of the first call whose completion nothing explains.
    case invalid(Int)
    /// Valid until this call completed; why no further.
    case exhausted(Int, String)
  }

  private struct Configuration: Hashable {
    var done = OpenWindow()
    var state: Int32 = 0
  }

  private let model: Model
  private let calls: [ModelCall]
  private let limits: SearchLimits
  private var steps = 0
  /// After how many steps the time is asked for again.
  private var nextLook = 0
  /// The states met so far, and by state and call the one that follows; -1 where none does.
  private var states: [Model.State]
  private var numbers: [Model.State: Int32]
  private var following: [UInt64: Int32] = [:]
  private var slots: [Int32]
  private var free: [Int32] = (0..<OpenWindow.limit).reversed()
  private var open: [Int] = []
  private var frontier: Set<Configuration> = [Configuration()]

  init(_ calls: [ModelCall], _ model: Model, limits: SearchLimits) {
    self.model = model
    self.calls = calls
    self.limits = limits
    states = [model.initial]
    numbers = [model.initial: 0]
    slots = [Int32](repeating: -1, count: calls.count)
  }

  mutating func run() -> Result {
    var events: [(at: UInt32, call: Int)] = []
    for (index, call) in calls.enumerated() where !call.isOptional || call.isChange {
      events.append((call.start, index))
      if call.end != ModelCall.never { events.append((call.end, index)) }
    }
    events.sort { $0.at < $1.at }
    for (at, index) in events {
      if at == calls[index].start {
        guard let slot = free.popLast() else {
          return .exhausted(index, "more than 256 operations are open at once")
        }
        slots[index] = slot
        open.append(index)
        if !calls[index].isChange { frontier = Set(frontier.map { settled($0) }) }
      } else if let result = end(index) {
        return result
      }
    }
    return .valid
  }

  private mutating func end(_ index: Int) -> Result? {
    var survivors: Set<Configuration> = []
    var visited: Set<Configuration> = []
    var stack: [Configuration] = []
    for configuration in frontier {
      if isSet(index, configuration) {
        survivors.insert(without(index, configuration))
      } else if visited.insert(configuration).inserted {
        stack.append(configuration)
      }
    }
    while let configuration = stack.popLast() {
      for other in candidates(before: index, configuration) {
        guard let next = apply(other, configuration) else { continue }
        steps += 1
        if isSet(index, next) {
          survivors.insert(without(index, next))
        } else if visited.insert(next).inserted {
          stack.append(next)
        }
      }
      if steps >= nextLook {
        nextLook = steps + 4_096
        if limits.isTimeUp() { return .exhausted(index, "the time is up") }
      }
      if steps > limits.steps || visited.count + survivors.count > limits.configurations {
        return .exhausted(index, "the search's budget of steps or memory is used up")
      }
    }
    if survivors.isEmpty { return .invalid(index) }
    free.append(slots[index])
    open.removeAll { $0 == index }
    frontier = survivors
    return nil
  }

  /// The open calls that may take effect next so that `index` can complete.
  private func candidates(before index: Int, _ configuration: Configuration) -> [Int] {
    let left = open.filter { !isSet($0, configuration) }
    let isAlone = left.allSatisfy {
      $0 == index || (calls[$0].isChange && model.commute(calls[index], calls[$0]))
    }
    if isAlone, calls[index].isChange { return [index] }
    return left.filter { place in
      calls[place].isChange && !left.contains { isFirst($0, before: place) }
    }
  }

  /// Whether the two are equal and the first goes first.
  private func isFirst(_ one: Int, before other: Int) -> Bool {
    let (first, second) = (calls[one], calls[other])
    guard one != other, first.request == second.request, first.answer == second.answer else {
      return false
    }
    return (first.end, one) < (second.end, other)
  }

  /// The configuration after a call and all that changes nothing and can follow it.
  private mutating func apply(_ index: Int, _ configuration: Configuration) -> Configuration? {
    guard let state = follow(index, configuration.state) else { return nil }
    var next = configuration
    next.state = state
    set(index, in: &next)
    return settled(next)
  }

  private mutating func settled(_ configuration: Configuration) -> Configuration {
    var next = configuration
    for index in open where !calls[index].isChange && !isSet(index, next) {
      if follow(index, next.state) != nil { set(index, in: &next) }
    }
    return next
  }

  /// The number of the state after a call; nil where the state does not allow its answer.
  private mutating func follow(_ index: Int, _ state: Int32) -> Int32? {
    let step = UInt64(index) << 32 | UInt64(UInt32(bitPattern: state))
    if let known = following[step] { return known < 0 ? nil : known }
    guard let next = model.state(after: calls[index], from: states[Int(state)]) else {
      following[step] = -1
      return nil
    }
    let number = numbers[next] ?? Int32(states.count)
    if Int(number) == states.count {
      numbers[next] = number
      states.append(next)
    }
    following[step] = number
    return number
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
