import Histories
import Vocabulary

/// What reads of lists show without any cycle.
///
/// Input: the reads of committed transactions.
/// Decides: reads of what nobody wrote, of what an aborted transaction wrote (G1a), of what its
/// writer overwrote (G1b); committed appends behind aborted ones (dirty update); transactions that
/// contradict themselves (internal); several that read one list and appended to it (lost update).
/// Complexity: O(micro-operations + versions).
/// Source: Adya, 1999, section 3.2; Kingsbury and Alvaro, "Elle", 2020, sections 4.3 and 6.
struct ListReads {
  private static let none = TransactionHistory.none
  private let table: TransactionTable
  private let dependencies: ListDependencies
  private(set) var findings: IsolationFindings
  /// For each version the last one up to it whose element was aborted; empty where none is.
  private var aborted: [UInt32] = []
  /// For each version the last one up to it whose element nobody appended; empty where none is.
  private var unwritten: [UInt32] = []
  /// The first transaction that read this version and then appended to it.
  private var updaters: [UInt32]

  init(_ table: TransactionTable, _ dependencies: ListDependencies) {
    self.table = table
    self.dependencies = dependencies
    findings = dependencies.findings
    updaters = [UInt32](repeating: Self.none, count: table.history.versionParents.count)
    findTaint()
    for transaction in 0..<table.history.count where table.takesPart[transaction] {
      let isAnswered = table.history.outcomes[transaction] == .ok
      for micro in table.history.micros(of: transaction) {
        if history.microKinds[micro] == .read {
          if isAnswered { read(micro, UInt32(transaction)) }
        } else if table.previous[micro] != Self.none {
          if isAnswered { append(micro, UInt32(transaction)) }
          follow(micro, UInt32(transaction))
        }
      }
    }
  }

  private var history: TransactionHistory { table.history }

  private func isClean(_ element: UInt32) -> Bool {
    let writer = table.writers[Int(element)]
    return writer != Self.none && history.outcomes[Int(writer)] != .fail
  }

  private mutating func findTaint() {
    let isTainted = history.versionElements.contains { $0 != Self.none && !isClean($0) }
    guard isTainted else { return }
    aborted = [UInt32](repeating: Self.none, count: history.versionParents.count)
    unwritten = aborted
    for version in history.versionParents.indices {
      let element = history.versionElements[version]
      guard element != Self.none else { continue }
      let parent = Int(history.versionParents[version])
      aborted[version] = aborted[parent]
      unwritten[version] = unwritten[parent]
      if table.writers[Int(element)] == Self.none {
        unwritten[version] = UInt32(version)
        continue
      }
      if table.isAborted(element) {
        aborted[version] = UInt32(version)
        continue
      }
      let before = history.versionElements[parent]
      if before != Self.none, table.isAborted(before) { dirtyUpdate(version, before, element) }
    }
  }

  private mutating func dirtyUpdate(_ version: Int, _ aborted: UInt32, _ element: UInt32) {
    let key = history.elementKeys[Int(element)]
    guard !table.isRewritten[Int(key)] else { return }
    let table = self.table
    findings.add(IsolationAnomaly(.dirtyUpdate)) {
      let readers = table.readers(of: UInt32(version))
      let (first, second) = (table.writers[Int(aborted)], table.writers[Int(element)])
      return .init(
        transactions: [first, second] + readers, impossible: second, key: key,
        summary: "\(table.label(element: element)) was appended to \(table.history.keys[Int(key)])"
          + " behind \(table.label(element: aborted)), whose transaction was aborted")
    }
  }

  private mutating func read(_ micro: Int, _ transaction: UInt32) {
    let seen = history.microReferences[micro]
    if seen == Self.none { return }
    let key = Int(history.microKeys[micro])
    if table.previous[micro] != Self.none { compare(micro, transaction) }
    guard seen != TransactionHistory.absent, !table.isRewritten[key] else { return }
    if !aborted.isEmpty {
      for version in [aborted[Int(seen)], unwritten[Int(seen)]] where version != Self.none {
        tainted(version, micro, transaction)
      }
    }
    let element = history.versionElements[Int(seen)]
    let writer = table.writers[Int(element)]
    guard writer != Self.none else { return }
    if writer != transaction {
      if !table.isFinal[Int(element)], !table.isAborted(element) {
        intermediate(element, micro, transaction)
      }
    } else if table.previous[micro] == Self.none {
      contradiction(micro, transaction, "saw what it appends only later")
    }
  }

  private mutating func tainted(_ version: UInt32, _ micro: Int, _ transaction: UInt32) {
    let (table, key) = (self.table, history.microKeys[micro])
    let element = history.versionElements[Int(version)]
    let words = "\(table.label(element: element)) was read from \(history.keys[Int(key)])"
    let writer = table.writers[Int(element)]
    guard writer != Self.none else {
      findings.add(IsolationAnomaly(.unwritten)) {
        .init(
          transactions: [transaction], impossible: transaction, key: key,
          summary: words + ", and nobody appended it")
      }
      return
    }
    findings.add(IsolationAnomaly(.g1a)) {
      .init(
        transactions: [writer, transaction], impossible: transaction, key: key,
        summary: words + ", though its transaction was aborted")
    }
  }

  private mutating func intermediate(_ element: UInt32, _ micro: Int, _ transaction: UInt32) {
    let (table, key) = (self.table, history.microKeys[micro])
    findings.add(IsolationAnomaly(.g1b)) {
      .init(
        transactions: [table.writers[Int(element)], transaction], impossible: transaction,
        key: key,
        summary: "\(table.label(element: element)) was read as the end of "
          + "\(table.history.keys[Int(key)]), and its transaction appended more")
    }
  }

  /// A read after others of the same key: what was read or appended before must stand at its end.
  private mutating func compare(_ micro: Int, _ transaction: UInt32) {
    let key = Int(history.microKeys[micro])
    if table.isRewritten[key] { return }
    var version = root(history.microReferences[micro], key)
    var before = table.previous[micro]
    while before != Self.none {
      let reference = history.microReferences[Int(before)]
      if history.microKinds[Int(before)] == .write {
        guard history.versionElements[Int(version)] == reference else {
          return contradiction(micro, transaction, "did not see what it had appended")
        }
        version = history.versionParents[Int(version)]
      } else if reference != Self.none {
        if root(reference, key) != version {
          contradiction(micro, transaction, "read one key twice and saw two lists")
        }
        return
      }
      before = table.previous[Int(before)]
    }
    let element = history.versionElements[Int(version)]
    if element != Self.none, table.writers[Int(element)] == transaction {
      contradiction(micro, transaction, "saw what it appends only later")
    }
  }

  private func root(_ reference: UInt32, _ key: Int) -> UInt32 {
    reference == TransactionHistory.absent ? history.keyRoots[key] : reference
  }

  private mutating func contradiction(_ micro: Int, _ transaction: UInt32, _ words: String) {
    let (table, key) = (self.table, history.microKeys[micro])
    findings.add(IsolationAnomaly(.internal)) {
      .init(
        transactions: [transaction], impossible: transaction, key: key,
        summary: "a transaction \(words), on key \(table.history.keys[Int(key)])")
    }
  }

  /// A transaction's appends to one key stand in its list in the order in which it made them.
  private mutating func follow(_ micro: Int, _ transaction: UInt32) {
    var before = table.previous[micro]
    while before != Self.none, history.microKinds[Int(before)] == .read {
      before = table.previous[Int(before)]
    }
    let key = Int(history.microKeys[micro])
    guard before != Self.none, !dependencies.isUnordered[key] else { return }
    let first = dependencies.versionOf[Int(history.microReferences[Int(before)])]
    let second = dependencies.versionOf[Int(history.microReferences[micro])]
    // An element that nobody saw stands behind all that were seen, and has the highest number.
    guard first > second else { return }
    contradiction(micro, transaction, "appended twice and the list has it the other way round")
  }

  /// An append after a read of the same key replaces what was read.
  private mutating func append(_ micro: Int, _ transaction: UInt32) {
    let before = Int(table.previous[micro])
    let key = Int(history.microKeys[micro])
    guard history.microKinds[before] == .read, !table.isRewritten[key] else { return }
    let seen = history.microReferences[before]
    // What the transaction had appended itself before it read is no version of others.
    let isOwn =
      seen < TransactionHistory.absent
      && table.writers[Int(history.versionElements[Int(seen)])] == transaction
    guard seen != Self.none, !isOwn else { return }
    let version = Int(root(seen, key))
    let other = updaters[version]
    if other == Self.none { updaters[version] = transaction }
    guard other != Self.none, other != transaction else { return }
    let table = self.table
    findings.add(IsolationAnomaly(.lostUpdate)) {
      .init(
        transactions: [other, transaction], impossible: transaction, key: UInt32(key),
        summary: "two transactions read \(table.label(seen: seen)) from "
          + "\(table.history.keys[key]) and both appended to it")
    }
  }
}
