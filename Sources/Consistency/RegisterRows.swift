import Histories
import Vocabulary

/// A history's operations on registers, gathered by key.
///
/// Shape: rows of 24 bytes, those of a key together and in order of invocation. Values are those of
/// `ValueNumbers`, so that no field needs more than 32 bits.
/// Complexity: two passes over the operations, one that counts and one that places.
struct RegisterRows {
  private let rows: [RegisterOperation]
  private let starts: [Int]
  /// What the values' numbers stand for.
  let values: ValueNumbers

  init(_ history: History) {
    let extent = Extent(history)
    var values = ValueNumbers(history, extent)
    var next = extent.starts
    let count = extent.starts.last ?? 0
    rows = [RegisterOperation](unsafeUninitializedCapacity: count) { buffer, initialized in
      LargePages.use(UnsafeMutableRawBufferPointer(buffer))
      history.operations.withUnsafeBufferPointer { operations in
        next.withUnsafeMutableBufferPointer { next in
          for place in operations.indices {
            guard let row = Self.row(operations[place], UInt32(place), &values) else { continue }
            let key = Int(operations[place].key)
            buffer.initializeElement(at: next[key], to: row)
            next[key] += 1
          }
        }
      }
      initialized = count
    }
    starts = extent.starts
    self.values = values
  }

  /// The rows of one key.
  subscript(key: Int) -> ArraySlice<RegisterOperation> { rows[starts[key]..<starts[key + 1]] }

  /// Whether the operation asks for or changes anything that is known to have happened, or may
  /// have changed something.
  @inline(__always)
  fileprivate static func counts(_ operation: Operation) -> Bool {
    switch operation.kind {
    case .read, .write, .compareAndSet, .append: break
    default: return false
    }
    switch operation.outcome {
    case .ok: return true
    case .fail: return false
    case .info:
      if case .read = operation.kind { return false }
      let bits = operation.flags.rawValue
      return bits & FlagBits.matchKnown == 0 || bits & FlagBits.matched != 0
    }
  }

  @inline(__always)
  private static func row(
    _ operation: Operation, _ place: UInt32, _ values: inout ValueNumbers
  ) -> RegisterOperation? {
    guard counts(operation) else { return nil }
    var isOptional = false
    if case .info = operation.outcome { isOptional = true }
    let bits = operation.flags.rawValue
    var row = RegisterOperation(
      number: place, start: operation.invokedAt + 1,
      end: isOptional ? RegisterOperation.never : operation.completedAt + 1, effect: .read,
      isOptional: isOptional)
    switch operation.kind {
    case .read:
      row.expected = bits & FlagBits.value != 0 ? values.number(operation.valueRaw) : 0
      return row
    case .write: row.effect = .write
    case .append: row.effect = .append
    case .compareAndSet:
      row.expected = bits & FlagBits.expected != 0 ? values.number(operation.expectedRaw) : 0
      row.effect = isOptional ? .swap : .tried
      if bits & FlagBits.matchKnown != 0 {
        row.effect = bits & FlagBits.matched != 0 ? .swap : .refused
      }
      if row.effect == .refused {
        guard bits & FlagBits.value != 0 else { return row }
        let seen = values.number(operation.valueRaw)
        row.isContradiction = seen == row.expected
        row.effect = .read
        row.expected = seen
        return row
      }
    default: return nil
    }
    row.written = bits & FlagBits.argument != 0 ? values.number(operation.argumentRaw) : 0
    return row
  }
}

/// The bits of an operation's flags.
///
/// Numbers of this module: what another module computes is called, not put into the loops here.
private enum FlagBits {
  static let argument: UInt16 = 1
  static let expected: UInt16 = 2
  static let value: UInt16 = 4
  static let matchKnown: UInt16 = 16
  static let matched: UInt16 = 32
}

/// How many rows each key has, and between which values all of them lie.
private struct Extent {
  var starts: [Int]
  var least = Int64.max
  var most = Int64.min

  init(_ history: History) {
    starts = [Int](repeating: 0, count: history.keys.count + 1)
    var (least, most) = (Int64.max, Int64.min)
    history.operations.withUnsafeBufferPointer { operations in
      starts.withUnsafeMutableBufferPointer { starts in
        for place in operations.indices {
          let operation = operations[place]
          guard RegisterRows.counts(operation) else { continue }
          starts[Int(operation.key) + 1] += 1
          let bits = operation.flags.rawValue
          if bits & FlagBits.argument != 0 {
            least = min(least, operation.argumentRaw)
            most = max(most, operation.argumentRaw)
          }
          if bits & FlagBits.value != 0 {
            least = min(least, operation.valueRaw)
            most = max(most, operation.valueRaw)
          }
          if bits & FlagBits.expected != 0 {
            least = min(least, operation.expectedRaw)
            most = max(most, operation.expectedRaw)
          }
        }
        for key in starts.indices.dropFirst() { starts[key] += starts[key - 1] }
      }
    }
    (self.least, self.most) = (least, most)
  }
}

/// Numbers from 1 for the values of a history; 0 stands for an absent key.
///
/// Shape: where values lie close together a value's distance from the least, without any table;
/// else in order of first use.
struct ValueNumbers {
  private let least: Int64
  private var table: ValueTable?
  /// The value that is the empty text, which is an absent key.
  private var empty: Int64 = 0
  private var hasEmpty = false
  /// More than any number.
  private(set) var limit: Int

  fileprivate init(_ history: History, _ extent: Extent) {
    let span = extent.most.subtractingReportingOverflow(extent.least)
    let isClose =
      extent.least <= extent.most && !span.overflow
      && span.partialValue < 1_024 + 4 * Int64(history.operations.count)
    least = isClose ? extent.least : 0
    limit = isClose ? Int(span.partialValue) + 2 : 1
    if !isClose { table = ValueTable() }
    if let place = history.texts.firstIndex(of: "") { (empty, hasEmpty) = (Int64(place), true) }
  }

  @inline(__always)
  mutating func number(_ value: Int64) -> Int32 {
    if hasEmpty, value == empty { return 0 }
    if table == nil { return Int32(truncatingIfNeeded: value &- least &+ 1) }
    let number = table?.intern(value) ?? 0
    limit = max(limit, Int(number) + 1)
    return number
  }

  /// The value that a number stands for, other than 0.
  func value(_ number: Int32) -> Int64 { table?.values[Int(number)] ?? Int64(number) - 1 + least }
}

/// Numbers from 1 for values, in order of their first use.
///
/// Shape: open addressing with multiplicative hashing; a dictionary costs three times as much here.
struct ValueTable {
  private var slots: [Int32] = [Int32](repeating: 0, count: 16)
  private(set) var values: [Int64] = [0]

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
