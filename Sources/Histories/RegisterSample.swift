package import Vocabulary

/// A linearizable history of a key-value store, made up by playing its clients.
///
/// Shape: each client has one operation at a time on a key of its choice; an operation takes effect
/// at a random moment between its invocation and its completion, so the history is linearizable by
/// construction. Written values are unique. A client whose operation is not answered in time goes
/// on under a new process number, and half of such operations take effect up to twenty times later.
/// Units: a latency is 0.2 ms and an exponential share of 0.8 ms on average.
package struct RegisterSample: Sendable {
  /// How many operations are invoked.
  package var operations: Int
  /// Clients at work at a time.
  package var clients: Int
  /// Keys, each as likely as another.
  package var keys: Int
  /// The share of reads, 0…1; what is neither a read nor a compare-and-set is a write.
  package var reads = 0.5
  /// The share of compare-and-sets, which expect what their client last saw.
  package var swaps = 0.0
  /// The share of operations whose outcome nobody knows.
  package var unanswered = 0.0
  /// The same seed makes the same history.
  package var seed: UInt64 = 1

  /// A history of so many operations of so many clients on so many keys.
  package init(operations: Int, clients: Int, keys: Int) {
    self.operations = operations
    self.clients = clients
    self.keys = keys
  }

  /// An invocation or a completion, in the order in which they happen.
  package enum Event: Sendable {
    /// A request, with the client's process number, the key and what is written or expected.
    case invoked(
      process: Int, kind: OperationKind, key: UInt32, argument: Int64?, expected: Int64?)
    /// What became of the operation of that number.
    case completed(OperationNumber, outcome: Outcome, value: Int64?, matched: Bool?)
  }

  /// Hands every event with its time to `body`.
  package func play(_ body: (Event, Nanoseconds) throws -> Void) rethrows {
    var play = RegisterPlay(self)
    while let (event, time) = play.next() { try body(event, time) }
  }

  /// The whole history in memory.
  package func history() -> History {
    var history = History()
    history.keys = (0..<keys).map { "k\($0)" }
    play { event, time in
      switch event {
      case .invoked(let process, let kind, let key, let argument, let expected):
        history.invoke(
          process: process, kind: kind, key: key, argument: argument, expected: expected, at: time)
      case .completed(let number, let outcome, let value, let matched):
        history.complete(number, outcome: outcome, value: value, matched: matched, at: time)
      }
    }
    return history
  }

  /// Writes it as a block file, through the recorder that drivers use.
  package func record(to path: String) throws {
    let recorder = try HistoryRecorder(creating: path)
    let names = (0..<keys).map { "k\($0)" }
    play { event, time in
      switch event {
      case .invoked(let process, let kind, let key, let argument, let expected):
        _ = recorder.invoke(
          process: process, kind: kind, key: names[Int(key)], argument: argument,
          expected: expected, at: time)
      case .completed(let number, let outcome, let value, let matched):
        recorder.complete(number, outcome: outcome, value: value, matched: matched, at: time)
      }
    }
    try recorder.close()
  }
}

/// The clients and the store of a `RegisterSample` at one moment.
private struct RegisterPlay {
  private struct Move {
    enum Kind { case invoke, takeEffect, complete, giveUp }

    var kind: Kind
    var client: Int
    var operation = 0
  }

  private struct Running {
    var kind: OperationKind
    var key: Int
    var argument: Int64?
    var expected: Int64?
    var seen: Int64?
    var matched: Bool?
  }

  private let sample: RegisterSample
  private var random: SeededRandom
  private var schedule = SampleSchedule<Move>()
  private var values: [Int64?]
  private var known: [Int64?]
  private var processes: [Int]
  private var running: [Int: Running] = [:]
  private var begun = 0
  private var nextValue: Int64 = 1
  private var nextProcess: Int

  init(_ sample: RegisterSample) {
    self.sample = sample
    random = SeededRandom(seed: sample.seed, purpose: "register sample")
    values = Array(repeating: nil, count: sample.keys)
    known = Array(repeating: nil, count: sample.keys * sample.clients)
    processes = Array(0..<sample.clients)
    nextProcess = sample.clients
    for client in 0..<sample.clients {
      plan(.invoke, at: Int64(random.below(1_000)), client: client)
    }
  }

  mutating func next() -> (RegisterSample.Event, Nanoseconds)? {
    while let (move, due) = schedule.next() {
      let time = Nanoseconds(rawValue: due)
      switch move.kind {
      case .invoke: if let event = invoke(move.client, due) { return (event, time) }
      case .takeEffect: takeEffect(move.operation)
      case .complete: return (complete(move, due), time)
      case .giveUp:
        processes[move.client] = nextProcess
        nextProcess += 1
        plan(.invoke, at: due + 1 + random.pause(100_000), client: move.client)
        let number = OperationNumber(rawValue: UInt32(move.operation))
        return (.completed(number, outcome: .info, value: nil, matched: nil), time)
      }
    }
    return nil
  }

  private mutating func invoke(_ client: Int, _ now: Int64) -> RegisterSample.Event? {
    guard begun < sample.operations else { return nil }
    let number = begun
    begun += 1
    let key = random.below(sample.keys)
    let draw = random.unit()
    var operation = Running(kind: .read, key: key)
    if draw >= sample.reads {
      operation.kind = .write
      operation.argument = nextValue
      nextValue += 1
      let last = known[key * sample.clients + client]
      if draw < sample.reads + sample.swaps, let last {
        operation.kind = .compareAndSet
        operation.expected = last
      }
    }
    running[number] = operation
    let latency = 200_000 + random.pause(800_000)
    let moment = now + 1 + Int64(random.unit() * Double(latency - 2))
    if random.unit() < sample.unanswered {
      if operation.kind != .read, random.below(2) == 0 {
        let late = now + 1 + Int64(random.unit() * Double(latency) * 20)
        plan(.takeEffect, at: late, client: client, operation: number)
      }
      plan(.giveUp, at: now + latency, client: client, operation: number)
    } else {
      plan(.takeEffect, at: moment, client: client, operation: number)
      plan(.complete, at: now + latency, client: client, operation: number)
    }
    return .invoked(
      process: processes[client], kind: operation.kind, key: UInt32(key),
      argument: operation.argument, expected: operation.expected)
  }

  private mutating func takeEffect(_ number: Int) {
    guard var operation = running[number] else { return }
    switch operation.kind {
    case .read: operation.seen = values[operation.key]
    case .compareAndSet:
      operation.matched = values[operation.key] == operation.expected
      if operation.matched == true { values[operation.key] = operation.argument }
    default: values[operation.key] = operation.argument
    }
    running[number] = operation
  }

  private mutating func complete(_ move: Move, _ now: Int64) -> RegisterSample.Event {
    let number = OperationNumber(rawValue: UInt32(move.operation))
    plan(.invoke, at: now + 1 + random.pause(100_000), client: move.client)
    guard let operation = running.removeValue(forKey: move.operation) else {
      return .completed(number, outcome: .info, value: nil, matched: nil)
    }
    let place = operation.key * sample.clients + move.client
    if operation.kind == .read {
      known[place] = operation.seen
    } else if operation.matched != false {
      known[place] = operation.argument
    }
    return .completed(
      number, outcome: .ok, value: operation.kind == .read ? operation.seen : nil,
      matched: operation.matched)
  }

  private mutating func plan(
    _ kind: Move.Kind, at time: Int64, client: Int, operation: Int = 0
  ) {
    schedule.plan(Move(kind: kind, client: client, operation: operation), at: time)
  }
}
