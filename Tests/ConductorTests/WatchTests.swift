import Testing
import Vocabulary

@testable import Conductor
@testable import Histories

@Suite struct LimitWatchTests {
  private static func condition(
    _ metric: Predicate.Metric, _ comparison: Predicate.Comparison, _ value: Double, for span: Int
  ) -> StopCondition {
    .init(
      clause: .init(metric: metric, comparison: comparison, value: value), forNs: .seconds(span))
  }

  @Test("A limit is reached only after it held for its time without a break")
  func holdsUnbroken() {
    var watch = LimitWatch(conditions: [Self.condition(.writeSuccess, .less, 0.5, for: 10)])
    func reached(_ success: Double?, at second: Int) -> String? {
      watch.reached(writeSuccess: success, redundancy: 1, lost: 0, at: .seconds(second))
    }
    #expect(reached(0.1, at: 0) == nil)
    #expect(reached(0.1, at: 9) == nil)
    #expect(reached(0.9, at: 10) == nil)
    #expect(reached(0.1, at: 11) == nil)
    #expect(reached(nil, at: 15) == nil)
    #expect(reached(0.1, at: 16) == nil)
    #expect(reached(0.1, at: 25) == nil)
    #expect(reached(0.1, at: 26) == "write-success < 50% for 10s")
  }

  @Test("A limit without a time is reached at once, in the mission's words")
  func atOnce() {
    var watch = LimitWatch(conditions: [
      Self.condition(.redundancy, .less, 0, for: 0),
      Self.condition(.acknowledgedLoss, .greater, 0, for: 0),
    ])
    #expect(watch.reached(writeSuccess: 1, redundancy: 0, lost: 0, at: .zero) == nil)
    #expect(watch.reached(writeSuccess: 1, redundancy: nil, lost: 0, at: .zero) == nil)
    #expect(
      watch.reached(writeSuccess: 1, redundancy: 1, lost: 1, at: .zero) == "acknowledged-loss > 0")
    #expect(watch.reached(writeSuccess: 1, redundancy: -1, lost: 1, at: .zero) == "redundancy < 0")
  }
}

@Suite struct LossWatchTests {
  private static func event(
    _ kind: OperationKind, _ argument: Int64?, _ span: ClosedRange<Int>, sees: Int64? = nil,
    outcome: Outcome = .ok, matched: Bool? = nil, key: String = "k"
  ) -> HistoryEvent {
    HistoryEvent(
      operation: OperationNumber(rawValue: 0), process: 0, kind: kind, key: key,
      argument: argument, invokedNs: .seconds(span.lowerBound),
      completion: .init(
        outcome: outcome, value: sees, matched: matched, completedNs: .seconds(span.upperBound)))
  }

  private static let twoWrites = [event(.write, 1, 0...1), event(.write, 2, 2...3)]

  private func lost(_ events: [HistoryEvent]) -> Int {
    var watch = LossWatch()
    for event in events { watch.handle(event) }
    return watch.lost
  }

  @Test("A compare that failed shows a loss by what it found, and none where it tells nothing")
  func failedCompare() {
    let silent = Self.event(.compareAndSet, 9, 4...5, matched: false)
    let telling = Self.event(.compareAndSet, 9, 4...5, sees: 1, matched: false)
    #expect(lost(Self.twoWrites + [silent]) == 0)
    #expect(lost(Self.twoWrites + [telling]) == 1)
    #expect(lost(Self.twoWrites + [Self.event(.read, nil, 4...5)]) == 2)
  }

  @Test("A read that sees what an acknowledged write had replaced shows a loss, counted once")
  func staleReadIsLoss() {
    let stale = Self.event(.read, nil, 4...5, sees: 1)
    #expect(lost(Self.twoWrites + [stale]) == 1)
    #expect(lost(Self.twoWrites + [stale, Self.event(.read, nil, 6...7, sees: 1)]) == 1)
  }

  @Test("A read that began before the write was acknowledged shows nothing")
  func concurrentReadIsNone() {
    #expect(lost(Self.twoWrites + [Self.event(.read, nil, 2...5, sees: 1)]) == 0)
    #expect(lost(Self.twoWrites + [Self.event(.read, nil, 3...5, sees: 1)]) == 0)
  }

  @Test("Writes that overlapped may be in either order")
  func overlappingWrites() {
    let writes = [Self.event(.write, 1, 0...3), Self.event(.write, 2, 2...3)]
    #expect(lost(writes + [Self.event(.read, nil, 4...5, sees: 1)]) == 0)
    #expect(lost(writes + [Self.event(.read, nil, 4...5, sees: 2)]) == 0)
  }

  @Test("An absent key shows the loss of every acknowledged write, on that key alone")
  func absentKey() {
    let other = Self.event(.write, 7, 0...1, key: "other")
    #expect(lost(Self.twoWrites + [other, Self.event(.read, nil, 4...5, sees: nil)]) == 2)
  }

  @Test("What was refused or unknown cannot be lost, and a value of unknown origin proves nothing")
  func unknownProvesNothing() {
    let refused = Self.event(.write, 3, 4...5, outcome: .fail)
    let unknown = Self.event(.write, 4, 4...5, outcome: .info)
    let reads = [
      Self.event(.read, nil, 6...7, sees: 2), Self.event(.read, nil, 6...7, sees: 4),
      Self.event(.read, nil, 6...7, sees: 1, outcome: .info),
    ]
    #expect(lost(Self.twoWrites + [refused, unknown] + reads) == 0)
  }

  @Test("A compare-and-set writes where it matched, and observes where it did not")
  func compareAndSet() {
    let set = Self.event(.compareAndSet, 3, 4...5, matched: true)
    let refused = Self.event(.compareAndSet, 9, 6...7, sees: 2, matched: false)
    #expect(lost(Self.twoWrites + [set, refused]) == 1)
    let fine = Self.event(.compareAndSet, 9, 6...7, sees: 3, matched: false)
    #expect(lost(Self.twoWrites + [set, fine]) == 0)
  }
}
