import Histories
import Vocabulary

@testable import Consistency

/// Adya's definitions by trying all cycles: slow, obvious, for half a dozen transactions.
struct PlainIsolation {
  struct Edge {
    var from: Int
    var to: Int
    var kind: DependencyKind
  }

  let plain: PlainTransactions
  private(set) var edges: [Edge] = []
  private(set) var cycles: Set<IsolationAnomaly> = []
  /// Keys whose lists agree on no order, or whose versions real time orders both ways.
  private(set) var disordered: Set<Int> = []

  init(_ history: TransactionHistory) {
    plain = PlainTransactions(history)
    for key in 0..<plain.keys {
      if history.objects == .registers { addRegister(key) } else { addList(key) }
    }
    addTime()
    findCycles()
  }

  private mutating func add(_ from: Int?, _ to: Int?, _ kind: DependencyKind) {
    guard let from, let to, from != to, plain.happened(from), plain.happened(to) else { return }
    edges.append(Edge(from: from, to: to, kind: kind))
  }

  // MARK: - Lists

  private mutating func addList(_ key: Int) {
    let lists = plain.lists(key)
    let longest = lists.map(\.list).max { $0.count < $1.count } ?? []
    for (reader, list) in lists {
      if let last = list.last { add(plain.writer(key, last), reader, .writeRead) }
    }
    let agree = lists.allSatisfy { longest.starts(with: $0.list) }
    guard agree, Set(longest).count == longest.count else {
      disordered.insert(key)
      return
    }
    let isIn = { (value: Int64) in plain.writer(key, value).map(plain.happened) ?? false }
    let order = longest.filter(isIn)
    let unseen = plain.transactions.indices.flatMap { number -> [Int64] in
      guard plain.happened(number) else { return [] }
      return plain.transactions[number].micros.compactMap { micro in
        guard case .write(key: key, let value) = micro, !longest.contains(value) else {
          return nil
        }
        return value
      }
    }
    func next(after place: Int) -> [Int64] { place < order.count ? [order[place]] : unseen }
    for (place, value) in order.enumerated() {
      for other in next(after: place + 1) {
        add(plain.writer(key, value), plain.writer(key, other), .writeWrite)
      }
    }
    for (reader, list) in lists {
      for other in next(after: list.filter(isIn).count) {
        add(reader, plain.writer(key, other), .readWrite)
      }
    }
  }

  // MARK: - Registers

  /// The versions of a register: nil is the initial one.
  private mutating func addRegister(_ key: Int) {
    let written = plain.transactions.indices.filter(plain.happened).flatMap { number in
      plain.transactions[number].micros.compactMap { micro -> Int64? in
        if case .write(key: key, let value) = micro { return value }
        return nil
      }
    }
    let versions = [nil] + written.map { Optional($0) }
    let reads = plain.values(key).filter { read in
      read.list.map { plain.writer(key, $0) != read.reader } ?? true
    }
    for (reader, value) in reads {
      if let value { add(plain.writer(key, value), reader, .writeRead) }
    }
    var before = isBefore(key, versions)
    close(&before)
    if versions.indices.contains(where: { before[$0][$0] }) {
      disordered.insert(key)
      before = versions.map { _ in versions.map { _ in false } }
      // Without an order the initial version is before what was written without reading.
      for (place, version) in versions.enumerated() {
        if let version, isBlind(key, version) { before[0][place] = true }
      }
    }
    for (first, version) in versions.enumerated() {
      for (second, other) in versions.enumerated() where before[first][second] {
        let isNext = !versions.indices.contains { before[first][$0] && before[$0][second] }
        guard isNext, let other else { continue }
        let writer = plain.writer(key, other)
        if let version { add(plain.writer(key, version), writer, .writeWrite) }
        for read in reads where read.list == version { add(read.reader, writer, .readWrite) }
      }
    }
    for number in plain.transactions.indices {
      for version in replaced(key, number) {
        for read in reads where read.list == version { add(read.reader, number, .readWrite) }
      }
    }
  }

  /// Whether somebody who touched the first had ended before one who touched the second began.
  private func isBefore(_ key: Int, _ versions: [Int64?]) -> [[Bool]] {
    func touching(_ version: Int64?) -> [PlainTransactions.Transaction] {
      plain.transactions.indices.filter { number in
        plain.happened(number)
          && plain.transactions[number].micros.contains { micro in
            switch micro {
            case .write(key: key, let value): value == version
            case .readValue(key: key, let value): value == version
            default: false
            }
          }
      }.map { plain.transactions[$0] }
    }
    let touched = versions.map(touching)
    return versions.indices.map { first in
      versions.indices.map { second in
        if first == second { return false }
        if first == 0 { return true }
        return touched[first].contains { one in
          touched[second].contains { one.end < $0.begin }
        }
      }
    }
  }

  private func close(_ before: inout [[Bool]]) {
    for middle in before.indices {
      for first in before.indices where before[first][middle] {
        for second in before.indices where before[middle][second] { before[first][second] = true }
      }
    }
  }

  /// Whether its writer wrote it before it had touched the key in any other way.
  private func isBlind(_ key: Int, _ value: Int64) -> Bool {
    guard let writer = plain.writer(key, value) else { return false }
    let own = plain.transactions[writer].micros.first { $0.key == key }
    return own == .write(key: key, value: value)
  }

  /// The versions that a transaction read and wrote behind, with nothing between.
  private func replaced(_ key: Int, _ number: Int) -> [Int64?] {
    let micros = plain.transactions[number].micros.filter { $0.key == key }
    return zip(micros, micros.dropFirst()).compactMap { first, second -> Int64?? in
      guard case .readValue(_, let value) = first, case .write = second else { return nil }
      if let value, plain.writer(key, value) == number { return nil }
      return .some(value)
    }
  }

  // MARK: - Time and cycles

  private mutating func addTime() {
    let all = plain.transactions
    for (first, one) in all.enumerated() {
      for (second, other) in all.enumerated() where one.end < other.begin {
        if one.process == other.process { add(first, second, .process) }
        add(first, second, .realtime)
      }
    }
  }

  private mutating func findCycles() {
    for start in plain.transactions.indices {
      walk(from: start, at: start, visited: [start], kinds: [])
    }
  }

  private mutating func walk(
    from start: Int, at node: Int, visited: [Int], kinds: [DependencyKind]
  ) {
    for edge in edges where edge.from == node && edge.to >= start {
      if edge.to == start {
        let cycle = DependencyCycle(nodes: visited.map { UInt32($0) }, kinds: kinds + [edge.kind])
        cycles.insert(cycle.anomaly)
      } else if !visited.contains(edge.to) {
        walk(from: start, at: edge.to, visited: visited + [edge.to], kinds: kinds + [edge.kind])
      }
    }
  }
}
