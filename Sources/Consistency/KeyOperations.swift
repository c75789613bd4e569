import Histories

/// The operations of one key, ready for checking; its values have small numbers of their own.
///
/// Shape: loaded with one key after another, so that a thousand keys need the memory of the
/// largest; `local` maps the history's numbers to the key's and is never cleared: an entry holds
/// only where `globals` at that place leads back to it.
struct KeyOperations {
  private(set) var operations: [RegisterOperation] = []
  /// Whether values are texts that operations append to.
  private(set) var hasAppend = false
  private var globals: [Int32] = [0]
  private var local: [Int32]
  private let values: ValueNumbers

  /// No operations yet; of a history whose values are these.
  init(values: ValueNumbers) {
    self.values = values
    local = [Int32](repeating: 0, count: values.limit)
  }

  /// The operations of one key.
  init(_ rows: RegisterRows, key: Int) {
    self.init(values: rows.values)
    load(rows[key])
  }

  /// How many values there are, the absent key's included.
  var valueCount: Int { globals.count }

  /// The value that a number of this key stands for, other than 0.
  func value(_ number: Int32) -> Int64 { values.value(globals[Int(number)]) }

  /// Takes the operations of one key instead of those it has.
  mutating func load(_ rows: ArraySlice<RegisterOperation>) {
    operations.removeAll(keepingCapacity: true)
    operations.reserveCapacity(rows.count)
    globals.removeAll(keepingCapacity: true)
    globals.append(0)
    hasAppend = false
    local.withUnsafeMutableBufferPointer { local in
      rows.withUnsafeBufferPointer { rows in
        for place in rows.indices {
          var row = rows[place]
          if row.expected != 0 { row.expected = Self.number(row.expected, &globals, local) }
          if row.written != 0 { row.written = Self.number(row.written, &globals, local) }
          if row.effect == .append { hasAppend = true }
          operations.append(row)
        }
      }
    }
  }

  /// A copy to keep while this one is loaded with other keys.
  var kept: KeyOperations {
    var copy = self
    copy.local = []
    return copy
  }

  @inline(__always)
  private static func number(
    _ global: Int32, _ globals: inout [Int32], _ local: UnsafeMutableBufferPointer<Int32>
  ) -> Int32 {
    let known = local[Int(global)]
    if known < globals.count, globals[Int(known)] == global { return known }
    let number = Int32(globals.count)
    globals.append(global)
    local[Int(global)] = number
    return number
  }

  /// The key as it was when the history had `events` events: later answers have not come yet.
  func before(events: UInt32) -> KeyOperations {
    var result = self
    result.operations = operations.compactMap { operation in
      guard operation.start <= events else { return nil }
      if operation.end <= events { return operation }
      guard operation.mutates else { return nil }
      var open = operation
      if open.effect == .tried { open.effect = .swap }
      open.isOptional = true
      open.end = RegisterOperation.never
      return open
    }
    return result
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
