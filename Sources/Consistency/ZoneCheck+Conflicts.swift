extension ZoneCheck {
  /// The operations of an order conflict: the late one, what it follows, and their writers.
  func orderConflict(_ root: Int32, _ value: Int32, _ writer: Int?) -> Conflict {
    var chain: [Int32] = []
    var next = root
    while next != value {
      chain.append(next)
      next = stages[Int(next)].next
    }
    let early = Set(chain)
    let writers = Set((chain + [value]).map { stages[Int($0)].writer })
    let late = writer ?? endingFirst { $0.effect == .read && $0.expected == value }
    // The latest invocation among what must come before `late`.
    var before = -1
    for (index, operation) in operations.enumerated() where index != late {
      let isBefore =
        (operation.effect == .read && early.contains(operation.expected))
        || (writers.contains(Int32(index)) && index != writer)
      if isBefore, before < 0 || operation.start > operations[before].start { before = index }
    }
    var result = [late, before].filter { $0 >= 0 }
    for operation in result.map({ operations[$0] }) {
      for value in [operation.expected, operation.written] where value != 0 {
        result.append(Int(stages[Int(value)].writer))
      }
    }
    for value in (chain + [value]).suffix(8) { result.append(Int(stages[Int(value)].writer)) }
    return Conflict(reason: .order, operations: Self.unique(result))
  }

  /// The operations that pin two chains to zones that exclude each other.
  func zoneConflict(_ left: Zone, _ right: Zone) -> Conflict {
    Conflict(
      reason: .zones, operations: Self.unique(pins(left.root) + pins(right.root)))
  }

  /// The first to complete and the last to be invoked of a chain, with the writers of their values.
  func pins(_ root: Int32) -> [Int] {
    var first = -1
    var last = -1
    for (index, operation) in operations.enumerated() where belongs(operation, root) {
      if first < 0 || operation.end < operations[first].end { first = index }
      if last < 0 || operation.start > operations[last].start { last = index }
    }
    var result = [first, last].filter { $0 >= 0 }
    for operation in result.map({ operations[$0] }) {
      let value = operation.effect == .read ? operation.expected : operation.written
      if value != 0 { result.append(Int(stages[Int(value)].writer)) }
      if operation.effect == .swap, operation.expected != 0 {
        result.append(Int(stages[Int(operation.expected)].writer))
      }
    }
    var value = root
    while value >= 0, result.count < 10 {
      result.append(Int(stages[Int(value)].writer))
      value = stages[Int(value)].next
    }
    return result
  }

  private func belongs(_ operation: RegisterOperation, _ root: Int32) -> Bool {
    switch operation.effect {
    case .read: stages[Int(operation.expected)].root == root
    case .write, .swap:
      stages[Int(operation.written)].isSeen && stages[Int(operation.written)].root == root
    case .refused, .tried, .append: false
    }
  }

  private func endingFirst(_ isOne: (RegisterOperation) -> Bool) -> Int {
    var best = -1
    for (index, operation) in operations.enumerated() where isOne(operation) {
      if best < 0 || operation.end < operations[best].end { best = index }
    }
    return best
  }

  static func unique(_ places: [Int]) -> [Int] {
    var seen: Set<Int> = []
    return places.filter { $0 >= 0 && seen.insert($0).inserted }.sorted()
  }
}
