import Histories

/// A kind of history that checkers are timed on, with what is expected of them.
struct CheckersFamily {
  /// As people name it.
  var name: String
  /// Clients at work at a time.
  var clients: Int
  /// Keys.
  var keys: Int
  /// The share of compare-and-sets.
  var swaps = 0.0
  /// The share of operations whose outcome nobody knows.
  var unanswered = 0.0
  /// By size what the checker may take, in milliseconds of the processor.
  var barsMs: [Int: Double] = [:]
  /// By size how much memory the process may have had, in MiB.
  var barsMiB: [Int: Double] = [:]

  /// Its history of that size.
  func sample(_ operations: Int) -> RegisterSample {
    var sample = RegisterSample(operations: operations, clients: clients, keys: keys)
    sample.swaps = swaps
    sample.unanswered = unanswered
    return sample
  }

  /// Those of the table in `docs/benchmarks.md`.
  static let all = [
    CheckersFamily(
      name: "1,000 keys, 10 clients", clients: 10, keys: 1_000, barsMs: [100_000: 19],
      barsMiB: [100_000: 30]),
    CheckersFamily(name: "10 keys, 50 clients", clients: 50, keys: 10, barsMs: [100_000: 20]),
    CheckersFamily(name: "one key, 25 clients", clients: 25, keys: 1, barsMs: [10_000: 5]),
    CheckersFamily(name: "one key, 50 clients", clients: 50, keys: 1, barsMs: [10_000: 5]),
    CheckersFamily(
      name: "10 keys, 10 clients", clients: 10, keys: 10, barsMs: [1_000_000: 200],
      barsMiB: [1_000_000: 250]),
    CheckersFamily(
      name: "1,000 keys, 50 clients", clients: 50, keys: 1_000, barsMs: [1_000_000: 200]),
    CheckersFamily(
      name: "1,000 keys, 10 clients, 20 % compare-and-set, 1 % info", clients: 10, keys: 1_000,
      swaps: 0.2, unanswered: 0.01, barsMs: [100_000: 19]),
  ]
}
