import Consistency
import Histories
import Testing
import Vocabulary

/// Histories that are long enough for what small ones do not show.
@Suite struct LongHistoryTests {
  private static func sample(
    operations: Int = 6_000, clients: Int, keys: Int, swaps: Double = 0, unanswered: Double = 0
  ) -> History {
    var sample = RegisterSample(operations: operations, clients: clients, keys: keys)
    sample.swaps = swaps
    sample.unanswered = unanswered
    return sample.history()
  }

  /// The history with the last read of the first third made stale, as `genkv.py --bad` does.
  private static func spoilt(_ history: History, staleAfter share: Double) -> History? {
    var history = history
    var written: [UInt32: [Operation]] = [:]
    for place in history.operations.indices {
      let operation = history.operations[place]
      guard operation.outcome == .ok, let end = operation.completedNs else { continue }
      if operation.kind == .write { written[operation.key, default: []].append(operation) }
      guard operation.kind == .read, Double(place) > share * Double(history.operations.count)
      else { continue }
      let before = (written[operation.key] ?? []).filter {
        $0.completedAt < operation.invokedAt
      }
      guard let newest = before.max(by: { $0.invokedAt < $1.invokedAt }),
        let stale = before.last(where: { $0.completedAt < newest.invokedAt })
      else { continue }
      history.operations[place].complete(
        outcome: .ok, value: stale.argument, matched: nil, completedNs: end,
        completedAt: operation.completedAt)
      return history
    }
    return nil
  }

  @Test(arguments: [(10, 1_000, 0.0, 0.0), (50, 10, 0, 0), (50, 1, 0, 0), (25, 10, 0.2, 0.01)])
  func `What a store can have answered is valid and needs no search`(
    _ clients: Int, _ keys: Int, _ swaps: Double, _ unanswered: Double
  ) {
    let history = Self.sample(clients: clients, keys: keys, swaps: swaps, unanswered: unanswered)
    let verdict = LinearizableRegister().check(history)
    #expect(verdict.result == .valid, "\(verdict.summary)")
    #expect(verdict.detail["keys_searched"]?.whole == 0)
  }

  @Test(arguments: [(10, 100), (50, 10), (25, 1)])
  func `One stale read among thousands is found, with where the history ceases to be valid`(
    _ clients: Int, _ keys: Int
  ) throws {
    let honest = Self.sample(clients: clients, keys: keys)
    let history = try #require(Self.spoilt(honest, staleAfter: 0.7))
    let verdict = LinearizableRegister().check(history)
    #expect(verdict.result == .invalid)
    let anomaly = try #require(verdict.anomalies.first)
    #expect(anomaly.name == "stale read")
    #expect(anomaly.witness.count <= 5)
    let prefix = try #require(anomaly.validPrefix)
    #expect(prefix.operations > prefix.of / 2 && prefix.operations < prefix.of)
    #expect(prefix.untilNs != nil)
  }

  @Test func `Values that lie far apart give the same verdicts as small ones`() throws {
    let near = Self.sample(operations: 3_000, clients: 20, keys: 5, swaps: 0.2, unanswered: 0.02)
    var far = History()
    far.keys = near.keys
    func wide(_ value: Int64?) -> Int64? { value.map { $0 &* 0x1234_5678_9abc_def1 } }
    var events: [(at: UInt32, operation: Int, isEnd: Bool)] = []
    for (place, operation) in near.operations.enumerated() {
      events.append((operation.invokedAt, place, false))
      if operation.completedAt != .max { events.append((operation.completedAt, place, true)) }
    }
    for event in events.sorted(by: { $0.at < $1.at }) {
      let operation = near.operations[event.operation]
      if event.isEnd {
        far.complete(
          OperationNumber(rawValue: UInt32(event.operation)), outcome: operation.outcome,
          value: wide(operation.value), matched: operation.matched,
          at: operation.completedNs ?? .zero)
      } else {
        far.invoke(
          process: Int(operation.process), kind: operation.kind, key: operation.key,
          argument: wide(operation.argument), expected: wide(operation.expected),
          at: operation.invokedNs)
      }
    }
    let verdict = LinearizableRegister().check(far)
    #expect(verdict.result == .valid)
    #expect(verdict.detail == LinearizableRegister().check(near).detail)
    let spoilt = try #require(Self.spoilt(far, staleAfter: 0.5))
    #expect(LinearizableRegister().check(spoilt).result == .invalid)
  }

  @Test func `Thirty unanswered writes at the end cost nothing`() {
    var history = Self.sample(operations: 500, clients: 5, keys: 1)
    for process in 0..<30 {
      history.invoke(
        process: 100 + process, kind: .write, key: 0, argument: Int64(10_000 + process % 3),
        at: .seconds(100))
    }
    let verdict = LinearizableRegister(steps: 20_000).check(history)
    #expect(verdict.result == .valid, "\(verdict.summary)")
  }

  @Test func `A search whose time is up says how far it came`() {
    let history = Self.repeating()
    #expect(LinearizableRegister().check(history).result == .valid)
    let limits = SearchLimits(isTimeUp: { true })
    let verdict = LinearizableRegister(limits: limits).check(history)
    #expect(verdict.result == .unknown)
    #expect(verdict.summary.contains("valid up to operation"))
    #expect(verdict.summary.contains("time"))
  }

  /// Two values written again and again.
  private static func repeating() -> History {
    var history = History()
    history.keys = ["k"]
    for turn in 0..<20 {
      let time = Nanoseconds(rawValue: Int64(turn))
      let write = history.invoke(
        process: 0, kind: .write, key: 0, argument: Int64(turn % 2), at: time)
      let read = history.invoke(process: 1, kind: .read, key: 0, at: time)
      history.complete(write, outcome: .ok, at: time)
      history.complete(read, outcome: .ok, value: Int64(turn % 2), at: time)
    }
    return history
  }
}
