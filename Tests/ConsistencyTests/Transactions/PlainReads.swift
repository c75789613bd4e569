import Vocabulary

@testable import Consistency

/// What one read shows by itself, by looking at every read: slow and obvious.
enum PlainReads {
  static func anomalies(_ plain: PlainTransactions) -> Set<IsolationAnomaly.Kind> {
    var found: Set<IsolationAnomaly.Kind> = []
    for (number, transaction) in plain.transactions.enumerated()
    where transaction.outcome == .ok {
      for place in transaction.micros.indices {
        found.formUnion(read(plain, number, place))
        if contradictsItself(transaction.micros, place) { found.insert(.internal) }
      }
    }
    for key in 0..<plain.keys {
      found.formUnion(lists(plain, key))
      if isOutOfOrder(plain, key) { found.insert(.internal) }
      if isLost(plain, key) { found.insert(.lostUpdate) }
    }
    return found
  }

  private static func read(
    _ plain: PlainTransactions, _ number: Int, _ place: Int
  ) -> Set<IsolationAnomaly.Kind> {
    let (key, seen): (Int, [Int64])
    switch plain.transactions[number].micros[place] {
    case .write: return []
    case .readList(let place, let list): (key, seen) = (place, list)
    case .readValue(let place, let value): (key, seen) = (place, value.map { [$0] } ?? [])
    }
    var found: Set<IsolationAnomaly.Kind> = []
    for value in seen {
      guard let writer = plain.writer(key, value) else {
        found.insert(.unwritten)
        continue
      }
      if plain.transactions[writer].outcome == .fail { found.insert(.g1a) }
    }
    if let last = seen.last, let writer = plain.writer(key, last), writer != number {
      let writes = plain.transactions[writer].micros.filter { micro in
        if case .write(key: key, _) = micro { return true }
        return false
      }
      if writes.last != .write(key: key, value: last),
        plain.transactions[writer].outcome != .fail
      {
        found.insert(.g1b)
      }
    }
    return found
  }

  /// Whether a read differs from what the transaction itself read and wrote before, or saw what it
  /// writes later.
  private static func contradictsItself(
    _ micros: [PlainTransactions.Micro], _ place: Int
  ) -> Bool {
    let key = micros[place].key
    var known: [Int64]?
    var own: [Int64] = []
    for micro in micros[..<place] where micro.key == key {
      switch micro {
      case .readList(_, let list): (known, own) = (list, [])
      case .readValue(_, let value): (known, own) = (value.map { [$0] } ?? [], [])
      case .write(_, let value): own.append(value)
      }
    }
    let later = micros[place...].compactMap { micro -> Int64? in
      if case .write(key: key, let value) = micro { return value }
      return nil
    }
    switch micros[place] {
    case .write: return false
    case .readList(_, let list):
      if let known { return list != known + own }
      guard list.count >= own.count, Array(list.suffix(own.count)) == own else { return true }
      let before = list.dropLast(own.count).last
      return before.map { later.contains($0) || own.contains($0) } ?? false
    case .readValue(_, let value):
      if let last = own.last { return value != last }
      if let known { return value != known.last }
      return value.map { later.contains($0) } ?? false
    }
  }

  private static func lists(_ plain: PlainTransactions, _ key: Int) -> Set<IsolationAnomaly.Kind> {
    var found: Set<IsolationAnomaly.Kind> = []
    let lists = plain.lists(key).map(\.list)
    for list in lists {
      if Set(list).count < list.count { found.insert(.duplicate) }
      for (first, second) in zip(list, list.dropFirst()) {
        let fates = [first, second].map { value in
          plain.writer(key, value).map { plain.transactions[$0].outcome }
        }
        if fates[0] == .some(.fail), let fate = fates[1], fate != .fail {
          found.insert(.dirtyUpdate)
        }
      }
      for other in lists where !list.starts(with: other) && !other.starts(with: list) {
        found.insert(.incompatibleOrder)
      }
    }
    return found
  }

  /// Whether the list holds two appends of one transaction in another order than it made them.
  private static func isOutOfOrder(_ plain: PlainTransactions, _ key: Int) -> Bool {
    let lists = plain.lists(key).map(\.list)
    let longest = lists.max { $0.count < $1.count } ?? []
    guard lists.allSatisfy({ longest.starts(with: $0) }), Set(longest).count == longest.count
    else { return false }
    return plain.transactions.indices.filter(plain.happened).contains { number in
      let own = plain.transactions[number].micros.compactMap { micro -> Int64? in
        if case .write(key: key, let value) = micro { return value }
        return nil
      }
      let places = own.map { longest.firstIndex(of: $0) ?? .max }
      return zip(places, places.dropFirst()).contains { $0 > $1 }
    }
  }

  /// Whether two transactions read one version and wrote in its place.
  private static func isLost(_ plain: PlainTransactions, _ key: Int) -> Bool {
    var seen: [[Int64]: Int] = [:]
    for (number, transaction) in plain.transactions.enumerated()
    where transaction.outcome == .ok {
      let micros = transaction.micros.filter { $0.key == key }
      for (first, second) in zip(micros, micros.dropFirst()) {
        guard case .write = second else { continue }
        let version: [Int64]
        switch first {
        case .write: continue
        case .readList(_, let list): version = list
        case .readValue(_, let value): version = value.map { [$0] } ?? []
        }
        if let last = version.last, plain.writer(key, last) == number { continue }
        if let other = seen[version], other != number { return true }
        seen[version] = number
      }
    }
    return false
  }
}
