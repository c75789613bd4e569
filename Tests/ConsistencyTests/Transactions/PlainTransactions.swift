import Histories
import Vocabulary

/// A history as plain values, for judges that are slow and obvious.
struct PlainTransactions {
  enum Micro: Equatable {
    case write(key: Int, value: Int64)
    case readList(key: Int, [Int64])
    case readValue(key: Int, Int64?)

    var key: Int {
      switch self {
      case .write(let key, _), .readList(let key, _), .readValue(let key, _): key
      }
    }
  }

  struct Transaction {
    var process: Int32
    var begin: UInt32
    /// `UInt32.max` where it may still take effect.
    var end: UInt32
    var outcome: Outcome
    var micros: [Micro]
  }

  var transactions: [Transaction] = []
  var keys: Int

  init(_ history: TransactionHistory) {
    keys = history.keys.count
    for number in 0..<history.count {
      let outcome = history.outcomes[number]
      let micros = history.micros(of: number).compactMap { place -> Micro? in
        let (key, reference) = (Int(history.microKeys[place]), history.microReferences[place])
        if history.microKinds[place] == .write {
          return .write(key: key, value: history.elementValues[Int(reference)])
        }
        if outcome != .ok || reference == TransactionHistory.none { return nil }
        if history.objects == .lists {
          let list = history.list(reference).map { history.elementValues[Int($0)] }
          return .readList(key: key, list)
        }
        let isAbsent = reference == TransactionHistory.absent
        return .readValue(key: key, isAbsent ? nil : history.elementValues[Int(reference)])
      }
      transactions.append(
        Transaction(
          process: history.processes[number], begin: history.invokedAt[number],
          end: outcome == .ok ? history.completedAt[number] : .max, outcome: outcome,
          micros: micros))
    }
  }

  /// The transaction that wrote a value to a key.
  func writer(_ key: Int, _ value: Int64) -> Int? {
    transactions.indices.first { transactions[$0].micros.contains(.write(key: key, value: value)) }
  }

  /// Everything that `ok` transactions saw of a key, with who saw it.
  func lists(_ key: Int) -> [(reader: Int, list: [Int64])] {
    seen { micro -> [Int64]? in
      if case .readList(key: key, let list) = micro { return list }
      return nil
    }
  }

  func values(_ key: Int) -> [(reader: Int, list: Int64?)] {
    seen { micro -> Int64?? in
      if case .readValue(key: key, let value) = micro { return .some(value) }
      return nil
    }
  }

  private func seen<Value>(_ pick: (Micro) -> Value?) -> [(reader: Int, list: Value)] {
    transactions.indices.flatMap { number in
      transactions[number].micros.compactMap(pick).map { (number, $0) }
    }
  }

  /// Whether it happened: acknowledged, or unknown and somebody saw what it wrote.
  func happened(_ number: Int) -> Bool {
    switch transactions[number].outcome {
    case .ok: return true
    case .fail: return false
    case .info:
      return transactions[number].micros.contains { micro in
        guard case .write(let key, let value) = micro else { return false }
        return lists(key).contains { $0.list.contains(value) }
          || values(key).contains { $0.list == value }
      }
    }
  }

  /// Whether some order of all that happened explains every read.
  func isSerializable(_ order: (Transaction, Transaction) -> Bool) -> Bool {
    let all = transactions.indices.filter(happened)
    return place(all, [Int: [Int64]](), order)
  }

  private func place(
    _ rest: [Int], _ state: [Int: [Int64]], _ order: (Transaction, Transaction) -> Bool
  ) -> Bool {
    if rest.isEmpty { return true }
    for (index, number) in rest.enumerated() {
      let isEarly = rest.contains {
        $0 != number && order(transactions[$0], transactions[number])
      }
      guard !isEarly, let next = apply(number, state) else { continue }
      var fewer = rest
      fewer.remove(at: index)
      if place(fewer, next, order) { return true }
    }
    return false
  }

  private func apply(_ number: Int, _ state: [Int: [Int64]]) -> [Int: [Int64]]? {
    var state = state
    for micro in transactions[number].micros {
      switch micro {
      case .write(let key, let value): state[key, default: []].append(value)
      case .readList(let key, let list): if state[key, default: []] != list { return nil }
      case .readValue(let key, let value): if state[key, default: []].last != value { return nil }
      }
    }
    return state
  }
}
