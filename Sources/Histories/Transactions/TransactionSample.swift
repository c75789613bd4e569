internal import Vocabulary

/// A strict serializable history of transactions, made up by playing their clients.
///
/// Shape: like the histories of Jepsen's list-append and rw-register workloads: a few keys are in
/// use at a time, and each gives way to a new one when it was written often enough. A transaction
/// takes effect whole at a random moment between its invocation and its completion, or not at all
/// where it fails. Values of a key are 1, 2, 3, ….
/// Units: a latency is 0.5 ms and an exponential share of 2 ms on average.
package struct TransactionSample: Sendable {
  /// Whether keys hold lists that are appended to, or registers that are written.
  package var objects: TransactionObjects
  /// How many transactions are invoked.
  package var transactions: Int
  /// Clients at work at a time.
  package var clients = 20
  /// Keys in use at a time.
  package var keys = 10
  /// Writes of a key before another takes its place.
  package var writesPerKey = 32
  /// The most micro-operations of a transaction, 1 at least.
  package var longest = 4
  /// The share of transactions that fail, 0…1.
  package var failed = 0.05
  /// The same seed makes the same history.
  package var seed: UInt64 = 1

  /// A history of so many transactions.
  package init(_ objects: TransactionObjects, transactions: Int) {
    self.objects = objects
    self.transactions = transactions
  }

  /// The whole history in memory.
  package func history() -> TransactionHistory {
    var play = TransactionPlay(self)
    return play.history()
  }
}

/// The clients and the store of a `TransactionSample` at one moment.
private struct TransactionPlay {
  private struct Move {
    enum Kind { case begin, takeEffect, complete }

    var kind: Kind
    var client: Int
    var transaction = 0
  }

  private struct Micro {
    var key: Int64
    /// Nil is a read.
    var written: Int64?
  }

  private struct Running {
    var micros: [Micro]
    /// By read what it saw; nil until the transaction takes effect.
    var seen: [[Int64]]?
  }

  private let sample: TransactionSample
  private var random: SeededRandom
  private var schedule = SampleSchedule<Move>()
  private var builder = TransactionBuilder()
  private var running: [Int: Running] = [:]
  private var keys: [Int64]
  private var writes: [Int]
  private var nextKey: Int64
  /// What the keys hold; of registers the last value alone.
  private var store: [Int64: [Int64]] = [:]
  private var begun = 0

  init(_ sample: TransactionSample) {
    self.sample = sample
    random = SeededRandom(seed: sample.seed, purpose: "transaction sample")
    keys = (0..<sample.keys).map { Int64($0) }
    writes = Array(repeating: 0, count: sample.keys)
    nextKey = Int64(sample.keys)
  }

  mutating func history() -> TransactionHistory {
    _ = builder.settle(sample.objects)
    for client in 0..<sample.clients {
      schedule.plan(Move(kind: .begin, client: client), at: Int64(random.below(1_000)))
    }
    while let (move, time) = schedule.next() {
      switch move.kind {
      case .begin: begin(move.client, time)
      case .takeEffect: takeEffect(move.transaction)
      case .complete: complete(move, time)
      }
    }
    return builder.history
  }

  private mutating func begin(_ client: Int, _ now: Int64) {
    guard begun < sample.transactions else { return }
    let transaction = builder.begin(process: client, at: Nanoseconds(rawValue: now))
    begun += 1
    let micros = (0..<(1 + random.below(sample.longest))).map { _ in micro() }
    for micro in micros {
      let key = builder.key(micro.key)
      if let value = micro.written { builder.write(key, value) } else { builder.read(key) }
    }
    running[transaction] = Running(micros: micros)
    let latency = 500_000 + random.pause(2_000_000)
    if random.unit() >= sample.failed {
      schedule.plan(
        Move(kind: .takeEffect, client: client, transaction: transaction),
        at: now + 1 + Int64(random.unit() * Double(latency - 2)))
    }
    schedule.plan(
      Move(kind: .complete, client: client, transaction: transaction), at: now + latency)
  }

  private mutating func micro() -> Micro {
    let place = random.below(sample.keys)
    let key = keys[place]
    if random.unit() < 0.5 { return Micro(key: key) }
    writes[place] += 1
    let value = Int64(writes[place])
    if writes[place] >= sample.writesPerKey {
      keys[place] = nextKey
      writes[place] = 0
      nextKey += 1
    }
    return Micro(key: key, written: value)
  }

  private mutating func takeEffect(_ transaction: Int) {
    guard let micros = running[transaction]?.micros else { return }
    var seen: [[Int64]] = []
    for micro in micros {
      guard let value = micro.written else {
        seen.append(store[micro.key] ?? [])
        continue
      }
      if sample.objects == .lists {
        store[micro.key, default: []].append(value)
      } else {
        store[micro.key] = [value]
      }
    }
    running[transaction]?.seen = seen
  }

  private mutating func complete(_ move: Move, _ now: Int64) {
    let transaction = move.transaction
    schedule.plan(Move(kind: .begin, client: move.client), at: now + 1 + random.pause(200_000))
    guard let finished = running.removeValue(forKey: transaction) else { return }
    let outcome: Outcome = finished.seen == nil ? .fail : .ok
    builder.complete(transaction, outcome, at: Nanoseconds(rawValue: now))
    let first = builder.history.micros(of: transaction).lowerBound
    let reads = finished.micros.indices.filter { finished.micros[$0].written == nil }
    for (place, list) in zip(reads, finished.seen ?? []) {
      if sample.objects == .lists {
        builder.see(first + place, list: list)
      } else if let value = list.last {
        builder.see(first + place, value: value)
      } else {
        builder.seeAbsent(first + place)
      }
    }
  }
}
