extension ZoneCheck {
  /// The refused compare-and-sets that do not have their moment in every order.
  ///
  /// One of v is easy where it was invoked before v's writer was, for then it may take effect at
  /// once; where a swap that replaced v completed before it did; or where an operation of another
  /// value was invoked after something of v had completed, and completed before it did: there v
  /// had been written and has been replaced, and no value comes back. What nobody saw is not
  /// written at all, unless it is put in for another refusal, and such values are not put in.
  func hardRefusals() -> [Int32] {
    let soonest = Soonest(self)
    return refusals.filter { place in
      let refused = operations[Int(place)]
      let value = Int(refused.expected)
      let stage = stages[value]
      if !stage.isSeen || refused.start < stage.writerStart { return false }
      if stage.next >= 0 {
        let swap = operations[Int(stages[Int(stage.next)].writer)]
        if swap.end < refused.end { return false }
      }
      let begun = value == 0 ? 0 : stage.firstEnd
      return soonest.end(invokedAfter: begun, not: refused.expected) > refused.end
    }
  }
}

/// The earliest completions among operations that were invoked after a moment.
private struct Soonest {
  private var starts: [UInt32] = []
  /// From each place on the earliest completion, its value, and the earliest of another value.
  private var rows: [(end: UInt32, value: Int32, other: UInt32)]

  init(_ check: ZoneCheck) {
    let none = RegisterOperation.never
    rows = Array(repeating: (none, -1, none), count: check.operations.count + 1)
    starts = check.operations.map(\.start)
    for place in check.operations.indices.reversed() {
      let operation = check.operations[place]
      var row = rows[place + 1]
      let value = operation.effect == .read ? operation.expected : operation.written
      if operation.effect != .refused {
        if value == row.value {
          row.end = min(row.end, operation.end)
        } else if operation.end < row.end {
          row = (operation.end, value, row.end)
        } else {
          row.other = min(row.other, operation.end)
        }
      }
      rows[place] = row
    }
  }

  func end(invokedAfter moment: UInt32, not value: Int32) -> UInt32 {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] > moment { high = middle } else { low = middle + 1 }
    }
    return rows[low].value == value ? rows[low].other : rows[low].end
  }
}
