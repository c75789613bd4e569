import Histories
import Vocabulary

/// What reads of registers show without any cycle.
///
/// Input: the reads of committed transactions.
/// Decides: reads of what nobody wrote, of what an aborted transaction wrote (G1a), of what its
/// writer overwrote (G1b); transactions that contradict themselves (internal); several that read
/// one version and wrote in its place (lost update).
/// Complexity: O(micro-operations).
/// Source: Adya, 1999, section 3.2; Kingsbury and Alvaro, "Elle", 2020, section 5.2.
struct RegisterReads {
  private static let none = TransactionHistory.none
  private let table: TransactionTable
  private(set) var findings = IsolationFindings()

  init(_ table: TransactionTable, _ dependencies: RegisterDependencies) {
    self.table = table
    for transaction in 0..<table.history.count where table.history.outcomes[transaction] == .ok {
      for micro in table.history.micros(of: transaction)
      where table.history.microKinds[micro] == .read {
        read(micro, UInt32(transaction))
      }
    }
    for (seen, updaters) in dependencies.allUpdaters.sorted(by: { $0.key < $1.key }) {
      lostUpdate(seen, table.history.elementKeys[Int(seen)], updaters)
    }
    for (key, updaters) in dependencies.updatersOfInitial.sorted(by: { $0.key < $1.key }) {
      lostUpdate(TransactionHistory.absent, key, updaters)
    }
  }

  private var history: TransactionHistory { table.history }

  private mutating func read(_ micro: Int, _ transaction: UInt32) {
    let seen = history.microReferences[micro]
    if seen == Self.none || table.isRewritten[Int(history.microKeys[micro])] { return }
    compare(micro, seen, transaction)
    if seen == TransactionHistory.absent { return }
    let writer = table.writers[Int(seen)]
    let (table, key) = (self.table, history.microKeys[micro])
    let words = { "\(table.label(element: seen)) was read from \(table.history.keys[Int(key)])" }
    if writer == Self.none {
      findings.add(IsolationAnomaly(.unwritten)) {
        .init(
          transactions: [transaction], impossible: transaction, key: key,
          summary: words() + ", and nobody wrote it")
      }
    } else if history.outcomes[Int(writer)] == .fail {
      findings.add(IsolationAnomaly(.g1a)) {
        .init(
          transactions: [writer, transaction], impossible: transaction, key: key,
          summary: words() + ", though its transaction was aborted")
      }
    } else if writer != transaction, !table.isFinal[Int(seen)] {
      findings.add(IsolationAnomaly(.g1b)) {
        .init(
          transactions: [writer, transaction], impossible: transaction, key: key,
          summary: words() + ", and its transaction overwrote it")
      }
    }
  }

  /// What the transaction read or wrote before is what it must read again.
  private mutating func compare(_ micro: Int, _ seen: UInt32, _ transaction: UInt32) {
    var before = table.previous[micro]
    while before != Self.none, history.microReferences[Int(before)] == Self.none {
      before = table.previous[Int(before)]
    }
    guard before != Self.none else {
      if seen != TransactionHistory.absent, table.writers[Int(seen)] == transaction {
        contradiction(micro, transaction, "saw what it writes only later")
      }
      return
    }
    guard history.microReferences[Int(before)] != seen else { return }
    let isOwn = history.microKinds[Int(before)] == .write
    contradiction(
      micro, transaction,
      isOwn ? "did not see what it had written" : "read one key twice and saw two values")
  }

  private mutating func contradiction(_ micro: Int, _ transaction: UInt32, _ words: String) {
    let (table, key) = (self.table, history.microKeys[micro])
    findings.add(IsolationAnomaly(.internal)) {
      .init(
        transactions: [transaction], impossible: transaction, key: key,
        summary: "a transaction \(words), on key \(table.history.keys[Int(key)])")
    }
  }

  private mutating func lostUpdate(_ seen: UInt32, _ key: UInt32, _ updaters: [UInt32]) {
    let table = self.table
    for (first, second) in zip(updaters, updaters.dropFirst()) where first != second {
      findings.add(IsolationAnomaly(.lostUpdate)) {
        .init(
          transactions: [first, second], impossible: second, key: key,
          summary: "two transactions read \(table.label(seen: seen)) from "
            + "\(table.history.keys[Int(key)]) and both wrote in its place")
      }
    }
  }
}
