import Histories

/// A kind of history that checkers are timed on, with what is expected of them.
struct CheckersFamily {
  /// What its clients play.
  enum Kind {
    /// A store of registers; the sample's size is that of each history.
    case registers(RegisterSample)
    /// Transactions on lists or on registers, of twenty clients; registers are promised to be
    /// linearizable one by one.
    case transactions(TransactionObjects)

    /// A store of registers, with the shares of compare-and-sets and of operations whose outcome
    /// nobody knows.
    static func registers(
      clients: Int, keys: Int, swaps: Double = 0, unanswered: Double = 0
    ) -> Kind {
      var sample = RegisterSample(operations: 0, clients: clients, keys: keys)
      sample.swaps = swaps
      sample.unanswered = unanswered
      return .registers(sample)
    }
  }

  /// As people name it.
  var name: String
  /// What it is made of.
  var kind: Kind
  /// By size what the checker may take, in milliseconds of the processor.
  var barsMs: [Int: Double] = [:]
  /// By size how much memory the process may have had, in MiB.
  var barsMiB: [Int: Double] = [:]

  /// The sizes of its bars, and what its growth is read from.
  var sizes: [Int] { Set(barsMs.keys).union([10_000, 100_000, 1_000_000]).sorted() }

  /// Whether `check` is told that keys are linearizable.
  var isLinearizable: Bool {
    if case .transactions(.registers) = kind { true } else { false }
  }

  /// Whether Porcupine has a model for it.
  var hasPorcupine: Bool {
    if case .registers = kind { true } else { false }
  }

  /// Writes its history of that size as a block file.
  func record(_ operations: Int, to path: String) throws {
    switch kind {
    case .registers(var sample):
      sample.operations = operations
      try sample.record(to: path)
    case .transactions(let objects):
      try TransactionSample(objects, transactions: operations).history().write(to: path)
    }
  }

  /// The same as JSON lines.
  func jsonLines(_ operations: Int) throws -> String {
    switch kind {
    case .registers(var sample):
      sample.operations = operations
      return try sample.history().jsonLines()
    case .transactions(let objects):
      return try TransactionSample(objects, transactions: operations).history().jsonLines()
    }
  }

  /// Those of the table in `docs/benchmarks.md`.
  static let all = [
    CheckersFamily(
      name: "1,000 keys, 10 clients", kind: .registers(clients: 10, keys: 1_000),
      barsMs: [100_000: 19], barsMiB: [100_000: 30]),
    CheckersFamily(
      name: "10 keys, 50 clients", kind: .registers(clients: 50, keys: 10),
      barsMs: [100_000: 20]),
    CheckersFamily(
      name: "one key, 25 clients", kind: .registers(clients: 25, keys: 1), barsMs: [10_000: 5]),
    CheckersFamily(
      name: "one key, 50 clients", kind: .registers(clients: 50, keys: 1), barsMs: [10_000: 5]),
    CheckersFamily(
      name: "10 keys, 10 clients", kind: .registers(clients: 10, keys: 10),
      barsMs: [1_000_000: 200], barsMiB: [1_000_000: 250]),
    CheckersFamily(
      name: "1,000 keys, 50 clients", kind: .registers(clients: 50, keys: 1_000),
      barsMs: [1_000_000: 200]),
    CheckersFamily(
      name: "1,000 keys, 10 clients, 20 % compare-and-set, 1 % info",
      kind: .registers(clients: 10, keys: 1_000, swaps: 0.2, unanswered: 0.01),
      barsMs: [100_000: 19]),
    CheckersFamily(
      name: "list-append", kind: .transactions(.lists),
      barsMs: [100_000: 150, 1_000_000: 1_500], barsMiB: [100_000: 60, 1_000_000: 300]),
    CheckersFamily(
      name: "rw-register, linearizable keys", kind: .transactions(.registers),
      barsMs: [3_000: 50, 100_000: 1_000]),
  ]
}
