package import Histories
package import Vocabulary

/// Whether every read of a bank's accounts shows the same total.
///
/// Input: transfers between accounts and reads of all balances, for each key by itself.
/// Decides: a read is wrong that has an account which the bank does not have, a balance that is
/// nil, another total, or a negative balance where these are not allowed. The total is `total`, or
/// else what most reads show, the first of them where several do; the accounts are those of most
/// reads with that total.
/// Complexity: O(balances read).
/// Unknown when: nobody read.
/// Source: Jepsen's `tests.bank`, to which total and accounts are told.
package struct BankTotals: Checker {
  /// As in verdicts.
  package let name = "bank"
  /// What the balances add up to; nil where the reads are to tell.
  package var total: Int64?
  /// Whether an account may go below nothing.
  package var allowsNegative: Bool

  /// A checker; without a total the reads tell it.
  package init(total: Int64? = nil, allowsNegative: Bool = false) {
    self.total = total
    self.allowsNegative = allowsNegative
  }

  /// Invalid where a read is wrong.
  package func check(_ history: History) -> Verdict {
    var tally = KeyTally(history)
    tally.forEachKey { key, places in
      let reads = places.map { Int($0) }.filter { place in
        let operation = history.operations[place]
        return operation.kind == .read && operation.outcome == .ok
          && operation.valueListNumber.map { history.lists.form(of: $0) } == .map
      }
      let statements = reads.map { BankStatement(history.valueList(history.operations[$0])) }
      guard let expected = BankStatement.expected(statements, total) else { return }
      for (read, statement) in zip(reads, statements) {
        tally.count("reads")
        guard let fault = statement.fault(expected, allowsNegative: allowsNegative) else {
          continue
        }
        tally.count(fault.name.replacing(" ", with: "_"))
        tally.add(fault.name, key: key, fault.summary, [read])
      }
    }
    if tally.counts["reads"] == nil { tally.unsure = "nobody read the accounts" }
    return tally.verdict(
      name, valid: "\(tally.counts["reads", default: 0]) reads show the same total")
  }
}

/// What one read of a bank shows.
struct BankStatement: Sendable {
  let balances: [(account: Int64, balance: Int64?)]

  init(_ list: HistoryList?) {
    balances = (list?.pairs ?? []).map { ($0.key, $0.value) }
  }

  /// What reads are compared with.
  struct Expected: Sendable {
    var total: Int64
    var accounts: Set<Int64>
  }

  /// The sum; nil where a balance is nil or 64 bits do not hold it.
  var total: Int64? {
    var sum: Int64 = 0
    for (_, balance) in balances {
      guard let balance else { return nil }
      let (next, overflow) = sum.addingReportingOverflow(balance)
      if overflow { return nil }
      sum = next
    }
    return sum
  }

  var accounts: Set<Int64> { Set(balances.map(\.account)) }

  /// The total that was told or that most reads show, and the accounts of most that show it.
  static func expected(_ reads: [BankStatement], _ told: Int64?) -> Expected? {
    var counts: [Int64: Int] = [:]
    var order: [Int64] = []
    for total in reads.compactMap(\.total) {
      if counts[total] == nil { order.append(total) }
      counts[total, default: 0] += 1
    }
    let most = counts.values.max()
    guard let first = reads.first else { return nil }
    let total = told ?? order.first { counts[$0] == most } ?? 0
    let right = reads.filter { $0.total == total }.map(\.accounts)
    let counted = Dictionary(grouping: right) { $0 }.mapValues(\.count)
    let often = counted.values.max()
    let accounts = right.first { counted[$0] == often } ?? first.accounts
    return Expected(total: total, accounts: accounts)
  }

  /// What is wrong with it, by the first of Jepsen's four reasons.
  func fault(
    _ expected: Expected, allowsNegative: Bool
  ) -> (name: String, summary: String)? {
    if let stranger = balances.first(where: { !expected.accounts.contains($0.account) }) {
      return ("unexpected account", "the bank has no account \(stranger.account)")
    }
    if let empty = balances.first(where: { $0.balance == nil }) {
      return ("nil balance", "account \(empty.account) has no balance")
    }
    guard total == expected.total else {
      let shown = total.map { String($0) } ?? "more than 64 bits hold"
      return ("wrong total", "the balances add up to \(shown), not to \(expected.total)")
    }
    if !allowsNegative, let debtor = balances.first(where: { ($0.balance ?? 0) < 0 }) {
      return (
        "negative balance", "account \(debtor.account) has \(debtor.balance ?? 0)"
      )
    }
    return nil
  }
}
