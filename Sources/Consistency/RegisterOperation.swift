import Histories
import Vocabulary

/// What an operation asks of and does to the value of one key.
///
/// Shape: values are small numbers of the key's own, 0 for an absent key; times are places among
/// the history's events counted from 1, so that 0 stands before all and `never` after all.
struct RegisterOperation {
  enum Effect: UInt8 {
    /// Saw `expected`.
    case read
    /// Left `written`.
    case write
    /// Saw `expected` and left `written`.
    case swap
    /// Saw anything but `expected`.
    case refused
    /// A compare-and-set that was answered without saying whether it matched.
    case tried
    /// Added the text `written` at the end.
    case append
  }

  static let never = UInt32.max

  /// The operation's place in the history.
  var number: UInt32
  var effect: Effect
  /// Nobody knows whether it happened.
  var isOptional: Bool
  var start: UInt32
  var end: UInt32
  var expected: Int32 = 0
  var written: Int32 = 0
  /// A refused compare-and-set that is known to have seen a value is a read of it; one that saw
  /// what it expected contradicts itself.
  var isContradiction = false

  var mutates: Bool { effect != .read && effect != .refused }
}

/// The operations of one key, ready for checking, and its values' numbers.
struct KeyOperations {
  var operations: [RegisterOperation] = []
  var values = ValueTable()
  /// Whether values are texts that operations append to.
  var hasAppend = false

  /// Takes the operations at `places` of the history, all of one key.
  init(_ history: History, _ places: ArraySlice<UInt32>) {
    operations.reserveCapacity(places.count)
    for place in places { take(history.operations[Int(place)], UInt32(place), history) }
  }

  private mutating func number(_ value: Int64?, _ history: History) -> Int32 {
    guard let value else { return 0 }
    if history.hasTexts, history.texts.indices.contains(Int(value)),
      history.texts[Int(value)].isEmpty
    {
      return 0
    }
    return values.intern(value)
  }

  private mutating func take(_ operation: Operation, _ place: UInt32, _ history: History) {
    guard operation.outcome != .fail else { return }
    let isOptional = operation.outcome == .info
    var result = RegisterOperation(
      number: place, effect: .read, isOptional: isOptional, start: operation.invokedAt + 1,
      end: isOptional ? RegisterOperation.never : operation.completedAt + 1)
    switch operation.kind {
    case .read:
      if isOptional { return }
      result.expected = number(operation.value, history)
    case .write:
      result.effect = .write
      result.written = number(operation.argument, history)
    case .append:
      result.effect = .append
      result.written = number(operation.argument, history)
      hasAppend = true
    case .compareAndSet:
      result.expected = number(operation.expected, history)
      result.written = number(operation.argument, history)
      switch operation.matched {
      case true?: result.effect = .swap
      case nil: result.effect = isOptional ? .swap : .tried
      case false?:
        if isOptional { return }
        result.effect = .refused
        result.written = 0
        if let value = operation.value {
          let seen = number(value, history)
          result.isContradiction = seen == result.expected
          result.effect = .read
          result.expected = seen
        }
      }
    }
    operations.append(result)
  }
}

/// Numbers from 1 for the values of one key, in order of their first use.
///
/// Shape: open addressing with multiplicative hashing; a dictionary costs three times as much here.
struct ValueTable {
  private var slots: [Int32] = [Int32](repeating: 0, count: 16)
  private(set) var values: [Int64] = [0]

  /// How many numbers there are, the absent key's included.
  var count: Int { values.count }

  mutating func intern(_ value: Int64) -> Int32 {
    var slot = Self.hash(value) & (slots.count - 1)
    while slots[slot] != 0 {
      if values[Int(slots[slot])] == value { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = Int32(values.count)
    values.append(value)
    slots[slot] = number
    if values.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 4)
    for number in 1..<values.count {
      var slot = Self.hash(values[number]) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  private static func hash(_ value: Int64) -> Int {
    let mixed = UInt64(bitPattern: value) &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: mixed >> 24)
  }
}

/// The places of a history's operations by key, in order of invocation within each.
struct OperationsByKey {
  private var places: [UInt32]
  private var starts: [Int]

  init(_ history: History) {
    starts = [Int](repeating: 0, count: history.keys.count + 1)
    for operation in history.operations { starts[Int(operation.key) + 1] += 1 }
    for key in history.keys.indices { starts[key + 1] += starts[key] }
    var next = starts
    places = [UInt32](repeating: 0, count: history.operations.count)
    for (index, operation) in history.operations.enumerated() {
      places[next[Int(operation.key)]] = UInt32(index)
      next[Int(operation.key)] += 1
    }
  }

  subscript(key: Int) -> ArraySlice<UInt32> { places[starts[key]..<starts[key + 1]] }
}
