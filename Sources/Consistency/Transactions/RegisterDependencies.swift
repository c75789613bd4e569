import Histories
import Vocabulary

/// The dependencies of transactions that read and overwrite registers.
///
/// Input: every value is written once to its key.
/// Decides: wr from the writer of a value to its reader; the rest needs an order of versions.
/// Always known: the initial version is before all others, and what a transaction wrote after it
/// had read the key stands behind what it read, or there is a G1c. With `order`, that of real time.
/// Complexity: O(micro-operations) and what `RegisterOrder` says of its ranges.
/// Source: Kingsbury and Alvaro, "Elle", 2020, section 5.2.
struct RegisterDependencies {
  private static let none = TransactionHistory.none
  /// So many of the transactions that replaced one version are put behind each of its readers.
  private static let updatersKept = 16
  /// So many blind writes are put behind each reader of the initial version.
  private static let blindKept = 32

  let table: TransactionTable
  private(set) var list: DependencyList
  /// Whether edges were left out.
  private(set) var isIncomplete = false

  private let order: RegisterOrder?
  /// Who read each version and wrote in its place: the first, and where there are more, all.
  private(set) var updaters: [UInt32]
  private(set) var allUpdaters: [UInt32: [UInt32]] = [:]
  private(set) var updatersOfInitial: [UInt32: [UInt32]] = [:]
  /// Who wrote each key without having read it, as far as anybody knows.
  private(set) var blind: [UInt32: [UInt32]] = [:]

  init(_ table: TransactionTable, order: RegisterOrder?) {
    self.table = table
    self.order = order
    updaters = [UInt32](repeating: Self.none, count: table.history.elementKeys.count)
    list = DependencyList(room: table.history.microKinds.count * 2 + table.history.count)
    gather()
    addReads()
    if order != nil { addWrites() }
    table.addProcessEdges(to: &list)
  }

  private var history: TransactionHistory { table.history }

  /// Whether the range of the initial version stands for all that is behind it.
  private func isOrdered(_ key: UInt32) -> Bool {
    order.map { $0.contradictions[key] == nil } ?? false
  }

  private mutating func gather() {
    for transaction in 0..<history.count where table.takesPart[transaction] {
      let isAnswered = history.outcomes[transaction] == .ok
      for micro in history.micros(of: transaction) where history.microKinds[micro] == .write {
        let key = history.microKeys[micro]
        if table.isRewritten[Int(key)] { continue }
        var before = table.previous[micro]
        // Of a read whose answer nobody knows nothing follows.
        while before != Self.none, history.microKinds[Int(before)] == .read,
          !isAnswered || history.microReferences[Int(before)] == Self.none
        {
          before = table.previous[Int(before)]
        }
        if before == Self.none {
          if !isOrdered(key) { blind[key, default: []].append(UInt32(transaction)) }
          continue
        }
        guard history.microKinds[Int(before)] == .read else { continue }
        replace(history.microReferences[Int(before)], key, UInt32(transaction))
      }
    }
  }

  private mutating func replace(_ seen: UInt32, _ key: UInt32, _ transaction: UInt32) {
    if seen == Self.none { return }
    if seen == TransactionHistory.absent {
      updatersOfInitial[key, default: []].append(transaction)
      return
    }
    guard table.writers[Int(seen)] != transaction else { return }
    let first = updaters[Int(seen)]
    if first == Self.none {
      updaters[Int(seen)] = transaction
    } else if first != transaction {
      allUpdaters[seen, default: [first]].append(transaction)
    }
  }

  private mutating func addReads() {
    for transaction in 0..<history.count where history.outcomes[transaction] == .ok {
      let node = UInt32(transaction)
      for micro in history.micros(of: transaction) where history.microKinds[micro] == .read {
        let seen = history.microReferences[micro]
        let key = history.microKeys[micro]
        if seen == Self.none || table.isRewritten[Int(key)] { continue }
        if seen == TransactionHistory.absent {
          readInitial(node, key)
          continue
        }
        // A read of the transaction's own write orders nothing.
        if table.writers[Int(seen)] == node { continue }
        if let writer = table.node(writing: seen) {
          list.add(writer, node, .writeRead)
          if let order { addRange(order.next[Int(seen)], order, from: node, .readWrite) }
        }
        if updaters[Int(seen)] == Self.none { continue }
        if let all = allUpdaters[seen] {
          addUpdaters(all, from: node)
        } else {
          list.add(node, updaters[Int(seen)], .readWrite)
        }
      }
    }
    for (_, all) in allUpdaters.sorted(by: { $0.key < $1.key }) { chain(all) }
    for (_, all) in updatersOfInitial.sorted(by: { $0.key < $1.key }) { chain(all) }
  }

  private mutating func readInitial(_ node: UInt32, _ key: UInt32) {
    if let all = updatersOfInitial[key] { addUpdaters(all, from: node) }
    if let order, isOrdered(key) {
      addRange(order.nextOfInitial[Int(key)], order, from: node, .readWrite)
      return
    }
    guard let writers = blind[key] else { return }
    if writers.count > Self.blindKept { isIncomplete = true }
    for writer in writers.prefix(Self.blindKept) { list.add(node, writer, .readWrite) }
  }

  private mutating func addUpdaters(_ all: [UInt32], from node: UInt32) {
    for updater in all.prefix(Self.updatersKept) { list.add(node, updater, .readWrite) }
  }

  /// Each of those who replaced one version depends on each other; beyond the first few a row of
  /// edges says so, too.
  private mutating func chain(_ all: [UInt32]) {
    guard all.count > Self.updatersKept else { return }
    for (first, second) in zip(all, all.dropFirst()) { list.add(first, second, .readWrite) }
  }

  private mutating func addWrites() {
    guard let order else { return }
    for element in history.elementKeys.indices {
      guard let writer = table.node(writing: UInt32(element)) else { continue }
      addRange(order.next[element], order, from: writer, .writeWrite)
    }
  }

  @inline(__always)
  private mutating func addRange(
    _ range: Range<UInt32>, _ order: RegisterOrder, from source: UInt32, _ kind: DependencyKind
  ) {
    for place in range {
      list.add(source, table.writers[Int(order.sorted[Int(place)])], kind)
    }
  }
}
