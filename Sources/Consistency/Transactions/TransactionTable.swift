import Histories
import Vocabulary

/// Who wrote each element, who takes part, and what contradicts itself within one transaction.
///
/// Shape: arrays by element and by transaction. An `info` transaction takes part where somebody saw
/// what it wrote: then it happened, and never ends.
struct TransactionTable {
  static let none = TransactionHistory.none
  static let absent = TransactionHistory.absent

  let history: TransactionHistory
  /// The transaction that wrote each element; `none` where nobody did.
  private(set) var writers: [UInt32]
  /// Whether an element is the last that its writer wrote to the key.
  private(set) var isFinal: [Bool]
  /// Keys on which nothing can be inferred, for a value was written to them twice.
  private(set) var isRewritten: [Bool]
  /// The first such value, for people.
  private(set) var rewritten: UInt32?
  /// Whether a transaction is a node of the graph.
  private(set) var takesPart: [Bool]
  /// The place of each completion; `UInt32.max` where the transaction may still take effect.
  private(set) var ends: [UInt32]
  /// For each micro-operation the one before it on the same key in its transaction, or `none`.
  private(set) var previous: [UInt32]

  init(_ history: TransactionHistory) {
    self.history = history
    writers = [UInt32](repeating: Self.none, count: history.elementKeys.count)
    isFinal = [Bool](repeating: true, count: history.elementKeys.count)
    isRewritten = [Bool](repeating: false, count: history.keys.count)
    takesPart = history.outcomes.map { $0 == .ok }
    ends = history.completedAt
    previous = [UInt32](repeating: Self.none, count: history.microKinds.count)
    placeWriters()
    markSeen()
  }

  /// Whether a write belongs to a transaction that did not happen.
  func isAborted(_ element: UInt32) -> Bool {
    let writer = writers[Int(element)]
    return writer != Self.none && history.outcomes[Int(writer)] == .fail
  }

  /// The writer of an element that is a node of the graph; nil where there is none.
  @inline(__always) func node(writing element: UInt32) -> UInt32? {
    let writer = writers[Int(element)]
    return writer != Self.none && takesPart[Int(writer)] ? writer : nil
  }

  /// The edges from each transaction to the next of its client that was answered.
  func addProcessEdges(to list: inout DependencyList) {
    var last: [Int32: UInt32] = [:]
    var lastOfSmall = [UInt32](repeating: Self.none, count: 4096)
    for transaction in 0..<history.count where takesPart[transaction] {
      let process = history.processes[transaction]
      let node = UInt32(transaction)
      let isSmall = process >= 0 && process < 4096
      let before = isSmall ? lastOfSmall[Int(process)] : last[process] ?? Self.none
      if before != Self.none { list.add(before, node, .process) }
      guard history.outcomes[transaction] == .ok else { continue }
      if isSmall { lastOfSmall[Int(process)] = node } else { last[process] = node }
    }
  }

  private mutating func placeWriters() {
    var latest = [UInt32](repeating: Self.none, count: history.keys.count)
    for transaction in 0..<history.count {
      let micros = history.micros(of: transaction)
      if history.outcomes[transaction] != .ok { ends[transaction] = .max }
      for micro in micros {
        let key = Int(history.microKeys[micro])
        let before = latest[key]
        latest[key] = UInt32(micro)
        let isRepeated = before != Self.none && Int(before) >= micros.lowerBound
        if isRepeated { previous[micro] = before }
        guard history.microKinds[micro] == .write else { continue }
        place(history.microReferences[micro], key, UInt32(transaction))
        if isRepeated { overwrite(before) }
      }
    }
  }

  private mutating func place(_ element: UInt32, _ key: Int, _ transaction: UInt32) {
    guard writers[Int(element)] == Self.none else {
      isRewritten[key] = true
      if rewritten == nil { rewritten = element }
      return
    }
    writers[Int(element)] = transaction
  }

  /// The transaction's last write to the key before this one is final no more.
  private mutating func overwrite(_ micro: UInt32) {
    var before = micro
    while before != Self.none, history.microKinds[Int(before)] == .read {
      before = previous[Int(before)]
    }
    if before != Self.none { isFinal[Int(history.microReferences[Int(before)])] = false }
  }

  /// What was seen happened.
  private mutating func markSeen() {
    guard history.outcomes.contains(.info) else { return }
    func mark(_ element: UInt32) {
      let writer = Int(writers[Int(element)])
      if writer != Int(Self.none), history.outcomes[writer] == .info { takesPart[writer] = true }
    }
    if history.objects == .lists {
      for element in history.versionElements where element != Self.none { mark(element) }
      return
    }
    for transaction in 0..<history.count where history.outcomes[transaction] == .ok {
      for micro in history.micros(of: transaction) where history.microKinds[micro] == .read {
        let seen = history.microReferences[micro]
        if seen < Self.absent { mark(seen) }
      }
    }
  }
}
