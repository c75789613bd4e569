package import Databases
import Histories
package import Vocabulary

/// Transfers between the accounts of a bank, and reads of all balances.
///
/// Shape:  ten accounts with a hundred each, as the database makes them; both accounts and the
///         amount, one to five, are drawn. Every read must show the same total.
/// Effect: a transfer that would leave less than nothing is not made, and counts as failed. What
///         the database gave up for another's sake is done again, as an application has to.
/// Limits: it shows that money is made or lost, not which transfer did it.
/// Source: Jepsen's `tests.bank`.
package struct BankWorkload: Workload {
  /// The bank.
  package let keys = ["bank"]
  private let reads: Double
  private let level: TransactionLevel

  static let accounts = 10
  static let largest = 5
  /// So often a transaction that meets others is tried before it counts as failed.
  static let mostTries = 10

  /// The workload that a specification describes.
  package init(_ specification: WorkloadSpecification) {
    reads = specification.reads
    level = specification.isolation ?? .serializable
  }

  /// The next request of one client: a read of all balances or a transfer.
  package func next(random: inout SeededRandom) -> WorkloadRequest {
    // All are drawn whatever the request becomes, so its kind does not shift later draws.
    let from = random.below(Self.accounts)
    let to = (from + 1 + random.below(Self.accounts - 1)) % Self.accounts
    let amount = 1 + random.below(Self.largest)
    if random.unit() < reads { return WorkloadRequest(kind: .read, key: 0) }
    var request = WorkloadRequest(kind: .transfer, key: 0)
    request.list = HistoryList(.transfer, [Int64(from), Int64(to), Int64(amount)])
    return request
  }

  /// Nothing here depends on what was seen.
  package func observe(_ value: Int64?, of key: Int) {}

  /// A transaction that reads all accounts, or one that moves an amount.
  package func send(
    _ request: WorkloadRequest, through client: any StoreClient
  ) async -> WorkloadAnswer {
    guard let client = client as? any TransactionClient else {
      preconditionFailure("only databases with transactions have banks; the catalogue knows that")
    }
    guard let transfer = request.list?.elements else {
      return WorkloadAnswer(await perform(.balances, through: client)) { answer in
        let pairs = answer.balances.flatMap { [$0.account, $0.balance] }
        return WorkloadAnswer(outcome: .ok, list: HistoryList(.map, pairs))
      }
    }
    let body = StoreTransaction.Body.transfer(
      from: transfer[0], to: transfer[1], amount: transfer[2])
    return WorkloadAnswer(await perform(body, through: client)) { _ in
      WorkloadAnswer(outcome: .ok)
    }
  }

  private func perform(
    _ body: StoreTransaction.Body, through client: any TransactionClient
  ) async -> ClientResult<TransactionAnswer> {
    let transaction = StoreTransaction(body, level: level)
    for _ in 1..<Self.mostTries {
      let result = await client.perform(transaction)
      // What was given up certainly did not happen, so doing it again does it once.
      guard case .failed(let fault) = result, fault.kind == .conflict else { return result }
    }
    return await client.perform(transaction)
  }
}
