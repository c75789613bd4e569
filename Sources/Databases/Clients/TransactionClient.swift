package import Vocabulary

/// A client of a database that executes several statements as one transaction.
///
/// Errors: none, as with `StoreClient`: what was not committed for certain is `failed`, also where
///         the database gave up a transaction for another's sake; a commit without an answer is
///         `unknown`.
package protocol TransactionClient: StoreClient {
  /// Executes one transaction, statement by statement, and commits it.
  func perform(_ transaction: StoreTransaction) async -> ClientResult<TransactionAnswer>
}

/// What a client does in one transaction, in no database's own words.
package struct StoreTransaction: Sendable, Hashable {
  /// What it does, in order.
  package var body: Body
  /// How far it is kept apart from others.
  package var level: TransactionLevel

  /// What is done.
  package enum Body: Sendable, Hashable {
    /// Reads, appends and writes, each by itself.
    case steps([Step])
    /// Reads both accounts and writes what they hold afterwards; nothing where too little is there.
    case transfer(from: Int64, to: Int64, amount: Int64)
    /// Reads all accounts.
    case balances
  }

  /// One statement.
  package enum Step: Sendable, Hashable {
    /// The whole list under the key.
    case readList(key: String)
    /// Adds a value at the end of the list.
    case append(key: String, value: Int64)
    /// What the register holds.
    case readRegister(key: String)
    /// Sets the register.
    case writeRegister(key: String, value: Int64)
  }

  /// A transaction.
  package init(_ body: Body, level: TransactionLevel) {
    self.body = body
    self.level = level
  }
}

/// What a transaction that was committed had read.
package struct TransactionAnswer: Sendable, Hashable {
  /// For each step what it saw: a list, one value, or nothing; of a write an empty list.
  package var seen: [[Int64]] = []
  /// Accounts with their balances, ascending.
  package var balances: [Balance] = []

  /// One account of a bank.
  package struct Balance: Sendable, Hashable {
    /// Its number.
    package var account: Int64
    /// What it holds.
    package var balance: Int64

    /// An account.
    package init(account: Int64, balance: Int64) {
      self.account = account
      self.balance = balance
    }
  }

  /// An answer.
  package init(seen: [[Int64]] = [], balances: [Balance] = []) {
    self.seen = seen
    self.balances = balances
  }
}
