import Histories
import Vocabulary

/// Random small histories and the slow, obvious judge of them.
enum Samples {
  /// What a sample may contain.
  struct Shape {
    var operations = 8
    var processes = 4
    var values = 3
    var hasUniqueValues = true
    /// Whether nearly all compare-and-sets expect a value that is not there.
    var isMostlyRefused = false
    /// Whether nearly all operations are compare-and-sets of what is there, some never answered.
    var isMostlySwaps = false
    /// How many of ten operations nobody hears of.
    var crashes = 1
    /// How often an answer is made up, 0…1.
    var lies = 0.1
  }

  /// A history of one key as a register would give it, with some answers made up.
  static func history(_ shape: Shape, _ random: inout SeededRandom) -> History {
    var history = History()
    history.keys = ["k"]
    var time: Int64 = 0
    var state: Int64?
    var next: Int64 = 1
    var open: [(number: OperationNumber, apply: Bool, done: Bool)] = []
    var effects: [Int: (Int64?, Bool?)] = [:]
    var begun = 0
    while begun < shape.operations || !open.isEmpty {
      time += 1
      let now = Nanoseconds(rawValue: time)
      let move = random.below(3)
      if move == 0, begun < shape.operations, open.count < shape.processes {
        begun += 1
        let kinds: [OperationKind] =
          shape.isMostlySwaps
          ? [.read, .compareAndSet, .compareAndSet, .compareAndSet, .compareAndSet]
          : [.read, .read, .write, .compareAndSet, .compareAndSet]
        let chosen = kinds[random.below(kinds.count)]
        let isRight =
          shape.isMostlySwaps
          ? random.below(8) > 0 : random.below(3) > 0 && !shape.isMostlyRefused
        let expected =
          chosen == .compareAndSet ? (isRight ? state : known(shape, next, &random)) : nil
        let number = history.invoke(
          process: begun, kind: chosen, key: 0,
          argument: chosen == .read ? nil : value(shape, &next, &random), expected: expected,
          at: now)
        open.append((number, random.below(8) > 0, false))
      } else if move == 1,
        let place = open.indices.filter({ !open[$0].done }).randomElement(using: &random)
      {
        // The moment at which it takes effect.
        open[place].done = true
        let operation = history.operations[open[place].number.index]
        guard open[place].apply else { continue }
        switch operation.kind {
        case .read: effects[open[place].number.index] = (state, nil)
        case .compareAndSet:
          let matched = state == operation.expected
          effects[open[place].number.index] = (matched ? nil : state, matched)
          if matched { state = operation.argument }
        default: state = operation.argument
        }
      } else if move == 2,
        let place = open.indices.filter({ open[$0].done }).randomElement(using: &random)
      {
        let (number, apply, _) = open.remove(at: place)
        let lie = random.unit() < shape.lies
        let kind = history.operations[number.index].kind
        let fate = random.below(10)
        if fate < shape.crashes { continue }  // No completion at all.
        if !apply || fate == shape.crashes {
          let outcome: Outcome = apply || random.below(2) == 0 ? .info : .fail
          history.complete(number, outcome: outcome, at: now)
          continue
        }
        var (seen, matched) = effects[number.index] ?? (nil, nil)
        if lie {
          if kind == .read { seen = known(shape, next, &random) }
          if kind == .compareAndSet { matched = random.below(2) == 0 }
        }
        let isShown = kind == .read || (matched == false && random.below(3) == 0)
        history.complete(
          number, outcome: .ok, value: isShown ? seen : nil, matched: matched, at: now)
      }
    }
    return history
  }

  /// A value to write.
  private static func value(
    _ shape: Shape, _ next: inout Int64, _ random: inout SeededRandom
  ) -> Int64 {
    if shape.hasUniqueValues {
      next += 1
      return next - 1
    }
    return Int64(random.below(shape.values)) + 1
  }

  /// A value that may have been written, or none.
  private static func known(
    _ shape: Shape, _ next: Int64, _ random: inout SeededRandom
  ) -> Int64? {
    let limit = shape.hasUniqueValues ? Int(next) : shape.values + 1
    let value = random.below(limit + 1)
    return value == 0 ? nil : Int64(value)
  }

  /// Tries every order of the operations; for one key and at most a dozen of them.
  static func isLinearizable(_ history: History) -> Bool {
    let operations = history.operations.filter {
      $0.outcome != .fail && !($0.kind == .read && $0.outcome == .info)
    }
    return place(operations, state: nil)
  }

  private static func place(_ rest: [Operation], state: Int64?) -> Bool {
    if rest.allSatisfy({ $0.outcome == .info }) { return true }
    let limit = rest.filter { $0.outcome == .ok }.map(\.completedAt).min() ?? .max
    for (index, operation) in rest.enumerated() where operation.invokedAt < limit {
      guard let next = step(operation, state) else { continue }
      var fewer = rest
      fewer.remove(at: index)
      if place(fewer, state: next.state) { return true }
    }
    return false
  }

  /// The state after an operation, where the state before allows what it was told.
  private static func step(_ operation: Operation, _ state: Int64?) -> (state: Int64?, ())? {
    switch operation.kind {
    case .read: return operation.value == state ? (state, ()) : nil
    case .compareAndSet:
      let matches = operation.expected == state
      if operation.outcome == .info { return matches ? (operation.argument, ()) : nil }
      if matches != operation.matched { return nil }
      if !matches, let seen = operation.value, seen != state { return nil }
      return (matches ? operation.argument : state, ())
    default: return (operation.argument, ())
    }
  }
}
