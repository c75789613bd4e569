import Vocabulary

/// What a client says around and inside a transaction, in no database's own words.
enum SQLWords: Sendable, Hashable {
  /// Opens a transaction.
  case begin(TransactionLevel)
  /// Asks for what was done to be kept.
  case commit
  /// Takes back what was done.
  case rollBack
  /// One step of a load.
  case step(StoreTransaction.Step)
  /// All accounts with what they hold, ascending.
  case balances
  /// What one account holds.
  case balance(account: Int64)
  /// Sets what one account holds.
  case setBalance(account: Int64, to: Int64)
}
